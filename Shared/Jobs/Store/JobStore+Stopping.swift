import FoundationEssentials
import Storage

extension JobStore {
  /// Asks a run to stop: queued tasks end at once, running ones hear it at their heartbeat, and nothing is added to it
  /// from now on. The first reason counts. False when the run is over.
  ///
  /// A process that ends halfway leaves the run stopping; it is among the overdue ones until it is over.
  func stop(
    _ run: RunID, as stop: Stop, also note: (@Sendable (Session) throws -> Void)? = nil
  ) async throws -> (isOpen: Bool, settled: Settled) {
    // The flag first, in a transaction of its own: whoever starts, grows or puts back a task from now on sees it.
    let flag = try await database.transaction { session in
      let flag = try session.first(
        "update run set stop = coalesce(stop, \(stop.rawValue)) where id = \(run) and state = 'open' returning stop",
        as: String.self)
      if flag != nil { try note?(session) }
      return flag
    }
    guard let flag, let verdict = Settlement.Verdict(rawValue: flag) else { return (false, Settled()) }
    var all = Settled()
    var last: TaskID?
    repeat {
      let (next, settled) = try await endQueued(of: run, after: last, verdict)
      all.add(settled)
      last = next
    } while last != nil
    all.add(try await database.transaction { session in try Self.detach(run, session) })
    return (true, all)
  }

  /// Looks at a portion of the run's open tasks; returns the last of them. Running ones are waited for, too: one that
  /// is just being put back would be overlooked, and come again when its delay is over.
  private func endQueued(
    of run: RunID, after last: TaskID?, _ verdict: Settlement.Verdict
  ) async throws -> (TaskID?, Settled) {
    let first = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    return try await database.transaction { session in
      let tasks = try session.rows(
        """
        select id, state from task
        where run_id = \(run) and state in ('queued', 'running') and id > \(last ?? TaskID(first))
        order by id limit 200 for no key update
        """, as: TaskID.self, String.self)
      let queued = tasks.filter { $0.1 == TaskState.queued.rawValue }
      let settled = try Self.settle(queued.map { Settlement(task: $0.0, verdict: verdict) }, session)
      return (tasks.last?.0, settled)
    }
  }

  /// Shared work goes on for others; this run no longer waits for it. Nothing attaches itself to a run that stops.
  private static func detach(_ run: RunID, _ session: Session) throws -> Settled {
    try session.query(
      """
      select t.id from task t join run_task w on w.task_id = t.id
      where w.run_id = \(run) and not w.is_settled order by t.id for share of t
      """
    ) { _ in }
    return try settleDetached(run, session)
  }

  /// Runs whose time is over, and runs that are still stopping.
  func overdueRuns(limit: Int = 100) async throws -> [RunID] {
    try await database.rows(
      """
      (select id from run where state = 'open' and stop is null and deadline < now() order by deadline limit \(limit))
      union all
      (select id from run where state = 'open' and stop is not null order by created_at limit \(limit))
      """, as: RunID.self)
  }
}
