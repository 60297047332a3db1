/// When to look after things have begun to change: once nothing has changed for a while, but not put off for ever.
struct QuietTime: Equatable {
  let quiet: Duration
  let longest: Duration
  private var first: ContinuousClock.Instant?
  private var last: ContinuousClock.Instant?

  init(_ quiet: Duration) {
    self.quiet = quiet
    longest = quiet * 15
  }

  mutating func change(at time: ContinuousClock.Instant) {
    first = first ?? time
    last = time
  }

  /// Nil while nothing has changed.
  var due: ContinuousClock.Instant? {
    guard let first, let last else { return nil }
    return min(last + quiet, first + longest)
  }

  mutating func clear() { (first, last) = (nil, nil) }
}
