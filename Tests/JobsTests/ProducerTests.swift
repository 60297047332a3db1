import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct ProducerTests {
  private static func list(_ subject: String) -> [Enqueuement] {
    [Enqueuement(.recommend, runKind: "test", subject: subject, payload: JSON(text: "{}"))]
  }

  @Test func `a broker that does not answer is not asked for each list anew, and all is accepted`()
    async throws
  {
    try await withStage { stage in
      stage.broker.holdConfirms(true)
      let producer = Producer(
        stage.store, broker: stage.broker, patience: .milliseconds(50), logger: stage.database.logger)

      _ = try await producer.enqueue(Self.list("one"))
      let first = producer.left
      let answers = try await producer.enqueue(Self.list("two"))

      #expect(first.count == 1 && first.reason != nil)
      #expect(producer.left.count == 2 && answers.count == 1)
      #expect(stage.broker.readyCount(of: "job.recommend.norm") == 1)
      #expect(try await stage.database.pool.value("select count(*) from outbox", as: Int.self) == 2)
      stage.broker.holdConfirms(false)
    }
  }

  @Test func `what the broker confirms is not left`() async throws {
    try await withStage { stage in
      let producer = Producer(stage.store, broker: stage.broker, logger: stage.database.logger)

      _ = try await producer.enqueue(Self.list("one"))

      #expect(producer.left.count == 0 && producer.left.reason == nil)
      await producer.close()
    }
  }
}
