import Synchronization

/// Spreads requests evenly: gives each the moment at which it may go out.
final class Pace: Sendable {
  private let interval: Duration
  private let free = Mutex<ContinuousClock.Instant?>(nil)

  init(perSecond: Double) {
    precondition(perSecond > 0, "a pace is above 0")
    interval = .seconds(1 / perSecond)
  }

  /// How long to wait before the next request; its moment is taken.
  func next(now: ContinuousClock.Instant = .now) -> Duration {
    free.withLock { free in
      let moment = max(free ?? now, now)
      free = moment + interval
      return moment - now
    }
  }
}
