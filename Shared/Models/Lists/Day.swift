public import FoundationEssentials

/// A day of the calendar, in UTC: `2026-11-20`.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Days since the first of January 1970.
  public let number: Int

  /// Years that have four digits.
  private static let numbers = daysBefore(year: 1)...daysBefore(year: 10_000) - 1

  /// A number out of those years is brought into them.
  public init(number: Int) {
    self.number = min(max(number, Self.numbers.lowerBound), Self.numbers.upperBound)
  }

  /// The day on which a moment is.
  public init(_ date: Date) {
    let days = (date.timeIntervalSince1970 / 86_400).rounded(.down)
    self.init(number: days.isFinite ? Int(min(max(days, -1e6), 1e7)) : 0)
  }

  /// Nil for what is no day, such as the 30th of February.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      year >= 1, (1...12).contains(month), day >= 1, day <= Self.lengths(year)[month - 1]
    else { return nil }
    number = Self.daysBefore(year: year) + Self.lengths(year).prefix(month - 1).reduce(0, +) + day - 1
  }

  /// Its first moment.
  public var start: Date { Date(timeIntervalSince1970: Double(number) * 86_400) }

  public func adding(_ days: Int) -> Day { Day(number: number + days) }

  public var description: String {
    var year = 1970 + number / 366
    while Self.daysBefore(year: year) > number { year -= 1 }
    while Self.daysBefore(year: year + 1) <= number { year += 1 }
    var (month, rest) = (1, number - Self.daysBefore(year: year))
    for length in Self.lengths(year) {
      guard rest >= length else { break }
      rest -= length
      month += 1
    }
    return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(rest + 1, 2)
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  /// From 1970 to the first day of a year.
  private static func daysBefore(year: Int) -> Int {
    func leaps(_ year: Int) -> Int { year / 4 - year / 100 + year / 400 }
    return 365 * (year - 1970) + leaps(year - 1) - leaps(1969)
  }

  private static func lengths(_ year: Int) -> [Int] {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }
}
