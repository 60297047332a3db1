import FoundationEssentials
import Glibc

/// How many use a track, and how that changed lately.
public struct UsageTrend: Sendable, Equatable {
  /// Days that are looked back.
  public static let span = 28.0
  /// Readings that are closer than so many days say more of rounding than of a trend.
  private static let least = 1.0
  /// Below this count one more user is a trend of its own.
  private static let base: Int64 = 20

  public let last: CounterReading
  /// What the change is told from; nil without an earlier reading that is old enough and large enough.
  public let first: CounterReading?

  /// In any order; nil without any. Readings of the future come of wrong clocks, and count like all others.
  public init?(_ readings: [CounterReading]) {
    guard let last = readings.max(by: { ($0.at, $0.value) < ($1.at, $1.value) }) else { return nil }
    self.last = last
    first = readings.filter { reading in
      let days = last.at.timeIntervalSince(reading.at) / 86_400
      return (Self.least...Self.span).contains(days) && reading.value >= Self.base
    }.min { ($0.at, $0.value) < ($1.at, $1.value) }
  }

  /// One that was told by whoever had the readings.
  public init(last: CounterReading, first: CounterReading?) { (self.last, self.first) = (last, first) }

  /// By which part of itself the number grew in a week, on average: 0.1 for a tenth more.
  public var weeklyGrowth: Double? {
    guard let first, last.value >= 0 else { return nil }
    // In whole seconds, as moments are told: it follows from what is told beside it.
    let (from, to) = (
      first.at.timeIntervalSince1970.rounded(.down), last.at.timeIntervalSince1970.rounded(.down)
    )
    let weeks = (to - from) / (7 * 86_400)
    return pow(Double(last.value) / Double(first.value), 1 / weeks) - 1
  }
}
