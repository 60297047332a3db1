-- Lists by day with what they rest on, and the nights in which every creator gets one.

-- A use beside those on the platform.
alter table track_right
  drop constraint track_right_use_check,
  add constraint track_right_use_check
    check (use in ('organic', 'branded', 'commercial', 'advertising', 'off-platform'));
-- What is forbidden or allowed for one use, whatever the track.
create index track_right_use on track_right (use, is_permission, track_id);

alter table recommendation
  add column day date,                     -- the day that it is the list of, in UTC
  add column basis jsonb;                  -- what was known of the creator, and what was left out
update recommendation set day = (made_at at time zone 'UTC')::date;
alter table recommendation
  alter column day set default (now() at time zone 'UTC')::date,
  alter column day set not null;
create index recommendation_day on recommendation (author_id, day, made_at);

-- How far the lists of a night are begun. The row's lock lets one scheduler go on at a time.
create table night (
  day date primary key,
  reached bigint not null default 0,       -- the last creator whose list was begun
  begun int not null default 0,            -- how many were
  begun_at timestamptz not null default now(),
  finished_at timestamptz
);
