-- Which tracks are the same recording. Facts stay where the platforms put them: videos name the track that their sound is
-- there, and numbers are never rewritten. Which of them are one is said beside them, with the evidence, so that it can be
-- taken back without a trace.
--
-- Lock order: after the tracks.

-- What a track claims to be elsewhere: the keys that its source gives it for other platforms and registers.
create table track_claim (
  track_id bigint not null,
  platform text not null,
  key text not null,
  seen_at timestamptz not null default now(),
  primary key (track_id, platform, key)
);
create index track_claim_key on track_claim (platform, key, track_id);

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
create unique index track_link_live on track_link (left_id, right_id, relation) where undone_at is null;
create index track_link_right on track_link (right_id) where undone_at is null;
