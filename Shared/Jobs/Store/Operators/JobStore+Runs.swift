import FoundationEssentials
import Messaging
public import Storage

extension JobStore {
  /// Runs, the newest first; the next page begins `before` the last one of this. With `after` those that are newer than
  /// it, the nearest first: the page before, backwards.
  public func runs(
    _ filter: RunFilter = RunFilter(), before: RunID? = nil, after: RunID? = nil, limit: Int = 50
  ) async throws -> [RunRecord] {
    // Ids grow with time, so the primary key is the order.
    let order: SQL = after == nil ? "desc" : "asc"
    return try await database.map(
      """
      select \(Self.runColumns) from run r where \(filter.condition(before: before, after: after))
      order by r.id \(order) limit \(limit)
      """
    ) { row in try RunRecord(row) }
  }

  public func run(_ id: RunID) async throws -> RunRecord? {
    try await database.map("select \(Self.runColumns) from run r where r.id = \(id)") { row in
      try RunRecord(row)
    }.first
  }

  /// What a run consists of, in the order in which it came; shared work is part of every run that needed it.
  public func tasks(of run: RunID, limit: Int = 1_000) async throws -> [TaskRecord] {
    try await database.map(
      """
      with t as (
        select t.*, false as is_shared from task t where t.run_id = \(run)
        union all
        select t.*, true from run_task w join task t on t.id = w.task_id where w.run_id = \(run)
        order by enqueued_at, id limit \(limit)),
      o as (select task_id, min(due_at) as due_at from outbox
            where task_id in (select id from t where state = 'queued') group by task_id)
      select t.id, t.kind, t.lane, t.state, t.is_shared, t.is_vital, t.attempt, t.starts, t.lease_owner,
        t.enqueued_at, t.started_at, t.finished_at, o.due_at, t.last_error,
        (select max(d.id) from dead_message d
         where d.task_id = t.id and d.replayed_at is null and d.discarded_at is null)
      from t left join o on o.task_id = t.id order by t.enqueued_at, t.id
      """
    ) { row in try TaskRecord(row) }
  }

  /// Asks a run to stop, for an operator: what is queued ends at once, what runs hears it at its heartbeat. Returns
  /// the run as it is then, and whether it was open before; `nil` when there is no such run. `note` writes what is to be
  /// there together with the request, where there is one.
  public func cancel(
    _ id: RunID, also note: (@Sendable (Session) throws -> Void)? = nil
  ) async throws -> (run: RunRecord, wasOpen: Bool)? {
    // What it owes to the broker goes out with the relay, which leaves it alone for a few seconds.
    let wasOpen = try await stop(id, as: .cancelled, also: note).isOpen
    return try await run(id).map { ($0, wasOpen) }
  }

  fileprivate static let runColumns: SQL = """
    r.id, r.kind, r.subject, r.generation, r.lane, r.state, r.stop, r.expected, r.remaining, r.failed, r.finale,
    r.deadline, r.created_at, r.finished_at
    """
}

extension RunFilter {
  fileprivate func condition(before: RunID?, after: RunID?) -> SQL {
    var condition: SQL = "true"
    if !states.isEmpty {
      condition = "\(condition) and r.state = any(\(states.map(\.rawValue).sorted()))"
    }
    if !ids.isEmpty { condition = "\(condition) and r.id = any(\(ids))" }
    if let kind { condition = "\(condition) and r.kind = \(kind)" }
    if let subject { condition = "\(condition) and r.subject = \(subject)" }
    if let before { condition = "\(condition) and r.id < \(before)" }
    if let after { condition = "\(condition) and r.id > \(after)" }
    return condition
  }
}

extension RunRecord {
  fileprivate init(_ row: borrowing Row) throws {
    self.init(
      id: try row.decode(0), kind: try row.decode(1), subject: try row.decode(2),
      generation: Int(try row.decode(3, as: Int32.self)),
      lane: JobLane(number: try row.decode(4)) ?? .norm,
      state: RunState(rawValue: try row.decode(5)) ?? .open,
      stop: try row.decode(6, as: String?.self).flatMap(Stop.init),
      expected: Int(try row.decode(7, as: Int32.self)), remaining: Int(try row.decode(8, as: Int32.self)),
      failed: Int(try row.decode(9, as: Int32.self)), finale: try row.decode(10),
      deadline: try row.decode(11),
      createdAt: try row.decode(12), finishedAt: try row.decode(13))
  }
}

extension TaskRecord {
  fileprivate init(_ row: borrowing Row) throws {
    self.init(
      id: try row.decode(0), kind: try row.decode(1), lane: JobLane(number: try row.decode(2)) ?? .norm,
      state: TaskState(rawValue: try row.decode(3)) ?? .queued, isShared: try row.decode(4),
      isVital: try row.decode(5), attempt: Int(try row.decode(6, as: Int32.self)),
      starts: Int(try row.decode(7, as: Int32.self)), owner: try row.decode(8), enqueuedAt: try row.decode(9),
      startedAt: try row.decode(10), finishedAt: try row.decode(11), dueAt: try row.decode(12),
      lastError: try row.decode(13), deadMessage: try row.decode(14))
  }
}
