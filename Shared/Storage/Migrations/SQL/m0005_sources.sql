-- What sources must remember, and how they fare.

-- What was taken of a day's quota, by all processes together.
create table source_quota (
  source text not null,
  name text not null,
  day date not null,                       -- UTC
  taken bigint not null,
  quota bigint not null,                   -- how much there was, when it was last asked for
  primary key (source, name, day)
);

create table source_note (
  source text not null,
  name text not null,
  note text not null,
  until timestamptz not null,
  primary key (source, name)
);

-- What was asked of a source on a day, and what came of it. `what` is 'requests', 'records', 'failed <kind>' or
-- 'rejected <rule>'.
create table source_activity (
  source text not null,
  day date not null,
  what text not null,
  count bigint not null,
  last_at timestamptz not null,
  primary key (source, day, what)
);
