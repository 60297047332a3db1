import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct WakingTests {
  private func snooze(_ run: RunID, _ stage: OperatorStage, for delay: Duration = .seconds(9_000))
    async throws
  {
    let tasks = try await stage.tasks(of: run, kind: "ingest")
    try await stage.pool.transaction { session in
      _ = try session.rows(
        "select id from task where id = any(\(tasks)) order by id for no key update", as: TaskID.self)
      _ = try JobStore.settle(
        tasks.map { Settlement(task: $0, verdict: .release, error: "no quota left", delay: delay) }, session)
    }
  }

  /// The message of a run's first task.
  private func due(_ stage: OperatorStage) async throws -> [Incoming] {
    try await stage.store.claimDue(limit: 100).map { owed in
      try Incoming(try owed.message(), kind: .ingest, schemas: 1...1)
    }
  }

  @Test func `a run sleeps until its time, and is told of with the reason`() async throws {
    try await withOperatorStage { stage in
      let (fresh, asleep, soon) = (
        try await stage.begin("fresh").run, try await stage.begin("asleep").run,
        try await stage.begin("soon").run
      )
      try await snooze(asleep, stage)
      try await snooze(soon, stage, for: .seconds(5))

      let sleepers = try await stage.store.sleepers(among: [fresh, asleep, soon])

      #expect(sleepers.map(\.run) == [asleep] && sleepers.first?.reason == "no quota left")
      let wait = try #require(sleepers.first?.until.timeIntervalSinceNow)
      #expect(abs(wait - 9_000) < 60)
      #expect(try await stage.store.sleepers(among: []).isEmpty)
    }
  }

  @Test func `what is woken comes at once and knows it, and sleeps again where it has to`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.begin("a").run
      let other = try await stage.begin("b").run
      try await stage.pool.execute("delete from outbox")
      for run in [run, other] { try await snooze(run, stage) }
      let start = Date()

      let before = try await due(stage)
      let woken = try await stage.store.wake([run])
      let again = try await stage.store.wake([run])
      let messages = try await due(stage)

      #expect(before.isEmpty && woken == (1, 1) && again == (0, 0))
      guard case .task(let envelope)? = messages.first, messages.count == 1 else {
        Issue.record("\(messages)")
        return
      }
      #expect(envelope.run == run && envelope.attempt == 1)
      #expect(try #require(envelope.wokenAt) > start - 5)
      #expect(try await stage.store.sleepers(among: [run, other]).map(\.run).contains(other))

      try await stage.pool.execute("delete from outbox where due_at <= now() + interval '2 minutes'")
      try await snooze(run, stage)
      let all = try await stage.store.wake(nil)
      #expect(all == (2, 2))
    }
  }

  @Test func `a message that is being sent is not sent again`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.begin("a").run
      // Until now it was for whoever enqueued it to send.
      try await stage.pool.execute("update outbox set due_at = now()")

      let claimed = try await due(stage)

      #expect(claimed.count == 1)
      #expect(try await stage.store.wake([run]) == (0, 0))
      #expect(try await stage.store.sleepers(among: [run]).isEmpty)
    }
  }

  @Test func `a message of a task that went on meanwhile is not woken`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.begin("a").run
      try await snooze(run, stage)
      try await stage.pool.execute("update task set fence = fence + 1")

      #expect(try await stage.store.wake(nil) == (0, 0))
      #expect(try await stage.store.sleepers(among: [run]).isEmpty)
    }
  }
}
