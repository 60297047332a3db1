import Lifecycle
import Messaging
import Storage
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Jobs

/// What a test lets the handler do.
struct ScriptedHandler: Handler {
  let kind = JobKind.recommend
  let body: @Sendable (Job<NoInput>) async throws -> Outcome<Void>

  func handle(_ job: Job<NoInput>) async throws -> Outcome<Void> { try await body(job) }
}

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct WorkerTests {
  /// A worker over a database of its own and a broker in memory.
  private struct Stage {
    let database: TestDatabase
    let broker: MemoryBroker
    let store: JobStore
    let shutdown = Shutdown()
    let metrics = Metrics()

    func worker(
      _ settings: WorkerSettings = .brief(),
      _ body: @escaping @Sendable (Job<NoInput>) async throws -> Outcome<Void>
    ) -> Worker {
      Worker(
        ScriptedHandler(body: body), settings: settings,
        parts: WorkerParts(
          database: database.pool, broker: broker, shutdown: shutdown, metrics: metrics,
          logger: database.logger))
    }

    func enqueue(_ subjects: [String]) async throws -> [Enqueued] {
      let producer = Producer(store, broker: broker, logger: database.logger)
      let answers = try await producer.enqueue(
        subjects.map { Enqueuement(.recommend, runKind: "test", subject: $0, payload: JSON(text: "{}")) })
      await producer.close()
      return answers
    }

    func states() async throws -> [String: Int] {
      let rows = try await database.pool.rows(
        "select state, count(*) from run group by state", as: String.self, Int.self)
      return Dictionary(uniqueKeysWithValues: rows.map { ($0, $1) })
    }

    func hasNoOpenRun() async throws -> Bool {
      try await database.pool.value("select count(*) from run where state = 'open'", as: Int.self) == 0
    }
  }

  private func withStage(_ body: (Stage) async throws -> Void) async throws {
    try await withDatabase(migrated: true) { database in
      let broker = MemoryBroker.hookline()
      try await body(Stage(database: database, broker: broker, store: JobStore(database.pool)))
    }
  }

  @Test func `every run ends complete, and nothing is owed or held`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue((1...50).map { "subject \($0)" })
      let worker = stage.worker { _ in .done }
      let life = Task { try await worker.run() }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      #expect(try await stage.states() == ["complete": 50])
      #expect(try await stage.database.pool.value("select count(*) from outbox", as: Int.self) == 0)
      #expect(stage.broker.readyCount(of: BrokerName.queue(.recommend, .norm)) == 0)
    }
  }

  @Test func `a failure is tried again after its delay, and the last one is a dead message`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue(["a"])
      var settings = WorkerSettings.brief()
      settings.attempts = 3
      let tries = Tally()
      let worker = stage.worker(settings) { job in
        tries.add()
        return .retry(after: .milliseconds(1), because: "attempt \(job.attempt)")
      }
      let life = Task { try await worker.run() }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      #expect(tries.count == 3)
      #expect(try await stage.states() == ["failed": 1])
      let dead = try await stage.database.pool.rows(
        "select reason, detail from dead_message", as: String.self, String.self)
      #expect(dead.map(\.0) == ["attempts"])
      #expect(dead.map(\.1) == ["after 3 attempts: attempt 3"])
    }
  }
}
