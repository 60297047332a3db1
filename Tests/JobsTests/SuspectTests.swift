import Lifecycle
import Messaging
import Storage
import Synchronization
import TestKit
import Testing

@testable import Jobs

/// Who has to run alone, and what has to be over before.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct SuspectTests {
  private static let queue = BrokerName.queue(.recommend, .norm)

  @Test func `what a process gave back runs beside the rest, its start recorded`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue((1...30).map { "\($0)" })
      await giveBack(30, stage)
      let open = Tally()
      let most = Mutex(0)
      let life = stage.start(.brief(slots: 8)) { job in
        let count = open.add()
        most.withLock { $0 = max($0, count) }
        try await job.sleep(for: .milliseconds(20))
        open.add(-1)
        return .done
      }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      #expect(most.withLock { $0 } > 1)
      let starts = try await stage.database.pool.rows(
        "select min(starts), max(starts) from task", as: Int32.self, Int32.self)
      #expect(starts.map(\.0) == [1] && starts.map(\.1) == [1])
    }
  }

  @Test func `before a suspect runs, what was done is settled`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue((1...3).map { "\($0)" })
      _ = try await stage.store.enqueue([
        Enqueuement(.recommend, runKind: "test", subject: "suspect", payload: JSON(text: "{}"))
      ])
      try await publishSuspect(stage)
      var settings = WorkerSettings.brief(slots: 1)
      // Much longer than the test: only what waits for it hastens a settlement.
      settings.settling.delay = .seconds(50)
      let unsettled = Mutex<[Int]>([])
      let pool = stage.database.pool
      let life = stage.start(settings) { job in
        let count = try await pool.value(
          "select count(*) from task where state <> 'succeeded' and id <> \(job.id)", as: Int.self)
        unsettled.withLock { $0.append(count) }
        return .done
      }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      #expect(unsettled.withLock { $0 } == [3, 3, 3, 0])
    }
  }

  /// Counts what is stored for it.
  private struct Counted: Handler {
    let kind = JobKind.recommend
    let runs = Tally()
    let stored = Tally()

    func handle(_ job: Job<NoInput>) async throws -> Outcome<Bool> {
      runs.add()
      return .done(true)
    }

    func store(_ results: [Finished<Bool>], _ session: Session) throws { stored.add(results.count) }
  }

  @Test func `a stale attempt in the same batch as the one that counts leaves nothing`() async throws {
    try await withStage { stage in
      let request = Enqueuement(.recommend, runKind: "test", subject: "a", payload: JSON(text: "{}"))
      _ = try await stage.store.enqueue([request])
      let id = try await stage.database.pool.value("select id from task", as: TaskID.self)
      try await stage.database.pool.execute("update task set fence = 2")
      try await stage.database.pool.execute("delete from outbox")
      for fence in [2, 0] {
        try await publish(Envelope(id: id, fence: Int64(fence), kind: .recommend), stage)
      }
      var settings = WorkerSettings.brief(slots: 2)
      settings.settling.delay = .milliseconds(300)
      let handler = Counted()
      let parts = WorkerParts(
        database: stage.database.pool, broker: stage.broker, shutdown: stage.shutdown,
        logger: stage.database.logger)
      let worker = Worker(handler, settings: settings, parts: parts)
      let life = Task { try await worker.run() }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      #expect(handler.runs.count == 2 && handler.stored.count == 1)
      #expect(worker.meters.totals.done == 1)
    }
  }

  /// Takes messages as a process does, and gives them back unstarted.
  private func giveBack(_ count: Int, _ stage: Stage) async {
    let consumer = stage.broker.makeConsumer(of: Self.queue, ConsumerSettings(prefetch: 100))
    var held: [Delivery] = []
    for await delivery in consumer.deliveries {
      held.append(delivery)
      if held.count == count { break }
    }
    for delivery in held { delivery.nack(requeue: true) }
    await consumer.close()
  }

  private func publishSuspect(_ stage: Stage) async throws {
    let id = try await stage.database.pool.value(
      "select t.id from task t join run r on r.id = t.run_id where r.subject = 'suspect'", as: TaskID.self)
    try await publish(Envelope(id: id, kind: .recommend, isSuspect: true), stage)
  }

  private func publish(_ envelope: Envelope, _ stage: Stage) async throws {
    let publisher = stage.broker.makePublisher(PublisherSettings())
    try await publisher.publish(envelope.message(lane: .norm, body: Array("{}".utf8)))
    await publisher.close()
  }
}
