-- What recordings sound like, so that the same recording is found whatever it is called and wherever it comes from.
--
-- Lock order: fingerprints by (algorithm, track, number); terms come and go with their fingerprint, under its lock.

create table fingerprint (
  track_id bigint not null,
  number smallint not null,                -- a track can have several: of other recordings, or other parts
  algorithm smallint not null,             -- Chromaprint's number of it; those of different ones cannot be compared
  item_duration double precision not null, -- seconds
  items bytea not null,                    -- 32 bits each, the lowest byte first
  terms int[] not null,                    -- what fingerprint_term has of it, so that all of it can be taken out again
  places smallint[] not null,
  stored_at timestamptz not null default now(),
  primary key (track_id, algorithm, number)
);
-- Nothing in them is worth the time to compress it.
alter table fingerprint alter column items set storage external,
  alter column terms set storage external, alter column places set storage external;

-- Some of the items, as they are looked for. The order of the columns keeps a row of the index at its smallest, and the
-- index answers by itself.
create table fingerprint_term (
  term int not null,
  number smallint not null,
  place smallint not null,                 -- in items
  track_id bigint not null
);
create index fingerprint_term_place on fingerprint_term (term, number, place, track_id);
-- Terms are looked for by millions of others, so rows that are no longer there must not pile up.
alter table fingerprint_term set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
