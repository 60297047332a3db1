/// How long each of a sort takes, learnt while they are done.
struct UsualDuration {
  /// What is believed of a sort of which none has ended and none runs for longer.
  private static let guess = Duration.seconds(1)

  private var begins: [Int: ContinuousClock.Instant] = [:]
  private var nextID = 0
  /// Smoothed; nil before the first.
  private var usual: Duration?

  /// Until the first has ended, one that runs says that it may take as long as it has by now.
  func expected(at now: ContinuousClock.Instant) -> Duration {
    usual ?? max(Self.guess, begins.values.min().map { now - $0 } ?? .zero)
  }

  /// For how long those that run have been longer about it than was usual, together: one of them says nothing of all that
  /// wait, but where each slot has one, nothing goes on.
  func overdue(at now: ContinuousClock.Instant) -> Duration {
    guard let usual else { return .zero }
    return begins.values.reduce(.zero) { $0 + max(.zero, now - $1 - usual) }
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
