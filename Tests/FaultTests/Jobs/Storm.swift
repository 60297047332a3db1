import Lifecycle
import StormWorker
import Synchronization
import TestKit

@testable import StormWorker

/// Ill-treats everything there is, in an order that a seed repeats.
struct Storm {
  enum Blow: Sendable, CaseIterable {
    case killWorker, killScheduler, killProducer
    case killBroker, restartBroker, killDatabase, restartDatabase
    case cutBroker, cutDatabase
  }

  let arena: Arena
  let database: PrivatePostgres
  let broker: PrivateBroker
  let workers: [Fighter]
  let schedulers: [Fighter]
  let producers: [Fighter]

  /// Each kind of blow at least once, those that cost less more often.
  static func blows(rounds: Int, _ generator: inout SeededGenerator) -> [Blow] {
    let often: [Blow] = [.killWorker, .killWorker, .killWorker, .killProducer, .cutBroker, .cutDatabase]
    return (0..<rounds).flatMap { _ in
      (Blow.allCases + often).shuffled(using: &generator)
    }
  }

  /// Strikes whenever something has gone on since the last blow, or nothing does.
  func rage(_ blows: [Blow], _ generator: inout SeededGenerator) async throws {
    var brokerRestart: Task<Void, any Error>?
    var databaseRestart: Task<Void, any Error>?
    for blow in blows {
      let before = arena.journal.byteCount
      let growth = Int.random(in: 500...4_000, using: &generator)
      _ = await eventually(within: .milliseconds(1_200)) { arena.journal.byteCount >= before + growth }
      switch blow {
      case .killWorker: try strike(workers, &generator)
      case .killScheduler: try strike(schedulers, &generator)
      case .killProducer: try strike(producers, &generator)
      case .cutBroker: arena.brokerProxy.reset()
      case .cutDatabase: arena.databaseProxy.reset()
      case .killBroker, .restartBroker:
        try await brokerRestart?.value
        brokerRestart = Task { try await broker.restart(blow == .killBroker ? .immediate : .fast) }
      case .killDatabase, .restartDatabase:
        try await databaseRestart?.value
        databaseRestart = Task { try await database.restart(blow == .killDatabase ? .immediate : .fast) }
      }
    }
    try await brokerRestart?.value
    try await databaseRestart?.value
  }

  private func strike(_ fighters: [Fighter], _ generator: inout SeededGenerator) throws {
    guard let victim = fighters.randomElement(using: &generator) else { return }
    try arena.kill(victim)
  }
}
