/// Delays between attempts: exponential, capped, with full jitter.
///
/// Full jitter (uniform between zero and the exponential bound) spreads a crowd that failed together; a bound
/// that grows without jitter brings it back together.
public struct Backoff: Sendable, Equatable {
  public var base: Duration
  public var cap: Duration

  public init(base: Duration = .milliseconds(500), cap: Duration = .seconds(30)) {
    precondition(base > .zero && cap >= base, "a backoff needs 0 < base <= cap")
    self.base = base
    self.cap = cap
  }

  /// The largest delay before attempt `attempt + 1`, counting failures from 1.
  public func bound(afterFailure attempt: Int) -> Duration {
    guard attempt > 1 else { return base }
    // Past 2^30 every sensible cap is reached; shifting further would overflow.
    let doublings = min(attempt - 1, 30)
    let factor = Int64(1) << Int64(doublings)
    let (whole, isOver) = base.components.seconds.multipliedReportingOverflow(by: factor)
    guard !isOver, whole < cap.components.seconds + 1 else { return cap }
    return min(cap, base * factor)
  }

  /// The delay before the next attempt. `floor` is what the other side asked for, as in `Retry-After`.
  public func delay(
    afterFailure attempt: Int, floor: Duration = .zero, using generator: inout some RandomNumberGenerator
  ) -> Duration {
    max(floor, bound(afterFailure: attempt) * Double.random(in: 0..<1, using: &generator))
  }

  public func delay(afterFailure attempt: Int, floor: Duration = .zero) -> Duration {
    max(floor, bound(afterFailure: attempt) * Double.random(in: 0..<1))
  }
}
