import FoundationEssentials
import Lifecycle
import Messaging
import Storage
import Synchronization
import TestKit
import Testing

@testable import Jobs

/// What a worker makes of messages of every kind.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct WorkerMessageTests {
  private static let queue = BrokerName.queue(.recommend, .norm)

  private static let admission = Admission(type: "subject.requested") { body in
    let text = String(decoding: body, as: UTF8.self)
    guard text.hasPrefix("{") else { throw EnvelopeError(.malformed, "the body is not an object") }
    return Admission.Request(runKind: "test", subject: text, payload: JSON(text: text))
  }

  private func publish(
    _ stage: Stage, id: String?, type: String? = nil, headers: [Message.Header] = [], _ body: String
  )
    async throws
  {
    let publisher = stage.broker.makePublisher(PublisherSettings())
    try await publisher.publish(
      Message(
        exchange: BrokerName.jobs, routingKey: Self.queue,
        properties: .init(messageID: id, type: type, headers: headers), body: Array(body.utf8)))
    await publisher.close()
  }

  private func reasons(_ stage: Stage) async throws -> [String] {
    try await stage.database.pool.rows("select reason from dead_message order by id", as: String.self)
  }

  @Test func `a producer's message becomes a run, and its copies do nothing`() async throws {
    try await withStage { stage in
      let life = stage.start(.brief(), admission: Self.admission) { _ in .done }
      for _ in 0..<3 { try await publish(stage, id: "order 7", #"{"a":1}"#) }

      #expect(try await eventually { try await stage.states() == ["complete": 1] })
      #expect(await eventually { stage.broker.readyCount(of: Self.queue) == 0 })
      stage.shutdown.drain()
      try await life.value

      #expect(try await stage.database.pool.value("select count(*) from task", as: Int.self) == 1)
      #expect(stage.broker.readyCount(of: Self.queue) == 0)
    }
  }

  @Test func `a message without an id is admitted, too`() async throws {
    try await withStage { stage in
      let life = stage.start(.brief(), admission: Self.admission) { _ in .done }
      try await publish(stage, id: "", #"{"a":2}"#)

      #expect(try await eventually { try await stage.states() == ["complete": 1] })
      stage.shutdown.drain()
      try await life.value
    }
  }

  @Test func `what cannot be read is a dead message with its reason, once`() async throws {
    try await withStage { stage in
      let life = stage.start(.brief(), admission: Self.admission) { _ in .done }
      try await publish(stage, id: "x", "not json")
      try await publish(stage, id: "y", headers: [.init("x-schema", .string("many"))], "{}")
      try await publish(stage, id: "no uuid", headers: [.init("x-fence", .int(0))], "{}")
      try await publish(stage, id: "\(TaskID.make())", headers: [.init("x-fence", .string("-"))], "{}")

      #expect(try await eventually { try await reasons(stage).count == 4 })
      stage.shutdown.drain()
      try await life.value

      #expect(try await reasons(stage) == Array(repeating: "malformed", count: 4))
      #expect(stage.broker.readyCount(of: Self.queue) == 0)
    }
  }

  @Test func `a newer message waits without an attempt and heals when a newer worker comes`() async throws {
    try await withStage { stage in
      let life = stage.start(.brief(), admission: Self.admission) { _ in .done }
      try await publish(stage, id: "new", headers: [.init("x-schema", .string("2"))], #"{"v":2}"#)
      let isParked = "select count(*) from outbox where parked_since is not null" as SQL
      #expect(try await eventually { try await stage.database.pool.value(isParked, as: Int.self) == 1 })
      stage.shutdown.drain()
      try await life.value

      let next = stage.successor()
      var newer = WorkerSettings.brief()
      newer.schemas = 1...2
      let admission = Admission(type: "subject.requested", schemas: 1...2, read: Self.admission.read)
      let second = next.start(newer, admission: admission) { _ in .done }

      #expect(try await eventually { try await stage.states() == ["complete": 1] })
      next.shutdown.drain()
      try await second.value
      #expect(try await reasons(stage).isEmpty)
    }
  }

  @Test func `a stale copy of a task is acked and forgotten`() async throws {
    try await withStage { stage in
      let runs = Tally()
      let life = stage.start(.brief()) { job in
        runs.add()
        return job.attempt == 1 ? .retry(after: .milliseconds(1), because: "once") : .done
      }
      _ = try await stage.enqueue(["a"])
      #expect(try await eventually { try await stage.hasNoOpenRun() })
      let id = try await stage.database.pool.value("select id from task", as: TaskID.self)
      for fence in 0..<3 {
        let copy = Envelope(id: id, fence: Int64(fence), kind: .recommend).message(lane: .norm, body: [])
        try await publish(
          stage, id: copy.properties.messageID, type: "recommend", headers: copy.properties.headers, "{}")
      }
      #expect(await eventually { stage.broker.readyCount(of: Self.queue) == 0 })
      stage.shutdown.drain()
      try await life.value

      #expect(try await stage.states() == ["complete": 1])
      #expect(try await stage.database.pool.value("select completions from run", as: Int32.self) == 1)
      #expect(try await reasons(stage).isEmpty)
    }
  }

  @Test func `suspects run alone`() async throws {
    try await withStage { stage in
      _ = try await stage.store.enqueue(
        (1...30).map { Enqueuement(.recommend, runKind: "test", subject: "\($0)", payload: JSON(text: "{}")) }
      )
      // Their messages are lost.
      try await stage.database.pool.execute("delete from outbox")
      try await stage.database.pool.execute("update task set enqueued_at = now() - interval '1 hour'")
      _ = try await stage.store.wakeLost(.recommend, olderThan: .seconds(60))
      let open = Tally()
      let most = Mutex(0)
      let life = stage.start(.brief(slots: 8)) { _ in
        let count = open.add()
        most.withLock { $0 = max($0, count) }
        await Task.yield()
        open.add(-1)
        return .done
      }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      #expect(most.withLock { $0 } == 1)
      #expect(try await stage.states() == ["complete": 30])
      #expect(try await stage.database.pool.value("select max(starts) from task", as: Int32.self) == 1)
    }
  }
}
