import Messaging
import Storage
import Telemetry

extension JobStore {
  /// How often a task may end the process that runs it.
  static let startLimit = 3

  /// Queues tasks again whose lease ran out: their process has gone. Returns how many.
  func rescue(limit: Int = 500) async throws -> Int {
    try await database.transaction { session in
      try session.execute(
        """
        with x as (select id from task where state = 'running' and lease_until < now()
                     and starts < \(Self.startLimit) limit \(limit) for no key update skip locked),
        c as (update task t set state = 'queued', fence = t.fence + 1, lease_owner = null, lease_until = null
              from x where t.id = x.id returning t.*)
        \(Self.owingSuspects)
        """)
    }
  }

  /// Ends tasks that have ended their process each time.
  func quarantine(limit: Int = 200) async throws -> Settled {
    try await database.transaction { session in
      let ids = try session.rows(
        """
        select id from task where state = 'running' and lease_until < now() and starts >= \(Self.startLimit)
        limit \(limit) for no key update skip locked
        """, as: TaskID.self)
      return try Self.settle(
        ids.map { id in
          Settlement(
            task: id, verdict: .dead, reason: "poison",
            error: "\(Self.startLimit) starts without an outcome: its process ended each time")
        }, session)
    }
  }

  /// Wakes tasks again whose message is gone: queued, and no outbox row owes them one. Only for kinds whose queues
  /// were seen empty; a message that is there after all has an old fence.
  func wakeLost(_ kind: JobKind, olderThan age: Duration, limit: Int = 500) async throws -> Int {
    try await database.transaction { session in
      try session.execute(
        """
        with x as (select t.id from task t where t.kind = \(kind.rawValue) and t.state = 'queued'
                     and t.enqueued_at < now() - make_interval(secs => \(age.inSeconds))
                     and not exists (select from outbox o where o.task_id = t.id)
                   order by t.id limit \(limit) for no key update skip locked),
        c as (update task t set fence = t.fence + 1 from x where t.id = x.id returning t.*)
        \(Self.owingSuspects)
        """)
    }
  }

  static let owingSuspects: SQL = """
    insert into outbox(exchange, key, task_id, headers, body)
    select 'jobs', task_key(kind, lane), id,
      task_headers(id, run_id, parent_id, kind, fence, attempt, schema, true, enqueued_at, deadline, traceparent),
      payload
    from c
    """

  // MARK: Retention

  /// Deletes runs that ended long ago, with their tasks; in portions, so that nothing waits for it. Shared work stays,
  /// and so does what somebody may still want to replay.
  func deleteFinished(olderThan age: Duration, limit: Int = 500) async throws -> Int {
    try await database.transaction { session in
      let runs = try session.rows(
        """
        select id from run where state <> 'open' and finished_at < now() - make_interval(secs => \(age.inSeconds))
          and not exists (select from dead_message d
                          where d.run_id = run.id and d.replayed_at is null and d.discarded_at is null)
        order by finished_at limit \(limit) for update skip locked
        """, as: RunID.self)
      guard !runs.isEmpty else { return 0 }
      try session.execute("delete from run_task where run_id = any(\(runs))")
      try session.execute("delete from task where run_id = any(\(runs))")
      return try session.execute("delete from run where id = any(\(runs))")
    }
  }

  /// Deletes what was merged, and dead messages that somebody has dealt with, long ago.
  func deleteRemains(olderThan age: Duration) async throws -> Int {
    let merged = try await database.execute(
      """
      delete from task where run_id is null and dedupe_key is null and state = 'merged'
        and enqueued_at < now() - make_interval(secs => \(age.inSeconds))
      """)
    return merged
      + (try await database.execute(
        """
        delete from dead_message
        where coalesce(replayed_at, discarded_at) < now() - make_interval(secs => \(age.inSeconds))
        """))
  }

  /// Runs whose count does not match their tasks: there must be none.
  public func drift() async throws -> [RunID] {
    try await database.rows(
      """
      select r.id from run r
      cross join lateral (
        select (select count(*) from task t where t.run_id = r.id and t.state in ('queued', 'running'))
          + (select count(*) from run_task w join task t on t.id = w.task_id
             where w.run_id = r.id and not w.is_settled and t.state in ('queued', 'running')) as open) x
      where r.state = 'open' and r.remaining <> x.open
      """, as: RunID.self)
  }
}
