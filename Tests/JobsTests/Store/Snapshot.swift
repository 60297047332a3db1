import Storage

@testable import Jobs

extension Reference {
  /// Everything that the database holds, by the names of the reference, and the names of ids.
  static func read(_ database: any Database) async throws -> (state: Reference, names: [TaskID: String]) {
    var state = Reference()
    var names: [TaskID: String] = [:]
    for row in try await tasks(database) {
      names[row.id] = row.name
      state.tasks[row.name] = row.task
    }
    let runs = try await database.rows(
      """
      select subject || '#' || generation, expected, remaining, failed, next_kind, state, stop, is_broken, completions
      from run
      """, as: String.self, Int.self, Int.self, Int.self, String?.self, String.self, String?.self, Bool.self,
      Int.self)
    for (name, expected, remaining, failed, next, runState, stop, isBroken, completions) in runs {
      state.runs[name] = Run(
        expected: expected, remaining: remaining, failed: failed, next: next, state: runState, stop: stop,
        isBroken: isBroken, completions: completions)
    }
    try await readRest(database, into: &state)
    return (state, names)
  }

  private static func tasks(_ database: any Database) async throws -> [(id: TaskID, name: String, task: Task)]
  {
    try await database.map(
      """
      select t.id, coalesce(t.dedupe_key, t.id::text), r.subject || '#' || r.generation, t.kind, t.state, t.fence,
        t.attempt, t.starts, t.is_vital, t.lease_until is not null
      from task t left join run r on r.id = t.run_id
      """
    ) { row in
      let task = Task(
        run: try row.decode(2), kind: try row.decode(3), state: try row.decode(4), fence: try row.decode(5),
        attempt: try row.decode(6), starts: try row.decode(7), isVital: try row.decode(8),
        hasLease: try row.decode(9))
      return (id: try row.decode(0), name: try row.decode(1), task: task)
    }
  }

  private static func readRest(_ database: any Database, into state: inout Reference) async throws {
    let waits = try await database.rows(
      """
      select t.dedupe_key, r.subject || '#' || r.generation, w.is_settled
      from run_task w join task t on t.id = w.task_id join run r on r.id = w.run_id
      """, as: String.self, String.self, Bool.self)
    for (key, run, isSettled) in waits { state.waits[Wait(key: key, run: run)] = isSettled }
    let debts = try await database.rows(
      """
      select coalesce(t.dedupe_key, o.task_id::text, o.key || ' ' || r.subject || '#' || r.generation),
        coalesce((o.headers->>'fence')::int, 0), count(*)
      from outbox o left join task t on t.id = o.task_id left join run r on r.id = (o.headers->>'run')::uuid
      group by 1, 2
      """, as: String.self, Int.self, Int.self)
    for (name, fence, count) in debts { state.debts[Debt(name: name, fence: fence)] = count }
    let deaths = try await database.rows(
      """
      select coalesce(t.dedupe_key, t.id::text), count(*) from dead_message d join task t on t.id = d.task_id group by 1
      """, as: String.self, Int.self)
    for (name, count) in deaths { state.deaths[name] = count }
  }

  /// What differs, for a person to read.
  func differences(to other: Reference) -> [String] {
    func compare<Key: Hashable, Value: Equatable>(_ left: [Key: Value], _ right: [Key: Value]) -> [String] {
      Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
        .map { "\($0): \(left[$0].map { "\($0)" } ?? "-") / \(right[$0].map { "\($0)" } ?? "-")" }
    }
    return compare(tasks, other.tasks) + compare(runs, other.runs) + compare(waits, other.waits)
      + compare(debts, other.debts) + compare(deaths, other.deaths)
  }
}
