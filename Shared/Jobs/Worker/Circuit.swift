import Lifecycle
import Synchronization

/// Holds new work back while something that handlers depend on is away, and lets one task at a time try whether it is back.
final class Circuit: Sendable {
  private struct State {
    var failures = 0
    var openUntil: ContinuousClock.Instant?
    var isProbing = false
  }

  private let backoff: Backoff
  private let state = Mutex(State())

  init(_ backoff: Backoff) { self.backoff = backoff }

  var isOpen: Bool { state.withLock { $0.failures > 0 } }
  /// Whether nothing may begin now.
  var isBlocking: Bool { state.withLock { $0.openUntil.map { $0 > .now } ?? false } }

  /// A handler found its dependency away; returns how long nothing is begun.
  func trip(retryAfter: Duration?) -> Duration {
    state.withLock { state in
      state.failures += 1
      state.isProbing = false
      // Jitter only downwards to a half: a delay near nothing would ask again at once.
      let bound = backoff.bound(afterFailure: state.failures)
      let delay = retryAfter ?? bound * Double.random(in: 0.5...1)
      state.openUntil = max(state.openUntil ?? .now, .now + delay)
      return delay
    }
  }

  /// A handler came through.
  func close() {
    state.withLock { state in
      guard state.failures > 0 else { return }
      state = State()
    }
  }

  /// How long the next task has to wait; `nil` when it may begin. While the circuit is open one task at a time may try.
  func delay() -> Duration? {
    state.withLock { state in
      guard state.failures > 0, let openUntil = state.openUntil else { return nil }
      let now = ContinuousClock.now
      if now < openUntil { return openUntil - now }
      guard !state.isProbing else { return .milliseconds(50) }
      state.isProbing = true
      return nil
    }
  }

  /// The task that tried ended without an answer about the dependency.
  func endProbe() { state.withLock { $0.isProbing = false } }
}
