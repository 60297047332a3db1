-- Data sets from outside, whole and by version: what a version held stays as it was until it expires.

create table dataset_version (
  id bigint generated always as identity primary key,
  dataset text not null,                   -- 'moovitamix', 'movielens', …
  title text not null,
  origin text not null,                    -- the address or the folder
  state text not null default 'loading' check (state in ('loading', 'current', 'history', 'failed')),
  created_at timestamptz not null default now(),
  expiry_at timestamptz,
  report jsonb not null default '{}'
);
create unique index dataset_version_current on dataset_version (dataset) where state = 'current';
create index dataset_version_created on dataset_version (dataset, created_at desc);
