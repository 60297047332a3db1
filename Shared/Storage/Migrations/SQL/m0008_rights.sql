-- Who may use which track, where, what for and when; and what is known of the files of a folder of music.

-- One row for each territory and use that a row of an import states. The rows of a source are replaced as a whole.
create table track_right (
  id bigint generated always as identity primary key,
  track_id bigint not null,
  territory text not null check (territory ~ '^[A-Z]{2}$'),  -- ISO 3166 code, or 'WW' for everywhere
  use text not null check (use in ('organic', 'branded', 'commercial', 'advertising')),
  is_permission boolean not null,          -- else it forbids
  valid_from timestamptz,
  valid_until timestamptz,                 -- not this moment itself
  source text not null,                    -- the contract, or the file that says so
  imported_at timestamptz not null default now(),
  check (valid_from < valid_until),
  unique nulls not distinct (track_id, source, territory, use, is_permission, valid_from, valid_until)
);
create index track_right_source on track_right (source);

-- Files of a folder of music, so that those which have not changed are not read again. A file that goes away stays here.
create table library_file (
  root text not null,                      -- the folder, without links
  path text not null,                      -- from the folder on
  device bigint not null,
  node bigint not null,
  size bigint not null,
  written_at bigint not null,              -- nanoseconds since 1970
  changed_at bigint not null,
  state text not null check (state in ('taken', 'rejected', 'gone')),
  key text,                                -- of the track: a hash of the bytes
  track jsonb,                             -- what its tags say
  is_heard boolean not null,               -- whether a decoder has looked into it
  rule text,
  reason text,
  seen_at timestamptz not null default now(),
  primary key (root, path)
);
create index library_file_key on library_file (key) where key is not null;
