import Storage

extension JobStore {
  /// Asks a run to stop: queued tasks end at once, running ones hear it at their heartbeat. False when it is over.
  func stop(_ run: RunID, as stop: Stop) async throws -> (isOpen: Bool, settled: Settled) {
    // The flag first, in a transaction of its own: whoever starts a task from now on sees it.
    let flagged = try await database.execute(
      """
      update run set stop = coalesce(stop, \(stop.rawValue)) where id = \(run) and state = 'open'
      """)
    guard flagged > 0 else { return (false, Settled()) }
    var all = Settled()
    while true {
      let (count, settled) = try await endQueued(of: run, as: stop)
      all.owed += settled.owed
      all.runs += settled.runs
      if count == 0 { break }
    }
    let detached = try await database.transaction { session in try Self.detach(run, session) }
    all.owed += detached.owed
    all.runs += detached.runs
    return (true, all)
  }

  private func endQueued(of run: RunID, as stop: Stop) async throws -> (Int, Settled) {
    try await database.transaction { session in
      let ids = try session.rows(
        """
        select id from task where run_id = \(run) and state = 'queued'
        order by id limit 200 for no key update
        """, as: TaskID.self)
      let verdict: Settlement.Verdict = stop == .cancelled ? .cancelled : .expired
      let settlements = ids.map { Settlement(task: $0, verdict: verdict) }
      return (ids.count, try Self.settle(settlements, session))
    }
  }

  /// Shared work goes on for others; this run no longer waits for it.
  private static func detach(_ run: RunID, _ session: Session) throws -> Settled {
    try session.query(
      """
      select t.id from task t join run_task w on w.task_id = t.id
      where w.run_id = \(run) and not w.is_settled order by t.id for share of t
      """
    ) { _ in }
    return try settleDetached(run, session)
  }

  /// Runs whose time is over.
  func overdueRuns(limit: Int = 100) async throws -> [RunID] {
    try await database.rows(
      """
      select id from run where state = 'open' and stop is null and deadline < now() order by deadline limit \(limit)
      """, as: RunID.self)
  }
}
