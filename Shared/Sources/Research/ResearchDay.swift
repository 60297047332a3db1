import FoundationEssentials

/// The days of the quota, which begin at midnight UTC.
enum ResearchDay {
  /// For so long after midnight the API may still count for the day before: clocks differ, and a count may begin anew late.
  static let freshness: TimeInterval = 600
  /// When to ask again whether the new day is counted.
  private static let recheck: Duration = .seconds(60)

  static func of(_ date: Date) -> Double { (date.timeIntervalSince1970 / 86_400).rounded(.down) }

  static func isFresh(_ date: Date) -> Bool {
    date.timeIntervalSince1970 - of(date) * 86_400 < freshness
  }

  /// How long to wait when the API has said to a request of this moment that its day's quota is spent.
  static func rest(afterRequestAt begun: Date, now: Date) -> Duration {
    guard !isFresh(begun), of(begun) == of(now) else { return recheck }
    return .seconds((of(now) + 1) * 86_400 - now.timeIntervalSince1970)
  }
}
