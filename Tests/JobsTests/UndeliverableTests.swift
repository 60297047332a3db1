import Lifecycle
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

/// What becomes of messages that the broker will not carry, or no longer.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct UndeliverableTests {
  private func begin(_ stage: Stage, payload: String = "{}") async throws -> TaskID {
    _ = try await stage.store.enqueue([
      Enqueuement(.recommend, runKind: "test", subject: "a", payload: JSON(text: payload))
    ])
    return try await stage.database.pool.value("select id from task", as: TaskID.self)
  }

  @Test func `a task whose message is too large to be sent dies and says so`() async throws {
    try await withStage { stage in
      let text = String(repeating: "x", count: 100_000)
      let producer = Producer(stage.store, broker: stage.broker, logger: stage.database.logger)
      _ = try await producer.enqueue([
        Enqueuement(.recommend, runKind: "test", subject: "a", payload: JSON(text: "\"\(text)\""))
      ])
      await producer.close()

      #expect(try await stage.states() == ["failed": 1])
      let reasons = try await stage.database.pool.rows("select reason from dead_message", as: String.self)
      #expect(reasons == ["unsendable"])
      let keys = try await stage.database.pool.rows("select key from outbox", as: String.self)
      #expect(keys == ["run.completed"])
    }
  }

  @Test func `a task that was delivered too often is woken alone, not killed`() async throws {
    try await withStage { stage in
      let id = try await begin(stage)
      let message = Envelope(id: id, fence: 0, kind: .recommend).message(lane: .norm, body: [])

      let first = try await stage.store.wakeAgain(message)
      let second = try await stage.store.wakeAgain(message)

      #expect(first && !second)
      let row = try await stage.database.pool.rows(
        "select state, fence from task", as: String.self, Int64.self)
      #expect(row.map(\.0) == ["queued"] && row.map(\.1) == [1])
      let suspects = try await stage.database.pool.value(
        "select count(*) from outbox where headers->>'suspect' = 'true' and (headers->>'fence')::int = 1",
        as: Int.self)
      #expect(suspects == 1)
    }
  }

  @Test func `burying a stale copy of a task leaves no dead message`() async throws {
    try await withStage { stage in
      let id = try await begin(stage)
      let stale = Envelope(id: id, fence: 7, kind: .recommend).message(lane: .norm, body: [])

      try await stage.store.bury(stale, kind: .recommend, lane: .norm, reason: "broker", detail: "gave it up")

      #expect(try await stage.database.pool.value("select count(*) from dead_message", as: Int.self) == 0)
      #expect(try await stage.database.pool.value("select state from task", as: String.self) == "queued")
    }
  }

  @Test func `what begins in haste is told to stop at once`() async {
    let running = Running(patience: .seconds(5))
    running.hasten()
    let id = TaskID.make()
    let claim = Claim(id: id, fence: 0)
    let piece = Piece(
      message: claim, envelope: Envelope(id: id, kind: .train), lane: .norm, body: [], claim: claim)

    let (endings, interruptions) = await running.run([piece], timeout: .seconds(60)) {
      do {
        try await Task.sleep(for: .seconds(60))
        return [.done(())]
      } catch { return [.retry(because: "cancelled")] }
    }

    #expect(endings?.count == 1)
    #expect(interruptions == [claim: .hastened])
  }
}
