-- Who may use which track, where, what for and when.

create table track_right (
  id bigint generated always as identity primary key,
  track_id bigint not null,
  territory text not null,                 -- ISO 3166 code, or 'WW' for everywhere
  use text not null,                       -- 'organic', 'commercial', …
  valid_from timestamptz,
  valid_until timestamptz,
  source text not null                     -- the file or the contract that says so
);
create index track_right_track on track_right (track_id);
