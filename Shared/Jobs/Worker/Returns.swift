/// When those come back that were sent away: one after the other, however many there are.
struct Returns {
  private var last: ContinuousClock.Instant?

  /// How long the next one stays away. Past the upper bound they come together.
  mutating func next(
    at now: ContinuousClock.Instant, apart: Duration, within bounds: ClosedRange<Duration>
  ) -> Duration {
    let free = last.map { $0 + apart } ?? now
    let back = min(max(free, now + bounds.lowerBound), now + bounds.upperBound)
    last = back
    return back - now
  }
}
