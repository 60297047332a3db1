-- What was seen and heard in videos, and what was not and why; which of them are copies of one.
--
-- Lock order: after the videos and their features; views, music, misses and descriptors by video; twins and copies last,
-- which one transaction changes at a time (an advisory lock).

-- One row for each video and version of content analysis.
create table video_view (
  video_id bigint not null,
  version int not null,
  seen_at timestamptz not null default now(),
  origin text not null,                    -- where it came from, in a word: 'link', 'sample', …
  place text not null,                     -- of the video's media, as video_place tells it
  contents text[] not null default '{}',   -- SHA-256 of the film, or of each photo
  remark text,                             -- why little is known of it
  clip jsonb not null,                     -- all that was found, without the key frames: those are descriptors
  print text not null,                     -- changes when the descriptors do
  is_compared boolean not null default false, -- whether copies of it were looked for since they did
  written xid8 not null default pg_current_xact_id(),
  primary key (video_id, version)
);
-- Read whole and seldom, and large: what is written once is worth the time to compress it.
alter table video_view alter column clip set compression pglz;
-- What came since somebody looked last, as with features.
create index video_view_written on video_view (written, video_id);

-- Music that was recognised in a video whose own sound it is not said to be: by its fingerprint.
create table video_music (
  video_id bigint not null,
  version int not null,
  track_id bigint not null,
  video_start double precision not null,   -- seconds: where it is heard in the video,
  track_start double precision not null,   -- and which place of the track that is
  duration double precision not null,
  speed double precision not null,         -- the video's against the track's
  confidence double precision not null,
  primary key (video_id, version)
);
create index video_music_track on video_music (track_id);

-- Videos that were analysed by their words alone. They are tried again when `retry_at` comes, or their media change.
create table video_unseen (
  video_id bigint not null,
  version int not null,
  tries int not null default 1,
  place_tries int not null default 1,      -- of these, those of the media that it had at the last one
  at timestamptz not null default now(),
  retry_at timestamptz,
  place text not null,
  code text not null,                      -- a word to group by: 'no-media', 'gone', 'crashed', …
  reason text not null,                    -- for people
  primary key (video_id, version)
);
create index video_unseen_code on video_unseen (version, code);

-- Key frames, as they are looked for. A video has those of one version: older ones go when newer ones come.
create table frame_descriptor (
  video_id bigint not null,
  version int not null,
  at real not null,                        -- seconds
  descriptor bytea not null check (octet_length(descriptor) = 226),
  primary key (video_id, version, at)
);
-- Nothing in them is worth the time to compress it.
alter table frame_descriptor alter column descriptor set storage external;

-- Two videos that show the same, with what speaks for it. It holds as long as both are what they were then.
create table video_twin (
  left_id bigint not null,
  right_id bigint not null check (left_id < right_id),
  share double precision not null,         -- of the key frames of the one that has fewer, the part that both show
  frames int not null,
  distance double precision not null,      -- the mean of these frames', 0…1
  shift double precision not null,         -- how much later the right one shows them, in seconds
  left_print text not null,
  right_print text not null,
  found_at timestamptz not null default now(),
  primary key (left_id, right_id)
);
create index video_twin_right on video_twin (right_id);

-- Of videos that show the same, directly or through others: each but the earliest, which is the original of all.
create table video_copy (
  video_id bigint primary key,
  original_id bigint not null,             -- never in the column before
  since timestamptz not null default now()
);
create index video_copy_original on video_copy (original_id, video_id);

-- What of a link stays when it is made anew. Platforms sign links for each who asks, and send them to one server or
-- another: of those the path is what tells the file.
create function media_name(url text) returns text
language sql immutable parallel safe
return case
  when url ~* '^https?://[^?#]*\?([^#]*&)?(x-)?(expires?|signature|sig|token|policy)='
    then regexp_replace(url, '^[^:]+://[^/?#]*([^?#]*).*$', '\1')
  else url end;

-- What media a video has, so far as it is known without looking: another text means other media.
create function video_place(id bigint) returns text
language sql stable parallel safe set search_path = hookline, pg_temp
return (
  select md5(case when v.kind = 'photos' then coalesce((
      select string_agg(media_name(i.url), '|' order by i.n)
      from unnest(v.image_urls) with ordinality as i (url, n)), '')
    else coalesce(media_name(v.media_url), '') end)
  from video v where v.id = $1);
