import Knowledge
import Lifecycle

/// Pairs tracks with films on a thread of its own, one at a time: each takes some tenths of a second of nothing but
/// arithmetic, and others are to be answered meanwhile.
actor PairingDesk {
  /// More than so many requests do not wait for it.
  static let places = 4

  private let executor = BlockingExecutor(label: "match")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Throws where nobody waits for it any more.
  func pairing(_ make: @Sendable () -> Pairing) throws -> Pairing {
    try Task.checkCancellation()
    return make()
  }
}
