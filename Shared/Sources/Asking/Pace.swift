import Synchronization

/// Spreads requests evenly, and keeps them back while the other side asks to be left alone. Shared by all who ask it.
final class Pace: Sendable {
  typealias Instant = ContinuousClock.Instant

  private struct State {
    var free: Instant?
    var heldUntil: Instant?
  }

  /// Whoever asks for longer is asked again after this, which costs one request.
  static let longestHold: Duration = .seconds(3_600)

  private let interval: Duration
  private let state = Mutex(State())

  /// - Parameter perSecond: At most; nil for no limit.
  init(perSecond: Double?) {
    precondition(perSecond.map { $0 > 0 } ?? true, "a pace is above 0")
    interval = perSecond.map { .seconds(1 / $0) } ?? .zero
  }

  /// How long to wait before the next request; its moment is taken.
  func next(now: Instant) -> Duration {
    // Moments that several took at once would make a tiny pause.
    guard interval > .zero else { return .zero }
    return state.withLock { state in
      let moment = max(state.free ?? now, now)
      state.free = moment + interval
      return moment - now
    }
  }

  /// The other side wants no requests for that long; those who wait go one after the other from then on.
  func hold(for duration: Duration, now: Instant) {
    let end = now + min(duration, Self.longestHold)
    state.withLock { state in
      state.heldUntil = max(state.heldUntil ?? end, end)
      state.free = max(state.free ?? end, end)
    }
  }

  /// For how much longer it wants none.
  func held(now: Instant) -> Duration {
    state.withLock { max(.zero, ($0.heldUntil ?? now) - now) }
  }
}
