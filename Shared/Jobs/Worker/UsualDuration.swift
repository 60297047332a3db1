/// How long each of a sort takes, learnt while they are done.
struct UsualDuration {
  /// What is believed of a sort of which none has ended and none runs for longer.
  private static let guess = Duration.seconds(1)

  private var begins: [Int: ContinuousClock.Instant] = [:]
  private var nextID = 0
  /// Smoothed; nil before the first.
  private var usual: Duration?

  /// What runs now for longer than was usual says more than what was.
  func expected(at now: ContinuousClock.Instant) -> Duration {
    max(usual ?? Self.guess, begins.values.min().map { now - $0 } ?? .zero)
  }

  mutating func begin(at now: ContinuousClock.Instant) -> Int {
    nextID += 1
    begins[nextID] = now
    return nextID
  }

  /// `counts` is false for one that was not done after all.
  mutating func end(_ begin: Int, at now: ContinuousClock.Instant, counts: Bool) {
    guard let since = begins.removeValue(forKey: begin), counts else { return }
    usual = usual.map { ($0 * 7 + (now - since)) / 8 } ?? now - since
  }
}
