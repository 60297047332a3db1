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
  decided int,                             -- the version of the rules by which it was compared, as it is now
  seen_at timestamptz not null,            -- when what it says was so
  is_backlog boolean not null default false -- made below: nobody may ever ask for it
) with (fillfactor = 80);
create index track_portrait_backlog on track_portrait (track_id) where is_backlog and decided is null;

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
-- Few have them, and whoever joins a recording asks each time.
create index track_link_nameless_left on track_link (left_id) where undone_at is null and evidence ? 'nameless';
create index track_link_nameless_right on track_link (right_id) where undone_at is null and evidence ? 'nameless';

-- Whose standing a person has changed, in the order of the commits: one at a time writes links. Kept for a day.
create table track_regrouping (
  id bigint generated always as identity primary key,
  track_id bigint not null,
  at timestamptz not null default now()
);
create index track_regrouping_at on track_regrouping (at);

-- When a sound was said again just as it is, without numbers (those stand in track_metrics): nothing is written of it then
-- but this, which nobody has to wait for. An older snapshot that comes late is told by it that it is older.
create table track_moment (
  track_id bigint not null,
  at timestamptz not null,
  said int not null                        -- which columns, by bits
);
create index track_moment_track on track_moment (track_id, at desc);
create index track_moment_at on track_moment (at);

-- What there was before. A track had one number under all names that its source knew of it; which of them is its own tells
-- the platform that it is from: TikTok, if that is among them. The others it claims from now on: what bears them gets a
-- number of its own. Revision 0 has no keys yet; whoever ingests makes up for that, a few at a time.
create temp table own on commit drop as
select distinct on (track_id) track_id, platform, key from track_source
order by track_id, platform <> 'tiktok', seen_at, platform, key;
insert into track_portrait (track_id, platform, key, title, artist, duration, is_original_sound, claims, keys, revision,
  seen_at, is_backlog)
select t.id, o.platform, o.key, left(t.title, 500), left(t.artist, 500), nullif(greatest(t.duration, 0), 0),
  t.is_original_sound,
  (select coalesce(jsonb_agg(c.name order by c.name), '[]') from (
     select s.platform || ':' || s.key as name from track_source s
     where s.track_id = t.id and s.platform <> o.platform order by 1 limit 16) c),
  '{}', 0, t.seen_at, true
from track t join own o on o.track_id = t.id;
delete from track_source s using own o where s.track_id = o.track_id and s.platform <> o.platform;

-- Tracks are looked for by words: those of the title, a bar, those of the artist, without case and accents, each with a
-- blank on both sides. What there was before gets them nearly as ingest makes them; it makes them anew when it meets the
-- track again.
alter table track add column words text not null default '';
update track t set words = ' ' || concat_ws(' | ', w.title, nullif(w.artist, '')) || ' '
from track s
cross join lateral (
  select coalesce(max(plain) filter (where n = 1), '') as title, max(plain) filter (where n = 2) as artist
  from unnest(array[left(s.title, 500), left(s.artist, 500)]) with ordinality as i(text, n)
  cross join lateral (select btrim(regexp_replace(normalize(regexp_replace(lower(normalize(i.text, nfkd)),
    '[\u0300-\u036f''’.]', '', 'g'), nfkc), '[^[:alnum:]]+', ' ', 'g')) as plain) p) w
where s.id = t.id and s.title <> '';
-- Those that are called just so, or begin so, however many have the words. Of long names the beginning: an entry of an
-- index has a bound.
create index track_words_start on track (left(words, 64) text_pattern_ops);
do $$
declare
  place name;
begin
  create extension if not exists pg_trgm;
  select n.nspname into place from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  -- It may have been there before, in a schema that is not looked through.
  execute format('create index track_words on track using gin (words %I.gin_trgm_ops)', place);
exception
  when insufficient_privilege then
    raise exception using
      errcode = 'insufficient_privilege',
      message = format('the extension pg_trgm is missing and %I may not create it; run as a superuser, in this database: '
                       'create extension pg_trgm', current_user);
end
$$;
