import Lifecycle
import Messaging
import Storage
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Jobs

/// How a worker ends, stops and holds back.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct WorkerLifeTests {
  private func leased(slots: Int = 2) -> WorkerSettings {
    var settings = WorkerSettings(slots: slots)
    settings.lease = .milliseconds(600)
    settings.patience = .milliseconds(300)
    return settings
  }

  @Test func `a drain finishes what runs, gives the rest back and uses no attempt`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue((1...10).map { "\($0)" })
      let begun = Signal()
      let release = Signal()
      let life = stage.start(leased(slots: 1)) { _ in
        begun.raise()
        await release.raised()
        return .done
      }
      await begun.raised()

      stage.shutdown.drain()
      release.raise()
      try await life.value

      let attempts = try await stage.database.pool.rows(
        "select max(attempt), max(starts) from task", as: Int32.self, Int32.self)
      #expect(attempts.map(\.0) == [1])
      #expect(try await stage.states()["complete"] == 1)
      #expect(stage.broker.readyCount(of: BrokerName.queue(.recommend, .norm)) == 9)
    }
  }

  @Test func `haste gives running tasks back, and another worker does them`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue(["a", "b"])
      let begun = Tally()
      let life = stage.start(leased()) { job in
        begun.add()
        try await job.sleep(for: .seconds(60))
        return .done
      }
      #expect(await eventually { begun.count == 2 })
      stage.shutdown.hasten()
      try await life.value
      let queued = try await stage.database.pool.rows(
        "select state, attempt, starts from task", as: String.self, Int32.self, Int32.self)
      #expect(queued.map(\.0) == ["queued", "queued"])
      #expect(queued.allSatisfy { $0.1 == 1 && $0.2 == 0 })

      let next = stage.successor()
      let second = next.start(leased()) { _ in .done }
      #expect(try await eventually { try await stage.hasNoOpenRun() })
      next.shutdown.drain()
      try await second.value

      #expect(try await stage.states() == ["complete": 2])
    }
  }

  @Test func `a handler that takes too long is told to stop, and the task comes again`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue(["a"])
      var settings = leased()
      settings.timeout = .milliseconds(100)
      settings.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(1))
      let life = stage.start(settings) { job in
        if job.attempt == 1 { try await job.sleep(for: .seconds(60)) }
        return .done
      }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      let rows = try await stage.database.pool.rows(
        "select attempt, last_error from task", as: Int32.self, String?.self)
      #expect(rows.map(\.0) == [2])
      #expect(rows.first?.1?.hasPrefix("took longer than") == true)
    }
  }

  @Test func `a handler that does not listen loses its slot, and health says so`() async throws {
    try await withStage { stage in
      _ = try await stage.enqueue(["a", "b"])
      var settings = leased(slots: 1)
      settings.timeout = .milliseconds(100)
      settings.attempts = 1
      let release = Signal()
      let life = stage.start(settings) { _ in
        // A task of its own hears nothing of the cancellation.
        await Task { await release.raised() }.value
        return .done
      }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      let report = await stage.health.liveness()
      #expect(!report.isHealthy)
      release.raise()
      #expect(await eventually { await stage.health.liveness().isHealthy })
      stage.shutdown.drain()
      try await life.value

      #expect(try await stage.states() == ["failed": 2])
    }
  }

  @Test func `cancelling a run reaches the handler that runs`() async throws {
    try await withStage { stage in
      let run = try await stage.enqueue(["a"])[0].run
      let begun = Signal()
      let life = stage.start(leased()) { job in
        begun.raise()
        try await job.sleep(for: .seconds(60))
        return .done
      }
      await begun.raised()

      let producer = Producer(stage.store, broker: stage.broker, logger: stage.database.logger)
      #expect(try await producer.cancel(run))
      await producer.close()

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(try await stage.states() == ["cancelled": 1])
    }
  }

  @Test func `while a dependency is away nothing uses an attempt, and then everything is done`() async throws
  {
    try await withStage { stage in
      _ = try await stage.enqueue((1...20).map { "\($0)" })
      var settings = WorkerSettings.brief(slots: 4)
      settings.outage = Backoff(base: .milliseconds(20), cap: .milliseconds(40))
      let isAway = Atomic(true)
      let asked = Tally()
      let life = stage.start(settings) { _ in
        asked.add()
        return isAway.load(ordering: .relaxed) ? .unavailable(dependency: "spotify") : .done
      }
      #expect(await eventually { asked.count >= 6 })
      isAway.store(false, ordering: .relaxed)

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value

      #expect(try await stage.states() == ["complete": 20])
      #expect(try await stage.database.pool.value("select max(attempt) from task", as: Int32.self) == 1)
    }
  }

  @Test func `a paused queue is left alone until it is resumed`() async throws {
    try await withStage { stage in
      let queue = BrokerName.queue(.recommend, .norm)
      try await stage.database.pool.execute(
        "insert into queue_control(queue, is_paused, changed_by) values (\(queue), true, 'test')")
      let done = Tally()
      let life = stage.start(.brief()) { _ in
        done.add()
        return .done
      }
      #expect(await eventually { stage.database.hasLogged("lane resumed") })

      _ = try await stage.enqueue(["a"])
      #expect(stage.broker.readyCount(of: queue) == 1)
      #expect(done.count == 0)
      try await stage.database.pool.execute("update queue_control set is_paused = false")

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
    }
  }
}
