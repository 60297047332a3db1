import Lifecycle
import Storage
import TestKit
import Testing

@testable import StormWorker

/// A task that ends every process that touches it.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(4)))
struct PoisonTests {
  @Test(arguments: [false, true])
  func `poison is quarantined after three starts that count, and its neighbours pay nothing`(
    isLeased: Bool
  ) async throws {
    try await withArena { arena in
      var plan = StormPlan(8, children: 12) { $0.milliseconds = 20 }
      plan.plant(run: 4, child: 3) { $0.isPoison = true }
      try arena.write(plan)
      let settings = [StormVariables.isLeased: isLeased ? "1" : "0"]
      let fighters =
        (1...2).map { arena.start(.worker, "worker-\($0)", settings) } + [
          arena.start(.scheduler, "scheduler"), arena.start(.producer, "producer"),
        ]

      let isSettled = await arena.settles(within: .seconds(60))

      #expect(isSettled)
      for fighter in fighters { await fighter.end() }
      // That all others succeeded at their first attempt is what the checker looks at.
      let isWell = try await arena.conclude()
      let starts = try await arena.pool.rows(
        "select starts, attempt from task where state = 'dead'", as: Int32.self, Int32.self)
      #expect(starts.map(\.0) == [3] && starts.map(\.1) == [1])
      let spent = try await arena.count("state = 'succeeded' and starts >= 3")
      #expect(spent == 0)
      return isWell && isSettled
    }
  }
}
