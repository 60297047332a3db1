public import FoundationEssentials
import Glibc

/// How a counter of a platform goes on, as long as all is well. What does not is kept as it is, with a flag: platforms
/// round, purge and err, and readers of a series have to know where.
public struct CounterTrend: Sendable, Equatable {
  /// As its column is called.
  public let name: String
  /// The largest part of it that may be lost from one snapshot to the next.
  public let fall: Double
  /// By how much it may be multiplied in a day.
  public let jump: Double

  init(_ name: String, fall: Double, jump: Double = 100) {
    self.name = name
    self.fall = fall
    self.jump = jump
  }

  /// What is smaller than this has no trend.
  static let least: Int64 = 100

  /// People leave, but not a third of them at once; whoever deletes most posts is worth a look.
  public static let author = [
    CounterTrend("followers", fall: 0.3), CounterTrend("following", fall: 0.9),
    CounterTrend("likes", fall: 0.3), CounterTrend("videos", fall: 0.5),
  ]
  /// Nobody takes back a view: what is lost is rounding, to two digits at worst. Other numbers are taken back.
  public static let video = [
    CounterTrend("plays", fall: 0.05), CounterTrend("likes", fall: 0.3), CounterTrend("comments", fall: 0.5),
    CounterTrend("shares", fall: 0.3), CounterTrend("saves", fall: 0.5), CounterTrend("reposts", fall: 0.5),
  ]
  public static let track = [CounterTrend("uses", fall: 0.3)]
}

/// What a counter was at a moment.
public struct CounterReading: Sendable, Equatable {
  public var value: Int64
  public var at: Date

  public init(_ value: Int64, at: Date) {
    self.value = value
    self.at = at
  }
}

extension CounterTrend {
  /// What is odd about a reading after the one before: `plays fell`. Nil when nothing is.
  public func flag(_ reading: CounterReading, after last: CounterReading?) -> String? {
    guard let last, last.at < reading.at else { return nil }
    let (before, now) = (Double(last.value), Double(reading.value))
    if last.value >= Self.least, now < before * (1 - fall) { return "\(name) fell" }
    // Of a small number a hundred times as much is nothing, but more than that may be.
    let base = max(before, Double(Self.least))
    let days = max(1, reading.at.timeIntervalSince(last.at) / 86_400)
    // Beyond a few days everything may have happened.
    return days < 4 && now > base * pow(jump, days) ? "\(name) jumped" : nil
  }

  /// What is odd about the readings of a snapshot, in the order of the trends; nil when nothing is.
  public static func flags(
    _ trends: [CounterTrend], _ values: [Int64?], at: Date, after last: [CounterReading?]
  ) -> String? {
    let flags = zip(trends, zip(values, last)).compactMap { trend, pair in
      pair.0.flatMap { trend.flag(CounterReading($0, at: at), after: pair.1) }
    }
    return flags.isEmpty ? nil : flags.joined(separator: ", ")
  }
}
