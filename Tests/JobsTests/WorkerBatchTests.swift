import Lifecycle
import Messaging
import Storage
import Synchronization
import TestKit
import Testing

@testable import Jobs

/// A batch handler that a test scripts.
private struct Scripted: BatchHandler {
  let kind = JobKind.recommend
  let batchLimit = 10
  let body: @Sendable ([Job<NoInput>]) async throws -> [Outcome<Int>]
  var storing: @Sendable ([Finished<Int>]) throws -> Void = { _ in }

  func handle(_ jobs: [Job<NoInput>]) async throws -> [Outcome<Int>] { try await body(jobs) }
  func store(_ results: [Finished<Int>], _ session: Session) throws { try storing(results) }
}

private struct Refusal: Error {}

/// What many tasks in one hand mean for each of them.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct WorkerBatchTests {
  private func start(_ stage: Stage, _ handler: Scripted, _ settings: WorkerSettings) -> Task<Void, any Error>
  {
    let worker = Worker(
      handler, settings: settings,
      parts: WorkerParts(
        database: stage.database.pool, broker: stage.broker, shutdown: stage.shutdown, health: stage.health,
        metrics: stage.metrics, logger: stage.database.logger))
    return Task { try await worker.run() }
  }

  private func leased() -> WorkerSettings {
    var settings = WorkerSettings(slots: 1)
    settings.prefetch = 10
    settings.lease = .milliseconds(800)
    return settings
  }

  @Test func `cancelling one run of a batch costs the others nothing`() async throws {
    try await withStage { stage in
      let runs = try await stage.enqueue((1...5).map { "\($0)" }).map(\.run)
      let begun = Tally()
      let release = Signal()
      let life = start(
        stage,
        Scripted { jobs in
          begun.add(jobs.count)
          await release.raised()
          try Task.checkCancellation()
          return jobs.map { _ in .done(1) }
        }, leased())
      #expect(await eventually { begun.count > 0 })
      let inHand = begun.count

      let producer = Producer(stage.store, broker: stage.broker, logger: stage.database.logger)
      _ = try await producer.cancel(runs[0])
      await producer.close()
      #expect(
        try await eventually {
          try await stage.database.pool.value("select count(*) from run where stop is not null", as: Int.self)
            == 1
        })
      release.raise()

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(inHand > 0)
      let states = try await stage.states()
      #expect(states["complete", default: 0] >= 4)
      #expect(states["failed"] == nil && states["partial"] == nil)
    }
  }

  @Test func `an outcome for each, and a missing one is nobody's success`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue((1...6).map { "\($0)" })
      let life = start(stage, Scripted { jobs in jobs.dropLast().map { _ in .done(1) } }, .brief())

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(try await stage.states() == ["failed": 6])
    }
  }

  @Test func `a result that its own handler cannot store fails alone`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue((1...8).map { "\($0)" })
      var settings = WorkerSettings.brief()
      settings.attempts = 1
      let number = Atomic(0)
      let handler = Scripted(
        body: { jobs in jobs.map { _ in .done(number.add(1, ordering: .relaxed).newValue) } },
        storing: { results in if results.contains(where: { $0.result == 3 }) { throw Refusal() } })
      let life = start(stage, handler, settings)

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(try await stage.states() == ["complete": 7, "failed": 1])
    }
  }

  @Test func `two messages of one task in a batch are one effect`() async throws {
    try await withStage { stage in
      _ = try await stage.store.enqueue([
        Enqueuement(.recommend, runKind: "test", subject: "a", payload: JSON(text: "{}"))
      ])
      let id = try await stage.database.pool.value("select id from task", as: TaskID.self)
      try await stage.database.pool.execute("delete from outbox")
      try await stage.database.pool.execute("update task set fence = 1, attempt = 2")
      let publisher = stage.broker.makePublisher(PublisherSettings())
      for fence in 0...1 {
        try await publisher.publish(
          Envelope(id: id, fence: Int64(fence), kind: .recommend).message(lane: .norm, body: Array("{}".utf8))
        )
      }
      await publisher.close()
      let stored = Tally()
      let handler = Scripted(
        body: { jobs in jobs.map { _ in .done(1) } }, storing: { results in stored.add(results.count) })
      let life = start(stage, handler, .brief())

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(stored.count == 1)
      #expect(try await stage.states() == ["complete": 1])
    }
  }
}
