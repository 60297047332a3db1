import Lifecycle
import Synchronization

/// A few threads for calls that block; what is to be done goes to the one with the least to do.
final class Hands: Sendable {
  private let hands: [Hand]
  private let loads: Mutex<[Int]>

  init(_ count: Int) {
    hands = (0..<count).map { _ in Hand() }
    loads = Mutex(Array(repeating: 0, count: count))
  }

  func run<Value: Sendable>(_ work: @Sendable () throws -> Value) async throws -> Value {
    let index = loads.withLock { loads in
      let index = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      loads[index] += 1
      return index
    }
    defer { loads.withLock { $0[index] -= 1 } }
    return try await hands[index].run(work)
  }
}

/// One thread.
actor Hand {
  private let executor = BlockingExecutor(label: "media store")

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func run<Value: Sendable>(_ work: @Sendable () throws -> Value) throws -> Value {
    try Task.checkCancellation()
    return try work()
  }
}
