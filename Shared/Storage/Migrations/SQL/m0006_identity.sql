-- Which tracks are the same recording. Facts stay where the platforms put them: videos name the track that their sound is
-- there, and numbers are never rewritten. Which of them are one is said beside them, with the evidence, so that it can be
-- taken back without a trace.
--
-- Lock order: after the tracks. Links and identities are changed by one transaction at a time (an advisory lock).

-- What a track is told from others by: as its source has it. It is written before the track is, and committed before
-- others are looked for: of two sources that meet the same recording at the same time, the later one then sees both.
create table track_portrait (
  track_id bigint primary key,
  platform text not null,
  key text not null,
  title text not null,
  artist text,
  duration double precision,               -- seconds
  is_original_sound boolean not null,
  claims jsonb not null,                   -- what it is called elsewhere: ["spotify:…", "isrc:…"]
  keys bigint[] not null,                  -- what track_key has of it
  revision int not null default 1,         -- counts its changes
  decided int                              -- the version of the rules by which it was compared, as it is now
) with (fillfactor = 80);

-- What is looked for: hashes of its name in several ways, of its own key and of its claims.
create table track_key (
  key bigint not null,
  track_id bigint not null,
  primary key (key, track_id)
);

-- Of tracks that are one recording: each but the one that stands for all of them.
create table track_identity (
  track_id bigint primary key,
  canonical_id bigint not null             -- never in the column before
);
create index track_identity_canonical on track_identity (canonical_id, track_id);

-- Every relation that was ever found or stated, and why. Those that hold (undone_at is null) make track_identity.
create table track_link (
  id bigint generated always as identity primary key,
  left_id bigint not null,
  right_id bigint not null check (left_id < right_id),
  relation text not null check (relation in ('same', 'variant', 'apart')),
  kind text,                               -- of a variant: 'sped-up', 'slowed', 'clip', 'remix', …
  rule text not null,                      -- what found it; 'person' when it was stated
  evidence jsonb not null,
  made_by text not null default '',
  made_at timestamptz not null default now(),
  undone_by text,
  undone_at timestamptz
);
-- Of two tracks one thing is true.
create unique index track_link_live on track_link (left_id, right_id) where undone_at is null;
create index track_link_right on track_link (right_id);
create index track_link_pair on track_link (left_id, right_id, id);
