-- What was heard in tracks, and what was not and why.
--
-- Lock order: after the tracks, before links.

-- One row for each track and version of music analysis.
create table track_sound (
  track_id bigint not null,
  version int not null,
  heard_at timestamptz not null default now(),
  origin text not null,                    -- where it came from, in a word: 'library', 'link', …
  place text not null,                     -- of the track's media, as track_place tells it
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  remark text,                             -- why little is known of it: 'it is silence'
  sound jsonb not null,                    -- all that was found, without the waveform
  waveform jsonb,
  primary key (track_id, version)
);
-- Read whole and seldom, and large: what is written once is worth the time to compress it.
alter table track_sound alter column sound set compression pglz;

-- Tracks that were analysed by their names alone. They are tried again when `retry_at` comes, or their media change.
create table track_unheard (
  track_id bigint not null,
  version int not null,
  tries int not null default 1,
  at timestamptz not null default now(),
  retry_at timestamptz,
  place text not null,
  code text not null,                      -- a word to group by: 'no-media', 'gone', 'crashed', …
  reason text not null,                    -- for people
  primary key (track_id, version)
);
create index track_unheard_code on track_unheard (version, code);

-- What media a track has, so far as it is known without looking: another text means other media.
create function track_place(id bigint) returns text
language sql stable parallel safe set search_path = hookline, pg_temp
return (
  select md5(coalesce(t.media_url, '') || coalesce((
    select string_agg(f.root || '/' || f.path || '=' || f.key, '|' order by f.root, f.path)
    from track_source s join library_file f on f.key = s.key and f.state = 'taken'
    where s.track_id = t.id and s.platform = 'library'), ''))
  from track t where t.id = $1);
