import Lifecycle
import Management
import Messaging
import Storage
import TestKit
import Testing

@testable import StormWorker

/// What workers, producers and relays need is away or full for a while.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(4)))
struct OutageTests {
  @Test(arguments: [false, true])
  func `while the database is away nothing is fetched and no attempt is used`(isLeased: Bool) async throws {
    try await withArena { arena in
      try arena.write(StormPlan(10, children: 12) { $0.milliseconds = 100 })
      let worker = arena.start(.worker, "worker", [StormVariables.isLeased: isLeased ? "1" : "0"])
      let helpers = [arena.start(.scheduler, "scheduler"), arena.start(.producer, "producer")]
      let hasBegun = await eventually(within: .seconds(20)) {
        (try? await arena.count("state = 'succeeded'")) ?? 0 > 10
      }

      arena.databaseProxy.refuse(true)
      arena.databaseProxy.reset()
      let isPaused = await eventually(within: .seconds(15)) { worker.hasLogged("lane paused") }
      // What was in hand may end; then nothing moves.
      var count = 0
      let isStill = await eventually(within: .seconds(10)) {
        let last = count
        count = arena.journal.byteCount
        try? await Task.sleep(for: .milliseconds(500))
        return count == last
      }
      arena.databaseProxy.refuse(false)
      let isResumed = await eventually(within: .seconds(40)) { worker.hasLogged("lane resumed") }
      let isSettled = await arena.settles(within: .seconds(60))

      #expect(hasBegun && isPaused && isStill && isResumed && isSettled && worker.lives == 1)
      for fighter in [worker] + helpers { await fighter.end() }
      return try await arena.conclude() && isPaused && isResumed && isSettled
    }
  }

  @Test func `a queue that is full holds producers and relays back, and all is done in the end`() async throws
  {
    try await withArena { arena in
      try arena.write(StormPlan(30, children: 3))
      try await arena.management.set(
        Topology.Policy(
          "small", pattern: "^job\\.ingest\\.", target: .queues, priority: 90,
          definition: ["max-length": .number(5), "overflow": .text("reject-publish")]))
      let helpers = [arena.start(.producer, "producer"), arena.start(.scheduler, "scheduler")]
      // Nobody takes anything out yet.
      let areHeldBack = await eventually(within: .seconds(30)) {
        helpers.allSatisfy { $0.hasLogged("messages stay in the outbox") }
      }
      let ready = try await arena.readyCount(of: BrokerName.queue(.ingest, .norm))
      let worker = arena.start(.worker, "worker")
      let isSettled = await arena.settles(within: .seconds(90))

      #expect(areHeldBack && ready < 12 && isSettled)
      for fighter in helpers + [worker] { await fighter.end() }
      return try await arena.conclude() && isSettled
    }
  }
}
