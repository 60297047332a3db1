-- What sources must remember, how they fare, and what they said when.
--
-- Lock order: as that of the catalogue; handles after their authors, listings after the videos, then lookups. Quotas, notes
-- and activity are changed one by one, outside of tasks.

-- What was taken of a day's quota, by all processes together.
create table source_quota (
  source text not null,
  name text not null,
  day date not null,                       -- UTC
  taken bigint not null check (taken >= 0),
  reserved bigint not null default 0 check (reserved between 0 and taken), -- of that, what may be given back
  reserved_at timestamptz,                 -- when any was set aside last
  quota bigint not null,                   -- how much there was, when it was last asked for
  primary key (source, name, day)
);

create table source_note (
  source text not null,
  name text not null,
  note text not null,
  until timestamptz not null,
  primary key (source, name)
);

-- What was asked of a source on a day, and what came of it. `what` is 'requests', 'answers', 'records',
-- 'failed <kind>' or 'rejected <rule>'.
create table source_activity (
  source text not null,
  day date not null,                       -- UTC
  what text not null,
  count bigint not null,
  last_at timestamptz not null,
  primary key (source, day, what)
);
create index source_activity_day on source_activity (day);

-- What another source was asked of a track, so that it is not asked again and again.
create table track_lookup (
  track_id bigint not null,
  source text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('found', 'unknown')),
  found_id bigint,                         -- the track that the source's answer became
  primary key (track_id, source)
);
create index track_lookup_due on track_lookup (source, at);

alter table rejection add column source text, add column rule text;
create index rejection_at on rejection (at desc);

-- Snapshots arrive in any order. `seen_at` is the moment of the newest; a value that only older ones said stands in
-- `told_at` with the moment of the one that it comes from.
alter table author add column told_at jsonb not null default '{}', add column source text, add column is_gone boolean;
alter table track add column told_at jsonb not null default '{}', add column source text;
alter table video add column told_at jsonb not null default '{}', add column source text,
  add column missing_since timestamptz;    -- a newer list of the creator's posts did not have it

-- Every name that a creator was met under. Names change hands: a name is whose it was seen to be last. One that nothing
-- was written under yet was seen from infinity to minus infinity.
create table author_alias (
  author_id bigint not null,
  platform text not null,
  handle text not null,
  seen_from timestamptz not null,
  seen_to timestamptz not null,
  primary key (author_id, platform, handle)
);
create index author_alias_handle on author_alias (platform, handle, seen_to desc);
insert into author_alias(author_id, platform, handle, seen_from, seen_to)
select id, platform, handle, least(first_seen_at, seen_at), seen_at from author;

-- Lists of a creator's posts that were whole from `since` to `until`: what they do not have was gone at that moment.
create table author_listing (
  author_id bigint not null,
  at timestamptz not null,
  since timestamptz not null,
  until timestamptz not null,
  primary key (author_id, at, until)
);

-- Numbers that do not go on as such numbers do are kept all the same: 'followers fell', 'plays jumped'.
alter table author_metrics add column flags text;
alter table video_metrics add column flags text;
alter table track_metrics add column flags text;
