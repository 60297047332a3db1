-- What was learnt from who has used what: where its file is, what it was made of, and how it was judged.
create table model (
  id bigint generated always as identity primary key,
  -- What it is for; of each kind one is in use.
  kind text not null,
  state text not null check (state in ('current', 'former', 'refused')),
  -- How it was made, as `ease` or `ials`.
  form text not null,
  -- SHA-256 of its file, in hex, which is its name.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  byte_count bigint not null check (byte_count > 0),
  seed bigint not null,
  -- How many uses of how many creators and tracks it was learnt from, and up to which video.
  snapshot jsonb not null,
  parameters jsonb not null,
  metrics jsonb not null,
  -- How its signals are weighed with others; null where too little was known to learn that.
  ranker jsonb,
  made_at timestamptz not null default now()
);
create unique index model_current on model (kind) where state = 'current';
create index model_newest on model (kind, id desc);
