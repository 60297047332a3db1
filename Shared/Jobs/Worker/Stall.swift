import Synchronization

/// Tells a worker that is stuck from one that has nothing to do.
final class Stall: Sendable {
  private let since = Mutex<ContinuousClock.Instant?>(nil)

  /// To be told a few times a second whether there is work that nobody begins.
  func look(isStanding: Bool, at now: ContinuousClock.Instant = .now) {
    since.withLock { $0 = isStanding ? $0 ?? now : nil }
  }

  /// For how long it has been so.
  var duration: Duration { since.withLock { since in since.map { .now - $0 } ?? .zero } }
}
