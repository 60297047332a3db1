import FoundationEssentials

/// The server's `timestamptz`: microseconds since 2000-01-01 UTC.
enum Timestamp {
  /// From Foundation's reference date (2001-01-01) back to the server's (2000-01-01).
  private static let epochGap = 366.0 * 86_400

  /// The nearest microsecond; beyond what the server can hold, its infinities.
  static func microseconds(of date: Date) -> Int64 {
    let seconds = date.timeIntervalSinceReferenceDate + epochGap
    // From 4713 BC on.
    guard seconds.isFinite, seconds > -2.118e11, seconds < 9e12 else { return seconds < 0 ? .min : .max }
    // Split, so that the product does not lose the microseconds of a far date.
    let whole = seconds.rounded(.down)
    return Int64(whole) * 1_000_000 + Int64(((seconds - whole) * 1_000_000).rounded())
  }

  static func date(fromMicroseconds value: Int64) -> Date {
    if value == .max { return .distantFuture }
    if value == .min { return .distantPast }
    let (seconds, rest) = value.quotientAndRemainder(dividingBy: 1_000_000)
    return Date(timeIntervalSinceReferenceDate: Double(seconds) - epochGap + Double(rest) / 1_000_000)
  }
}
