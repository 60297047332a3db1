import FoundationEssentials
import Messaging
import Storage
import Synchronization
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(2))) struct ContentionTests {
  @Test func `many connections at the same few runs never deadlock, and count right`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    try await withDatabase(migrated: true, PoolSettings(connectionLimit: 12)) { database in
      let crowd = Crowd(database)
      try await crowd.enqueue(0..<8)

      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<12 {
          group.addTask {
            var generator = SeededGenerator(seed: seed &+ UInt64(worker))
            for _ in 0..<120 { try await crowd.act(using: &generator) }
          }
        }
        try await group.waitForAll()
      }
      try await crowd.drain()

      #expect(crowd.database.deadlocks.count == 0, "seed \(seed)")
      #expect(try await crowd.settled() > 200, "seed \(seed)")
      #expect(try await crowd.violations() == [], "seed \(seed)")
      #expect(try await crowd.store.drift().isEmpty, "seed \(seed)")
      #expect(try await crowd.deadlocks() == 0, "seed \(seed)")
    }
  }
}

/// Tells deadlocks, which `transaction` would hide by trying again.
private struct Watched: Database {
  let pool: Pool
  let deadlocks = Tally()

  func perform<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
    try await pool.perform(body)
  }

  func note(_ error: any Error) {
    if (error as? StorageError)?.sqlState == "40P01" { deadlocks.add() }
  }
}

/// Workers, sweepers and people, all at once.
private struct Crowd {
  let database: Watched
  let store: JobStore

  init(_ test: TestDatabase) {
    database = Watched(pool: test.pool)
    store = JobStore(database)
  }

  func enqueue(_ subjects: Range<Int>) async throws {
    _ = try await store.enqueue(subjects.shuffled().map { Story.request("s\($0)") })
  }

  func act(using generator: inout SeededGenerator) async throws {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0: try await enqueue(0..<Int.random(in: 1...8, using: &generator))
    case 1 where Bool.random(using: &generator):
      let runs = try await database.rows(
        "select id from run where state = 'open' order by random() limit 1", as: RunID.self)
      for run in runs {
        _ = try await store.stop(run, as: Bool.random(using: &generator) ? .cancelled : .expired)
      }
    case 2:
      try await database.execute(
        "update task set lease_until = now() - interval '1 s' where id in (select id from task where state = 'running' order by id for update skip locked)"
      )
      _ = try await store.rescue()
      _ = try await store.quarantine()
    case 3: _ = try await store.wakeLost(.contentAnalysis, olderThan: .seconds(-60))
    case 4:
      try await database.execute(
        """
        with o as (select id from outbox where id % 3 = 0 and due_at > now() for update skip locked)
        update outbox set due_at = now() from o where o.id = outbox.id
        """)
      let claimed = try await store.claimDue(limit: 50)
      try await database.transaction { session in try JobStore.forgetPublished(claimed.map(\.id), session) }
    case 5..<8:
      let claims = try await claims(limit: 10)
      let started = try await store.start(claims, owner: UUID().uuidString, lease: .seconds(900))
      _ = try await store.heartbeat(started.map(\.claim), lease: .seconds(900))
    default:
      let kinds: [JobKind] = [.ingest, .contentAnalysis, .contentAnalysis, .musicAnalysis, .recommend]
      try await settle(kinds.randomElement(using: &generator) ?? .ingest, using: &generator)
    }
  }

  /// In no order: whoever settles is to sort.
  private func claims(_ kinds: [JobKind] = JobKind.allCases, limit: Int) async throws -> [Claim] {
    try await database.rows(
      """
      select id, fence from task where state in ('queued', 'running') and kind = any(\(kinds.map(\.rawValue)))
      order by random() limit \(limit)
      """, as: TaskID.self, Int64.self
    ).map { Claim(id: $0, fence: $1) }
  }

  private func settle(_ kind: JobKind, using generator: inout SeededGenerator) async throws {
    let claims = try await claims([kind], limit: 20)
    let runs = try await database.rows(
      "select id, run_id from task where id = any(\(claims.ids)) and run_id is not null", as: TaskID.self,
      RunID.self)
    var growths: [Growth] = []
    if kind != .musicAnalysis {
      for (task, run) in runs {
        growths.append(Growth(task: task, run: run, followUp: followUp(kind, using: &generator)))
      }
    }
    let seed = generator.next()
    _ = try await database.transaction { [growths] session in
      var generator = SeededGenerator(seed: seed)
      let owned = try JobStore.own(claims, session)
      let verdicts: [Settlement.Verdict] = [.succeeded, .succeeded, .succeeded, .dead, .retry, .release]
      let settlements = owned.sorted().map {
        Settlement(task: $0, verdict: verdicts.randomElement(using: &generator) ?? .succeeded)
      }.shuffled(using: &generator)
      let done = Set(settlements.filter { $0.verdict == .succeeded }.map(\.task))
      let owed = try JobStore.grow(growths.filter { done.contains($0.task) }, among: owned, session)
      let settled = try JobStore.settle(settlements, session)
      return owed.count + settled.owed.count
    }
  }

  private func followUp(_ kind: JobKind, using generator: inout SeededGenerator) -> FollowUp {
    let children = kind == .ingest ? Int.random(in: 2...8, using: &generator) : 0
    let shared = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      Story.shared("k\(Int.random(in: 0..<400, using: &generator))")
    }
    return FollowUp(
      children: (0..<children).map { _ in Story.child() }, shared: kind == .recommend ? [] : shared,
      finale: kind == .ingest ? .recommend : nil)
  }

  /// Settles what is left, kind by kind, until nothing is.
  func drain() async throws {
    for _ in 0..<60 {
      for kind in JobKind.allCases {
        let claims = try await claims([kind], limit: 1_000)
        _ = try await database.transaction { session in
          let owned = try JobStore.own(claims, session)
          return try JobStore.settle(owned.map { Settlement(task: $0, verdict: .succeeded) }, session).runs
            .count
        }
      }
      guard try await !claims(limit: 1).isEmpty else { return }
    }
  }

  func settled() async throws -> Int {
    try await database.value("select count(*) from task where finished_at is not null", as: Int.self)
  }

  func deadlocks() async throws -> Int {
    try await database.value(
      "select deadlocks from pg_stat_database where datname = current_database()", as: Int.self)
  }

  /// What is not as it must be when all is over.
  func violations() async throws -> [String] {
    try await database.rows(
      """
      select 'open task ' || id from task where state in ('queued', 'running') or finished_at is null
      union all select 'run ' || id || ' ' || state || ' ' || remaining || ' ' || completions from run
        where state = 'open' or remaining <> 0 or completions <> 1 or finished_at is null
      union all select 'wait ' || task_id from run_task where not is_settled
      union all select 'could act ' || o.id from outbox o join task t on t.id = o.task_id
        where t.fence = (o.headers->>'fence')::bigint and t.state in ('queued', 'running')
      union all select 'not buried ' || id from task t where state = 'dead'
        and (select count(*) from dead_message d where d.task_id = t.id) <> 1
      union all select 'failed ' || r.id from run r where r.stop is null and r.failed <>
        (select count(*) from task t where t.run_id = r.id and t.state in ('dead', 'expired'))
        + (select count(*) from run_task w join task t on t.id = w.task_id where w.run_id = r.id and t.state = 'dead')
      union all select 'expected ' || r.id from run r where r.expected <>
        (select count(*) from task t where t.run_id = r.id) + (select count(*) from run_task w where w.run_id = r.id)
      union all select 'told ' || r.id from run r where
        (select count(*) from outbox o where o.key = 'run.completed' and o.headers->>'run' = r.id::text) > 1
      """, as: String.self)
  }
}
