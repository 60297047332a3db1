import Lifecycle
import TestKit
import Testing

@testable import StormWorker

/// Everything is killed, cut and restarted while work goes on; afterwards every promise has been kept.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(15)))
struct StormTests {
  private static let environment = ChildProcess.ownEnvironment
  private static let isLong = environment["HOOKLINE_TEST_ALL"] != nil
  private static let seed =
    environment["HOOKLINE_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1_000_000)

  @Test(arguments: isLong ? [false, true] : [seed.isMultiple(of: 2)])
  func `after a storm all that was accepted is done once`(isLeased: Bool) async throws {
    print("storm: HOOKLINE_TEST_SEED=\(Self.seed), \(isLeased ? "leased" : "brief")")
    try await withPostgresAndRabbitMQServers { database, broker in
      let environment = database.environment.merging(broker.environment) { first, _ in first }
      try await withArena(environment) { arena in
        // RabbitMQ 3.10 forgets a queue when a crash follows within seconds of its making.
        try await broker.restart()
        return try await storm(arena, database, broker, isLeased: isLeased)
      }
    }
  }

  private func storm(
    _ arena: Arena, _ database: PrivatePostgres, _ broker: PrivateBroker, isLeased: Bool
  ) async throws -> Bool {
    var generator = SeededGenerator(seed: Self.seed)
    var plan = StormPlan.varied(Self.isLong ? 300 : 30, &generator)
    plan.plant(run: 3, child: 2) { $0.isPoison = true }
    plan.plant(run: 7, child: 5) { $0.failures = 9 }
    try arena.write(plan)
    let settings = [StormVariables.isLeased: isLeased ? "1" : "0", StormVariables.lease: "3000"]
    let storm = Storm(
      arena: arena, database: database, broker: broker,
      workers: (1...3).map { arena.start(.worker, "worker-\($0)", settings) },
      schedulers: (1...2).map { arena.start(.scheduler, "scheduler-\($0)", settings) },
      producers: [
        arena.start(.producer, "producer", [StormVariables.pause: "300", StormVariables.fall: "enqueue:2"])
      ])

    try await storm.rage(Storm.blows(rounds: Self.isLong ? 8 : 1, &generator), &generator)
    let calm = ContinuousClock.now
    let isAccepted = await eventually(within: .seconds(Self.isLong ? 300 : 60)) { storm.producers[0].isOver }
    let isSettled = await arena.settles(within: .seconds(120))
    print("storm: seed \(Self.seed) settled \(ContinuousClock.now - calm) after its end")

    #expect(isAccepted && isSettled)
    var areDrained = true
    for fighter in storm.workers + storm.schedulers {
      let status = await fighter.end()?.status
      #expect(status == .exited(0), "\(fighter.label)")
      areDrained = areDrained && status == .exited(0)
    }
    await storm.producers[0].end()
    print("storm: \(try arena.journal.read().summary)")
    return try await arena.conclude() && isAccepted && isSettled && areDrained
  }
}
