-- Who may use the interface, what they have changed, and answers that are given again.

create table api_key (
  id bigint generated always as identity primary key,
  -- What stands in the key before its secret: found by it, and no secret itself.
  label text not null unique check (label ~ '^[a-z0-9]{8,20}$'),
  -- SHA-256 of the secret, which is known to its holder alone. A secret of 256 random bits needs no slow hash.
  hash bytea not null check (length(hash) = 32),
  name text not null check (length(name) between 1 and 100),
  scopes text[] not null check (
    cardinality(scopes) > 0 and scopes <@ array['read', 'submit', 'ops', 'admin']),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- To the minute or so.
  last_used_at timestamptz
);

-- Every change that was asked for by the interface or with the keys, for ever.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- The key, while there is one; and how it was called then.
  key_id bigint,
  who text not null,
  -- What was done, such as `runs.create`, and to what.
  action text not null,
  subject text,
  request_id text not null,
  result text not null check (result in ('begun', 'done', 'failed')),
  detail jsonb not null default '{}'
);
create index audit_newest_of_key on audit (key_id, id desc);

-- An answer is given again to who asks again with the same key of their own.
create table idempotency (
  key_id bigint not null references api_key (id) on delete cascade,
  key text not null check (length(key) between 1 and 200),
  -- SHA-256 of what was asked for: the same key with another request is a mistake.
  request_hash bytea not null check (length(request_hash) = 32),
  -- Until then the first request is believed to be at work; without an answer after that, it has died.
  claimed_until timestamptz not null,
  claim uuid not null,
  status int,
  media_type text,
  body bytea,
  created_at timestamptz not null default now(),
  primary key (key_id, key)
);
create index idempotency_oldest on idempotency (created_at);

-- Workers have no business with keys; nobody changes or forgets what was audited, and no key is ever deleted.
revoke all on api_key, audit, idempotency from hookline_worker;
revoke update, delete on audit from hookline_api;
revoke delete on api_key from hookline_api;
