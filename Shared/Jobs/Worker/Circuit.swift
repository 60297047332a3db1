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

  /// The longest pause that a dependency may ask for: an operator who mends it wants to see it work.
  private static let longestPause = Duration.seconds(300)

  /// A handler found its dependency away; returns how long nothing is begun. Handlers that ran side by side count once.
  func trip(retryAfter: Duration?) -> Duration {
    state.withLock { state in
      let now = ContinuousClock.now
      if state.failures == 0 || (state.openUntil ?? now) <= now { state.failures += 1 }
      // Jitter only downwards to a half: a delay near nothing would ask again at once.
      let bound = backoff.bound(afterFailure: state.failures)
      let delay = min(retryAfter ?? bound * Double.random(in: 0.5...1), Self.longestPause)
      state.openUntil = max(state.openUntil ?? now, now + delay)
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

  enum Turn: Sendable, Equatable {
    case go
    /// Go, and tell by `endProbe` when it is over, whatever came of it.
    case probe
    case wait(Duration)
  }

  /// Whether the next task may begin. While the circuit is open one at a time may try.
  func turn() -> Turn {
    state.withLock { state in
      guard state.failures > 0, let openUntil = state.openUntil else { return .go }
      let now = ContinuousClock.now
      if now < openUntil { return .wait(openUntil - now) }
      guard !state.isProbing else { return .wait(.milliseconds(50)) }
      state.isProbing = true
      return .probe
    }
  }

  /// The task that tried has ended.
  func endProbe() { state.withLock { $0.isProbing = false } }
}
