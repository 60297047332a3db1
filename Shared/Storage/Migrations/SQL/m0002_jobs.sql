-- Work: runs, their tasks, and what is owed to the broker.
--
-- The row owns the task, a message is a wake-up call: it carries a task id and a fence, and acts only while the row's
-- fence is the same. Lock order everywhere: tasks of runs by id, shared tasks by id, domain rows by key, runs by id,
-- then inserts into outbox.

create table run (
  id uuid primary key,
  kind text not null,                      -- what it is for: 'influencer', 'replay', …
  subject text not null,
  generation int not null default 1,
  lane smallint not null default 1 check (lane between 0 and 2),   -- high, norm, bulk
  expected int not null,
  remaining int not null check (remaining >= 0),
  failed int not null default 0,
  next_kind text,                          -- the task to release when remaining first reaches 0, then null
  finale text,                             -- the same, kept: what a replay ends with
  state text not null default 'open'
    check (state in ('open', 'complete', 'partial', 'failed', 'cancelled', 'expired')),
  stop text check (stop in ('cancelled', 'expired')),   -- asked for, heard by running tasks at their heartbeat
  is_broken boolean not null default false,             -- a task without which the rest means nothing has died
  completions int not null default 0,
  deadline timestamptz,
  traceparent text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (kind, subject, generation)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
-- What is in flight is in flight once. A run that stops is not: who asks for its subject again wants it done.
create unique index run_open on run (kind, subject) where state = 'open' and stop is null;
create index run_created on run (created_at);
create index run_deadline on run (deadline) where state = 'open' and stop is null and deadline is not null;
create index run_stopping on run (created_at) where state = 'open' and stop is not null;
create index run_finished on run (finished_at) where state <> 'open';

create table task (
  id uuid primary key,
  run_id uuid,                             -- null for shared work: its runs stand in run_task
  parent_id uuid,
  kind text not null,
  lane smallint not null default 1 check (lane between 0 and 2),
  state text not null default 'queued'
    check (state in ('queued', 'running', 'succeeded', 'dead', 'cancelled', 'expired', 'merged')),
  schema int not null default 1,
  attempt int not null default 1,          -- outcomes recorded; only a handler's own failure raises it
  starts int not null default 0,           -- charged starts since the last recorded outcome
  fence bigint not null default 0,
  lease_owner text,
  lease_until timestamptz,
  dedupe_key text,                         -- shared work only, kept for ever
  is_vital boolean not null default false, -- its death is the run's
  payload jsonb not null,
  deadline timestamptz,
  traceparent text,
  enqueued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  last_error text
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
-- No index names state, so that the updates of a task's life stay in its page; those of tasks with leases, which are
-- long, do not.
create index task_run on task (run_id);
create unique index task_dedupe on task (kind, dedupe_key) where dedupe_key is not null;
create index task_leased on task (lease_until) where lease_until is not null;
create index task_merged on task (enqueued_at) where run_id is null and dedupe_key is null;

create table run_task (
  task_id uuid not null,
  run_id uuid not null,
  is_settled boolean not null default false,   -- counted down, once
  primary key (task_id, run_id)
) with (fillfactor = 80);
create index run_task_run on run_task (run_id);

create table outbox (
  id bigint generated always as identity primary key,
  due_at timestamptz not null default now(),
  exchange text not null,
  key text not null,
  task_id uuid,                            -- the task that this would wake
  parked_since timestamptz,                -- waits for a worker that understands it
  headers jsonb not null,
  body jsonb not null
) with (autovacuum_vacuum_scale_factor = 0.02);
create index outbox_due on outbox (due_at);
create index outbox_parked on outbox (key) where parked_since is not null;

create table dead_message (
  id bigint generated always as identity primary key,
  task_id uuid,
  run_id uuid,
  kind text,
  lane smallint,
  reason text not null,                    -- a word to group by: 'attempts', 'poison', 'malformed', …
  detail text not null,
  exchange text not null default 'jobs',
  key text not null,
  headers jsonb not null default '{}',
  body bytea not null,
  died_at timestamptz not null default now(),
  replayed_at timestamptz,
  discarded_at timestamptz
);
create index dead_message_open on dead_message (died_at) where replayed_at is null and discarded_at is null;
create index dead_message_task on dead_message (task_id);

create table queue_control (
  queue text primary key,
  is_paused boolean not null,
  reason text,
  changed_by text not null,
  changed_at timestamptz not null default now()
);

create table worker (
  id text primary key,
  kind text not null,
  host text not null,
  pid int not null,
  version text not null,
  state text not null,                     -- running, paused, draining
  slots int not null,
  busy int not null default 0,
  done bigint not null default 0,
  failed bigint not null default 0,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

create function task_key(kind text, lane smallint) returns text
language sql immutable parallel safe
return 'job.' || kind || '.' || (array['high', 'norm', 'bulk'])[lane + 1];

-- What the message of a task says of it, so that tools need not read the body.
create function task_headers(
  id uuid, run_id uuid, parent_id uuid, kind text, fence bigint, attempt int, schema int, is_suspect boolean,
  enqueued_at timestamptz, deadline timestamptz, traceparent text) returns jsonb
language sql stable parallel safe
return jsonb_strip_nulls(jsonb_build_object(
  'id', id, 'run', run_id, 'parent', parent_id, 'type', kind, 'fence', fence, 'attempt', attempt, 'schema', schema,
  'suspect', nullif(is_suspect, false), 'enqueued', (extract(epoch from enqueued_at) * 1000)::bigint,
  'deadline', case when isfinite(deadline) then (extract(epoch from deadline) * 1000)::bigint end,
  'traceparent', traceparent));
