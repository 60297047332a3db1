import Lifecycle
import Messaging
import Storage
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct WorkerTests {
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
