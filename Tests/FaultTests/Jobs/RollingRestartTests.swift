import Lifecycle
import Storage
import TestKit
import Testing

@testable import StormWorker

/// Every worker is exchanged, one after the other, while all have work.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(4)))
struct RollingRestartTests {
  private static let longest = Duration.milliseconds(600)

  @Test(arguments: [false, true])
  func `a rolling restart uses no attempt, and each drain ends with its longest handler`(
    isLeased: Bool
  ) async throws {
    try await withArena { arena in
      var generator = SeededGenerator(seed: 7)
      let plan = StormPlan(20, children: 12) { order in
        order.milliseconds = Int.random(in: 20...600, using: &generator)
      }
      try arena.write(plan)
      let settings = [StormVariables.isLeased: isLeased ? "1" : "0", StormVariables.lease: "5000"]
      let workers = (1...3).map { arena.start(.worker, "worker-\($0)", settings) }
      let helpers = [arena.start(.scheduler, "scheduler"), arena.start(.producer, "producer")]
      _ = await eventually(within: .seconds(20)) { (try? await arena.count("state = 'succeeded'")) ?? 0 > 20 }

      for worker in workers {
        let took = try await restart(worker)
        #expect(took < Self.longest + .seconds(1), "\(worker.label)")
      }
      let isBusy = try await !arena.isSettled()
      let isSettled = await arena.settles(within: .seconds(60))

      #expect(isBusy, "the work was done before the restarts were")
      #expect(isSettled)
      for fighter in workers + helpers { await fighter.end() }
      for result in workers.flatMap(\.results) { #expect(result.status == .exited(0)) }
      return try await arena.conclude() && isSettled
    }
  }

  /// Returns how long the drain took.
  private func restart(_ worker: Fighter) async throws -> Duration {
    let count = worker.results.count
    let isUp = await eventually(within: .seconds(20)) { worker.isUp }
    try #require(isUp)
    let start = ContinuousClock.now
    worker.terminate()
    let hasEnded = await eventually(within: .seconds(20)) { worker.results.count > count }
    let took = ContinuousClock.now - start
    let isBack = await eventually(within: .seconds(20)) { worker.isUp }
    try #require(hasEnded && isBack)
    return took
  }
}
