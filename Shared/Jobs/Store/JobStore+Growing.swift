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
  /// run's `remaining`, so the run cannot end in between. A run that is to stop is added nothing. Returns what is owed
  /// to the broker for the follow-ups.
  ///
  /// `owned` is all that the transaction is going to settle: the runs of the others are locked here, too, or they would
  /// be locked out of order later. `effects` runs where domain rows have their place in the order of locks: behind the
  /// tasks, before the runs.
  static func grow(
    _ growths: [Growth], among owned: some Collection<TaskID>, _ session: Session,
    effects: () throws -> Void = {}
  ) throws -> [Owed] {
    let seen = try lanes(of: growths, session)
    let going = growths.filter { seen[$0.run] != nil }
    guard !going.isEmpty else {
      try effects()
      return []
    }
    let shared = try share(going, seen, session)
    try effects()
    let lanes = try lockRuns(of: Array(owned), session)
    // Whoever stops a run from here on waits for this transaction.
    let locked = going.filter { lanes[$0.run] != nil }
    let waiting = try wait(locked, shared.tasks, session)
    let children = try insertChildren(locked, lanes, session)
    try extend(locked, waiting, session)
    return shared.owed + children
  }

  /// Locks every run that these tasks count down; returns the lanes of those that are not to stop.
  private static func lockRuns(of tasks: [TaskID], _ session: Session) throws -> [RunID: Int16] {
    let runs = try session.rows(
      """
      select id, lane, stop is null from run
      where id in (select run_id from task where id = any(\(tasks)) and run_id is not null
                   union select run_id from run_task where task_id = any(\(tasks)) and not is_settled)
      order by id for no key update of run
      """, as: RunID.self, Int16.self, Bool.self)
    return runs.reduce(into: [:]) { lanes, run in if run.2 { lanes[run.0] = run.1 } }
  }

  /// Of those runs that are not to stop, so far as can be seen without a lock.
  private static func lanes(of growths: [Growth], _ session: Session) throws -> [RunID: Int16] {
    guard !growths.isEmpty else { return [:] }
    let ids = Array(Set(growths.map(\.run)))
    let runs = try session.rows(
      "select id, lane from run where id = any(\(ids)) and stop is null", as: RunID.self, Int16.self)
    return Dictionary(uniqueKeysWithValues: runs.map { ($0, $1) })
  }

  /// Lets the runs, which are locked, count what was added to them.
  private static func extend(_ growths: [Growth], _ waiting: [RunID: Int], _ session: Session) throws {
    var counts = waiting
    var finales: [RunID: JobKind] = [:]
    for growth in growths {
      counts[growth.run, default: 0] += growth.followUp.children.count
      if let finale = growth.followUp.finale { finales[growth.run] = finale }
    }
    let runs = Set(growths.map(\.run)).sorted()
    try session.execute(
      """
      update run set remaining = remaining + g.n, expected = expected + g.n,
        next_kind = coalesce(g.finale, next_kind), finale = coalesce(g.finale, run.finale)
      from \(unnest: runs, runs.map { counts[$0] ?? 0 }, runs.map { finales[$0]?.rawValue }) as g(id, n, finale)
      where run.id = g.id
      """)
  }

  private static func insertChildren(
    _ growths: [Growth], _ runLanes: [RunID: Int16], _ session: Session
  ) throws -> [Owed] {
    let children = growths.flatMap { growth in
      growth.followUp.children.map { child in
        (
          id: TaskID.make(), run: growth.run, parent: growth.task, kind: child.kind.rawValue,
          lane: child.lane?.number ?? runLanes[growth.run] ?? JobLane.norm.number,
          schema: Int32(clamping: child.schema), payload: child.payload
        )
      }
    }
    guard !children.isEmpty else { return [] }
    return try session.map(
      """
      with c as (insert into task(id, run_id, parent_id, kind, lane, schema, payload, deadline, traceparent)
        select i.id, i.run_id, i.parent_id, i.kind, i.lane, i.schema, i.payload, r.deadline, r.traceparent
        from \(unnest: children.map(\.id), children.map(\.run), children.map(\.parent), children.map(\.kind),
               children.map(\.lane), children.map(\.schema), children.map(\.payload))
               as i(id, run_id, parent_id, kind, lane, schema, payload)
        join run r on r.id = i.run_id order by i.id
        returning *)
      \(owing)
      """
    ) { row in try Owed(row) }
  }

  /// Owes a message for each row of `c`, which are tasks.
  static let owing: SQL = """
    insert into outbox(due_at, exchange, key, task_id, headers, body)
    select now() + make_interval(secs => 10), 'jobs', task_key(kind, lane), id,
      task_headers(id, run_id, parent_id, kind, fence, attempt, schema, false, enqueued_at, deadline, traceparent),
      payload
    from c returning id, exchange, key, headers, body
    """

  private struct SharedKey: Hashable {
    var kind: JobKind
    var key: String
  }

  /// Makes the shared work that is not there, and locks what is not done.
  private static func share(
    _ growths: [Growth], _ lanes: [RunID: Int16], _ session: Session
  ) throws -> (tasks: [SharedKey: TaskID], owed: [Owed]) {
    var tasks: [SharedKey: TaskID] = [:]
    var owed: [Owed] = []
    for (kind, wanted) in WantedWork.all(of: growths, lanes) {
      owed += try makeShared(kind, wanted, session)
      owed += try promote(kind, wanted, session)
      for (id, key) in try lockShared(kind, wanted.map(\.key), session) {
        tasks[SharedKey(kind: kind, key: key)] = id
      }
    }
    return (tasks, owed)
  }

  /// `for share`: a key share would not keep a settlement from ending the work while the run attaches itself.
  private static func lockShared(
    _ kind: JobKind, _ keys: [String], _ session: Session
  ) throws -> [(TaskID, String)] {
    try session.rows(
      """
      select id, dedupe_key from task
      where kind = \(kind.rawValue) and dedupe_key = any(\(keys)) and state in ('queued', 'running')
      order by id for share
      """, as: TaskID.self, String.self
    ).map { ($0, $1) }
  }

  /// Lets locked runs wait for locked shared work. Returns how many tasks each run did not wait for before.
  private static func wait(
    _ growths: [Growth], _ tasks: [SharedKey: TaskID], _ session: Session
  ) throws -> [RunID: Int] {
    var waits: [RunID: Set<TaskID>] = [:]
    for growth in growths {
      for shared in growth.followUp.shared {
        guard let task = tasks[SharedKey(kind: shared.kind, key: shared.key)] else { continue }
        waits[growth.run, default: []].insert(task)
      }
    }
    guard !waits.isEmpty else { return [:] }
    let pairs = waits.flatMap { run, tasks in tasks.map { (task: $0, run: run) } }
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
