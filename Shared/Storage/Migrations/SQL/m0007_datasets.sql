-- Data sets from outside, whole and by version: what a version held stays as it was until it expires.

create table dataset_version (
  id bigint generated always as identity primary key,
  dataset text not null,                   -- 'moovitamix', 'movielens', …
  title text not null,
  origin text not null,                    -- the address or the folder
  state text not null default 'loading' check (state in ('loading', 'current', 'held', 'history', 'failed')),
  created_at timestamptz not null default now(),
  ended_at timestamptz,                    -- when it became current, was held back, or failed
  expiry_at timestamptz,
  is_packed boolean not null default false,  -- its records are in dataset_chunk and no more in tables of their own
  reason text,                             -- why it failed, or was held back
  report jsonb not null default '{}'
);
create unique index dataset_version_current on dataset_version (dataset) where state = 'current';
create index dataset_version_created on dataset_version (dataset, created_at desc);

-- Records of versions that are history: gzip of a JSON document a line, in their order.
create table dataset_chunk (
  version_id bigint not null,
  kind text not null,                      -- 'user', 'rating', …
  number int not null,
  record_count int not null,
  byte_count int not null,                 -- before it was packed
  bytes bytea not null,
  primary key (version_id, kind, number)
);
-- It is packed already.
alter table dataset_chunk alter column bytes set storage external;

-- Records that were kept apart, and why.
create table dataset_rejection (
  id bigint generated always as identity primary key,
  version_id bigint not null,
  kind text not null,
  place text not null,                     -- a file or an address
  position bigint not null,                -- of its first byte in a file, of its place in a list
  rule text not null,
  reason text not null,
  record text not null                     -- as it came; cut when it is long
);
create index dataset_rejection_version on dataset_rejection (version_id, id);

-- What MoovitaMix knows. `position` is the place in its lists. `flags` are marks of odd values, one bit for each rule of
-- the kind that flags, in the order of the rules.
create table moovitamix_user (
  version_id bigint not null,
  id bigint not null,
  position bigint not null,
  first_name text,
  last_name text,
  email text,                              -- not unique there
  gender text,
  favorite_genre text,
  created_at timestamptz,
  updated_at timestamptz,                  -- often before created_at
  flags smallint not null,
  primary key (version_id, id)
);

create table moovitamix_track (
  version_id bigint not null,
  id bigint not null,
  position bigint not null,
  name text,
  artist text,
  songwriters text,
  seconds int,
  genre text,                              -- any word
  album text,
  created_at timestamptz,
  updated_at timestamptz,
  flags smallint not null,
  primary key (version_id, id)
);

create table moovitamix_history (
  version_id bigint not null,
  user_id bigint not null,
  position bigint not null,
  tracks bigint[],                         -- the oldest first, repeats as they come
  created_at timestamptz,
  updated_at timestamptz,
  flags smallint not null,
  primary key (version_id, user_id, position)
);

-- One row a play; `place` counts from the oldest.
create view moovitamix_play with (security_invoker = true) as
select h.version_id, h.user_id, h.position, p.place, p.track_id
from moovitamix_history h cross join lateral unnest(h.tracks) with ordinality as p (track_id, place);
