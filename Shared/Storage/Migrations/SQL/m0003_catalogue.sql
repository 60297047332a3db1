-- What is known of creators, their videos, and music; what analysis found in them; and what was recommended.
--
-- A row of a `…_source` table gives an entity its number: it is inserted first and never changes its number, so that
-- whoever meets a platform's id for the first time, in however many processes, ends up with the same entity. An entity
-- can have keys on several platforms.
-- Lock order: authors, artists, tracks, videos, hashtags; within each by number, source rows by (platform, key).

create sequence author_number;
create sequence track_number;
create sequence video_number;

create table author_source (
  platform text not null,
  key text not null,                       -- the platform's id, or @handle where only the handle is known
  author_id bigint not null default nextval('author_number'),
  seen_at timestamptz not null default now(),
  primary key (platform, key)
);
create index author_source_author on author_source (author_id);

create table track_source (
  platform text not null,
  key text not null,
  track_id bigint not null default nextval('track_number'),
  seen_at timestamptz not null default now(),
  primary key (platform, key)
);
create index track_source_track on track_source (track_id);

create table video_source (
  platform text not null,
  key text not null,
  video_id bigint not null default nextval('video_number'),
  seen_at timestamptz not null default now(),
  primary key (platform, key)
);
create index video_source_video on video_source (video_id);

create table author (
  id bigint primary key,
  handle text not null,                    -- without @, in small letters; not unique: names change hands
  platform text not null default 'tiktok',
  name text,
  bio text,
  is_verified boolean,
  is_private boolean,
  region text,
  language text,
  avatar_url text,
  followers bigint,
  following bigint,
  likes bigint,
  videos bigint,
  first_seen_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
) with (fillfactor = 80);
create index author_handle on author (platform, handle, seen_at desc);

create table artist (
  id bigint generated always as identity primary key,
  folded text not null unique,             -- the name as it is compared
  name text not null
);

create table track (
  id bigint primary key,
  title text not null,
  artist text,                             -- as the source credits it, with all names
  artist_id bigint,
  album text,
  duration double precision,               -- seconds
  is_original_sound boolean not null,
  media_url text,
  cover_url text,
  uses bigint,                             -- videos with it, as the platform counts them
  is_commercial boolean,
  first_seen_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
) with (fillfactor = 80);
create index track_artist on track (artist_id);

create table video (
  id bigint primary key,
  author_id bigint not null,
  track_id bigint,                         -- the sound that it has now; it may be given another
  kind text not null check (kind in ('film', 'photos')),
  caption text not null,
  posted_at timestamptz,
  duration double precision,
  width int,
  height int,
  url text,
  media_url text,
  cover_url text,
  image_urls text[] not null default '{}',
  language text,
  region text,
  is_pinned boolean not null,
  is_advertisement boolean not null,
  mentions text[] not null default '{}',
  stickers text[] not null default '{}',
  loudness double precision,
  plays bigint,
  likes bigint,
  comments bigint,
  shares bigint,
  saves bigint,
  reposts bigint,
  content_hash bytea not null,             -- of what analysis reads; a change of it means a new analysis
  first_seen_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
) with (fillfactor = 80);
create index video_author on video (author_id, posted_at desc);
create index video_track on video (track_id);

create table hashtag (
  id bigint generated always as identity primary key,
  name text not null unique                -- normalised
);

create table video_hashtag (
  video_id bigint not null,
  hashtag_id bigint not null,
  place smallint not null,                 -- its order in the post
  written text not null,                   -- as the post writes it
  primary key (video_id, hashtag_id)
);
create index video_hashtag_tag on video_hashtag (hashtag_id);

-- Records that a source brought and that could not be read. The same record is rejected once, however often it is met.
create table rejection (
  place text not null,                     -- the file or address
  byte_offset bigint not null,             -- of the record in it
  reason text not null,
  run_id uuid,                             -- the run that met it last
  at timestamptz not null default now(),
  primary key (place, byte_offset)
);
create index rejection_run on rejection (run_id);

-- Numbers over time, by month. A month's partition is made before the month begins; what is older or newer than any
-- partition goes to the default one.
create table author_metrics (
  author_id bigint not null,
  at timestamptz not null,
  followers bigint, following bigint, likes bigint, videos bigint,
  primary key (author_id, at)
) partition by range (at);
create table video_metrics (
  video_id bigint not null,
  at timestamptz not null,
  plays bigint, likes bigint, comments bigint, shares bigint, saves bigint, reposts bigint,
  primary key (video_id, at)
) partition by range (at);
create table track_metrics (
  track_id bigint not null,
  at timestamptz not null,
  uses bigint,
  primary key (track_id, at)
) partition by range (at);
create table hashtag_metrics (
  hashtag_id bigint not null,
  at timestamptz not null,
  videos bigint, views bigint,
  primary key (hashtag_id, at)
) partition by range (at);

create table author_metrics_rest partition of author_metrics default;
create table video_metrics_rest partition of video_metrics default;
create table track_metrics_rest partition of track_metrics default;
create table hashtag_metrics_rest partition of hashtag_metrics default;

-- Makes the partitions of the months from `since` to `months` later that are missing. With its owner's rights: services
-- may not make tables. Rows of such a month that were put into the default partition move to the new one.
create function make_metric_months(since timestamptz, months int) returns int
language plpgsql security definer set search_path = hookline, pg_temp as $$
declare
  parent text;
  first timestamptz;
  part text;
  made int := 0;
begin
  if months not between 0 and 60 then
    raise exception 'months must be between 0 and 60';
  end if;
  perform pg_advisory_xact_lock(hashtext('hookline.metric_months'));
  foreach parent in array array['author_metrics', 'hashtag_metrics', 'track_metrics', 'video_metrics'] loop
    for n in 0..months loop
      first := (date_trunc('month', since at time zone 'UTC') + make_interval(months => n)) at time zone 'UTC';
      part := parent || to_char(first at time zone 'UTC', '_YYYYMM');
      continue when to_regclass(part) is not null;
      execute format('create table %I (like %I including all)', part, parent);
      execute format('with gone as (delete from %I where at >= %L and at < %L returning *) insert into %I select * from gone',
                     parent || '_rest', first, first + interval '1 month', part);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                     parent, part, first, (first at time zone 'UTC' + interval '1 month') at time zone 'UTC');
      made := made + 1;
    end loop;
  end loop;
  return made;
end
$$;
select make_metric_months(now() - interval '1 month', 4);

-- Analysis: one row for each subject and version of the analyser, so that a new version works beside the old one.
-- `written` is the transaction that wrote the row: a reader that remembers the oldest transaction that was open when it
-- looked (pg_snapshot_xmin) finds everything that came since, and misses nothing that committed late.
create table content_features (
  video_id bigint not null,
  version int not null,
  content_hash bytea not null,             -- the video's, when it was analysed
  features jsonb not null,
  written xid8 not null default pg_current_xact_id(),
  computed_at timestamptz not null default now(),
  primary key (video_id, version)
);

create table music_features (
  track_id bigint not null,
  version int not null,
  features jsonb not null,
  written xid8 not null default pg_current_xact_id(),
  computed_at timestamptz not null default now(),
  primary key (track_id, version)
);
create index music_features_written on music_features (version, written, track_id);

-- Lists, kept: the newest of a creator is what is shown, the others are what was shown then.
create table recommendation (
  id bigint generated always as identity primary key,
  author_id bigint not null,
  run_id uuid not null unique,
  ranker text not null,                    -- name and version of what ranked
  considered int not null,                 -- how many tracks there were to choose from
  videos int not null,                     -- how many videos the taste was read from
  made_at timestamptz not null default now()
);
create index recommendation_author on recommendation (author_id, made_at desc);

create table recommendation_item (
  recommendation_id bigint not null references recommendation on delete cascade,
  rank smallint not null,
  track_id bigint not null,
  score double precision not null,
  reasons jsonb not null,
  hook_start double precision,             -- the seconds of the track to use, once its sound was analysed
  hook_end double precision,
  primary key (recommendation_id, rank)
);
create index recommendation_item_track on recommendation_item (track_id);
