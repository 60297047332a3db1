import Messaging
import Storage

/// A task that leads to others, with what it leads to.
struct Growth: Sendable {
  var task: TaskID
  var run: RunID
  var followUp: FollowUp
}

extension JobStore {
  /// Adds the follow-ups of owned tasks to their runs, before the tasks themselves are settled: a task is one of its
  /// run's `remaining`, so the run cannot end in between. Returns what is owed to the broker for them.
  ///
  /// `effects` runs where domain rows have their place in the order of locks: behind the tasks, before the runs.
  static func grow(
    _ growths: [Growth], _ session: Session, effects: () throws -> Void = {}
  ) throws -> [Owed] {
    guard !growths.isEmpty else {
      try effects()
      return []
    }
    let runs = Set(growths.map(\.run)).sorted()
    // Shared work before runs: tasks come first in the order of locks.
    let (attached, owedForShared) = try attach(growths, session)
    try effects()
    let lanes = try session.rows(
      "select id, lane from run where id = any(\(runs)) order by id for no key update",
      as: RunID.self, Int16.self)
    let lane = Dictionary(uniqueKeysWithValues: lanes.map { ($0, $1) })
    let owedForChildren = try insertChildren(growths, lane, session)
    var counts: [RunID: Int] = attached
    var finales: [RunID: JobKind] = [:]
    for growth in growths {
      counts[growth.run, default: 0] += growth.followUp.children.count
      if let finale = growth.followUp.finale { finales[growth.run] = finale }
    }
    try session.execute(
      """
      update run set remaining = remaining + g.n, expected = expected + g.n,
        next_kind = coalesce(g.finale, next_kind), finale = coalesce(g.finale, run.finale)
      from \(unnest: runs, runs.map { counts[$0] ?? 0 }, runs.map { finales[$0]?.rawValue }) as g(id, n, finale)
      where run.id = g.id
      """)
    return owedForShared + owedForChildren
  }

  private static func insertChildren(
    _ growths: [Growth], _ runLanes: [RunID: Int16], _ session: Session
  ) throws -> [Owed] {
    let children = growths.flatMap { growth in
      growth.followUp.children.map { child in
        (
          id: TaskID.make(), run: growth.run, parent: growth.task, kind: child.kind.rawValue,
          lane: child.lane?.number ?? runLanes[growth.run] ?? JobLane.norm.number, payload: child.payload
        )
      }
    }
    guard !children.isEmpty else { return [] }
    return try session.map(
      """
      with c as (insert into task(id, run_id, parent_id, kind, lane, payload, deadline, traceparent)
        select i.id, i.run_id, i.parent_id, i.kind, i.lane, i.payload, r.deadline, r.traceparent
        from \(unnest: children.map(\.id), children.map(\.run), children.map(\.parent), children.map(\.kind),
               children.map(\.lane), children.map(\.payload)) as i(id, run_id, parent_id, kind, lane, payload)
        join run r on r.id = i.run_id order by i.id
        returning *)
      \(owing)
      """
    ) { row in try Owed(row) }
  }

  /// Owes a message for each row of `c`, which are tasks.
  private static let owing: SQL = """
    insert into outbox(due_at, exchange, key, task_id, headers, body)
    select now() + make_interval(secs => 10), 'jobs', task_key(kind, lane), id,
      task_headers(id, run_id, parent_id, kind, fence, attempt, schema, false, enqueued_at, deadline, traceparent),
      payload
    from c returning id, exchange, key, headers, body
    """

  /// Makes the shared work that is not there, and lets the runs wait for what is not done. Returns how many
  /// tasks each run waits for.
  private static func attach(
    _ growths: [Growth], _ session: Session
  ) throws -> (counts: [RunID: Int], owed: [Owed]) {
    var counts: [RunID: Int] = [:]
    var owed: [Owed] = []
    let kinds = Set(growths.flatMap { $0.followUp.shared.map(\.kind) }).sorted { $0.rawValue < $1.rawValue }
    for kind in kinds {
      var payloads: [String: JSON] = [:]
      var waiting: [(run: RunID, key: String)] = []
      for growth in growths {
        for shared in growth.followUp.shared where shared.kind == kind {
          payloads[shared.key] = shared.payload
          waiting.append((growth.run, shared.key))
        }
      }
      owed += try makeShared(kind, payloads, session)
      for (run, count) in try wait(kind, waiting, session) { counts[run, default: 0] += count }
    }
    return (counts, owed)
  }

  /// Sorted by key, because an insert that meets another waits for it. Work that died long ago is tried again.
  private static func makeShared(
    _ kind: JobKind, _ payloads: [String: JSON], _ session: Session
  ) throws -> [Owed] {
    let keys = payloads.keys.sorted()
    let ids = keys.map { _ in TaskID.make() }
    let made = try session.map(
      """
      with c as (insert into task(id, kind, dedupe_key, payload)
        select i.id, \(kind.rawValue), i.key, i.payload
        from \(unnest: ids, keys, keys.compactMap { payloads[$0] }) as i(id, key, payload) order by i.key
        on conflict do nothing returning *)
      \(owing)
      """
    ) { row in try Owed(row) }
    let revived = try session.map(
      """
      with l as (select id from task where kind = \(kind.rawValue) and dedupe_key = any(\(keys)) and state = 'dead'
                   and finished_at < now() - interval '1 hour' order by id for no key update),
      c as (update task t set state = 'queued', attempt = 1, starts = 0, fence = t.fence + 1, enqueued_at = now(),
              finished_at = null from l where t.id = l.id returning t.*)
      \(owing)
      """
    ) { row in try Owed(row) }
    return made + revived
  }

  /// `for share`: a key share would not keep a settlement from ending the work while the run attaches itself.
  private static func wait(
    _ kind: JobKind, _ waiting: [(run: RunID, key: String)], _ session: Session
  ) throws -> [RunID: Int] {
    let keys = Array(Set(waiting.map(\.key))).sorted()
    let open = try session.rows(
      """
      select id, dedupe_key from task
      where kind = \(kind.rawValue) and dedupe_key = any(\(keys)) and state in ('queued', 'running')
      order by id for share
      """, as: TaskID.self, String.self)
    let ids = Dictionary(uniqueKeysWithValues: open.map { ($1, $0) })
    let pairs = waiting.compactMap { run, key in ids[key].map { (task: $0, run: run) } }
    let inserted = try session.rows(
      """
      insert into run_task(task_id, run_id) select * from \(unnest: pairs.map(\.task), pairs.map(\.run))
      on conflict (task_id, run_id) do update set is_settled = false where run_task.is_settled
      returning run_id
      """, as: RunID.self)
    return inserted.reduce(into: [:]) { counts, row in counts[row, default: 0] += 1 }
  }
}

extension JobLane {
  /// As the schema counts them.
  var number: Int16 {
    switch self {
    case .high: 0
    case .norm: 1
    case .bulk: 2
    }
  }

  init?(number: Int16) {
    guard let lane = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = lane
  }
}
