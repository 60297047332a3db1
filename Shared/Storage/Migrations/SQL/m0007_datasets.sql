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
-- the kind that flags, in the order of the rules. Each version has a partition of its own: it is filled before it has an
-- index, which is made at once for all of its rows, and it goes with the version without a look at any of them. The version
-- is last in the keys: in a partition it is always the same, and comparing it first would be for nothing.
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
  primary key (id, version_id)
) partition by list (version_id);

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
  primary key (id, version_id)
) partition by list (version_id);

create table moovitamix_history (
  version_id bigint not null,
  user_id bigint not null,
  position bigint not null,
  tracks bigint[],                         -- the oldest first, repeats as they come
  created_at timestamptz,
  updated_at timestamptz,
  flags smallint not null,
  primary key (user_id, position, version_id)
) partition by list (version_id);

-- One row a play; `place` counts from the oldest.
create view moovitamix_play with (security_invoker = true) as
select h.version_id, h.user_id, h.position, p.place, p.track_id
from moovitamix_history h cross join lateral unnest(h.tracks) with ordinality as p (track_id, place);

-- Functions make and remove these parts with their owner's rights: services may not make tables.

-- The name of a version's part of one of these tables, and of no other.
create function dataset_part(parent text, version bigint) returns text
language plpgsql immutable as $$
begin
  if parent is null or version is null
     or parent <> all (array['moovitamix_user', 'moovitamix_track', 'moovitamix_history']) then
    raise exception 'there are no parts of %', parent;
  end if;
  return parent || '_' || version;
end
$$;

-- Makes the table that a version is filled into. Nobody finds its rows by the parent yet.
--
-- Parts that were emptied are dropped here, unless somebody reads the parent: nobody is to wait for that.
create function open_dataset_part(parent text, version bigint) returns void
language plpgsql security definer set search_path = hookline, pg_temp as $$
declare
  part regclass;
begin
  -- Whoever ends the version waits for this, or has ended it: no table is left behind.
  perform from dataset_version where id = version and state = 'loading' for key share;
  if not found then
    raise exception 'version % is not being loaded', version;
  end if;
  execute format('create table %I (like %I)', dataset_part(parent, version), parent);
  for part in
    select i.inhrelid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass(parent) and pg_relation_size(c.oid) = 0
      and not exists (
        select from dataset_version v
        where c.relname = dataset_part(parent, v.id) and v.state <> 'failed' and not v.is_packed)
  loop
    execute format('lock table only %I in access exclusive mode nowait', parent);
    execute format('drop table %s', part);
  end loop;
exception when lock_not_available then
  -- What was locked above is not any more.
  perform from dataset_version where id = version and state = 'loading' for key share;
  if not found then
    raise exception 'version % is not being loaded', version;
  end if;
  execute format('create table %I (like %I)', dataset_part(parent, version), parent);
end
$$;

-- Gives it the index, for all of its rows at once, and makes it a part of the parent.
create function close_dataset_part(parent text, version bigint) returns void
language plpgsql security definer set search_path = hookline, pg_temp as $$
declare
  part text := dataset_part(parent, version);
  key text := case parent when 'moovitamix_history' then 'user_id, position, version_id' else 'id, version_id' end;
begin
  execute format('alter table %I add primary key (%s)', part, key);
  execute format('alter table %I attach partition %I for values in (%L)', parent, part, version);
end
$$;

-- Removes the rows of a version, if it has a part. One that belongs to its parent already is only emptied: to leave it, it
-- would have to wait for whoever reads the parent.
create function remove_dataset_part(parent text, version bigint) returns void
language plpgsql security definer set search_path = hookline, pg_temp as $$
declare
  part text := dataset_part(parent, version);
begin
  if to_regclass(part) is null then
    return;
  end if;
  -- What makes it a part may be under way still, though nobody waits for it any more.
  begin
    execute format('lock table only %I in access exclusive mode', part);
  exception when undefined_table then
    return;
  end;
  if exists (select from pg_inherits where inhrelid = to_regclass(part)) then
    execute format('truncate %I', part);
  else
    execute format('drop table %I', part);
  end if;
end
$$;

-- Makes the part of a version whose records come back to their table.
create function reopen_dataset_part(parent text, version bigint) returns void
language plpgsql security definer set search_path = hookline, pg_temp as $$
declare
  part text := dataset_part(parent, version);
begin
  perform from dataset_version where id = version and state in ('history', 'held') and is_packed for key share;
  if not found then
    raise exception 'version % is not packed', version;
  end if;
  if to_regclass(part) is null then
    execute format('create table %I (like %I)', part, parent);
    perform close_dataset_part(parent, version);
  end if;
end
$$;
