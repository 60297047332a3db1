import Jobs
import Lifecycle
import TestKit
import Testing

@testable import StormWorker

/// Workers and schedulers that are killed just where it hurts.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(10)))
struct MilestoneTests {
  /// All at once, each in a worker of its own; with time at hand each alone, too.
  private static let sets: [[Milestone]] =
    [Milestone.allCases]
    + (ChildProcess.ownEnvironment["HOOKLINE_TEST_ALL"] == nil ? [] : Milestone.allCases.map { [$0] })

  @Test(arguments: sets, [false, true])
  func `a kill at any step of a task's life costs nothing but time`(
    milestones: [Milestone], isLeased: Bool
  ) async throws {
    try await withArena { arena in
      // Attempts that fail bring messages that the relay has to sweep up.
      var plan = StormPlan(20, children: 8)
      for run in plan.runs.indices {
        for child in 0..<4 { plan.plant(run: run, child: child) { $0.failures = 2 } }
      }
      try arena.write(plan)
      let settings = [StormVariables.isLeased: isLeased ? "1" : "0"]
      let workers = milestones.map { milestone in
        let fall = [StormVariables.fall: "\(milestone):1"]
        return arena.start(.worker, "worker-\(milestone)", settings.merging(fall) { $1 })
      }
      let scheduler = arena.start(.scheduler, "scheduler", [StormVariables.fall: "swept:1"])
      let producer = arena.start(.producer, "producer", [StormVariables.pause: "200"])

      let haveFallen = await eventually(within: .seconds(40)) { workers.allSatisfy { $0.lives > 1 } }
      let isSettled = await arena.settles(within: .seconds(60))

      #expect(haveFallen, "\(workers.filter { $0.lives == 1 }.map(\.label))")
      #expect(isSettled)
      for fighter in workers + [scheduler, producer] { await fighter.end() }
      return try await arena.conclude() && haveFallen && isSettled
    }
  }
}
