import Lifecycle
import Messaging
import Storage
import Telemetry
import TestKit

@testable import Jobs

/// What a test lets the handler do.
struct ScriptedHandler: Handler {
  let kind = JobKind.recommend
  let body: @Sendable (Job<NoInput>) async throws -> Outcome<Void>

  func handle(_ job: Job<NoInput>) async throws -> Outcome<Void> { try await body(job) }
}

/// A worker over a database of its own and a broker in memory.
struct Stage {
  let database: TestDatabase
  let broker: MemoryBroker
  let store: JobStore
  let shutdown = Shutdown()
  let health = Health()
  let metrics = Metrics()

  /// Another process on the same servers.
  func successor() -> Stage { Stage(database: database, broker: broker, store: store) }

  func worker(
    _ settings: WorkerSettings = .brief(), admission: Admission? = nil,
    _ body: @escaping @Sendable (Job<NoInput>) async throws -> Outcome<Void>
  ) -> Worker {
    Worker(
      ScriptedHandler(body: body), settings: settings, admission: admission,
      parts: WorkerParts(
        database: database.pool, broker: broker, shutdown: shutdown, health: health, metrics: metrics,
        logger: database.logger))
  }

  /// Runs a worker until the stage is drained.
  func start(
    _ settings: WorkerSettings = .brief(), admission: Admission? = nil,
    _ body: @escaping @Sendable (Job<NoInput>) async throws -> Outcome<Void>
  ) -> Task<Void, any Error> {
    let worker = worker(settings, admission: admission, body)
    return Task { try await worker.run() }
  }

  func enqueue(_ subjects: [String], lane: JobLane = .norm) async throws -> [Enqueued] {
    let producer = Producer(store, broker: broker, logger: database.logger)
    let answers = try await producer.enqueue(
      subjects.map {
        Enqueuement(.recommend, runKind: "test", subject: $0, lane: lane, payload: JSON(text: "{}"))
      })
    await producer.close()
    return answers
  }

  func states() async throws -> [String: Int] {
    let rows = try await database.pool.rows(
      "select state, count(*) from run group by state", as: String.self, Int.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0, $1) })
  }

  /// What a metric of the worker shows; nil for one that is not there.
  func metricValue(_ name: String) -> Double? {
    metrics.exposition().split(separator: "\n").first { $0.hasPrefix(name + "{") }
      .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
  }

  func hasNoOpenRun() async throws -> Bool {
    try await database.pool.value("select count(*) from run where state = 'open'", as: Int.self) == 0
  }
}

func withStage(_ body: (Stage) async throws -> Void) async throws {
  try await withDatabase(migrated: true) { database in
    let broker = MemoryBroker.hookline()
    try await body(Stage(database: database, broker: broker, store: JobStore(database.pool)))
  }
}

/// Something that happens once; whoever waits for it hears of it, also afterwards.
final class Signal: Sendable {
  private let stream: AsyncStream<Void>
  private let source: AsyncStream<Void>.Continuation

  init() { (stream, source) = AsyncStream.makeStream() }

  func raise() { source.finish() }
  func raised() async { for await _ in stream {} }
}
