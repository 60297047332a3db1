import API
import FoundationEssentials
import HTTP

/// What a cursor says of the last element of a page: the values that the list is sorted by, in their order.
struct CursorPlace {
  private static let none = "-"
  private let parts: [Substring]

  /// Throws for one that says something else than this list's cursors do.
  init(_ text: String, count: Int) throws(Refusal) {
    // The last part may hold anything.
    parts = text.split(separator: ":", maxSplits: count - 1, omittingEmptySubsequences: false)
    guard parts.count == count else { throw Self.foreign }
  }

  static func text(_ parts: String?...) -> String { parts.map { $0 ?? none }.joined(separator: ":") }

  /// To the microsecond, as the database has it.
  static func text(_ moment: Date) -> String {
    let microseconds = (moment.timeIntervalSince1970 * 1_000_000).rounded()
    return String(Int64(exactly: microseconds) ?? (microseconds < 0 ? .min : .max))
  }

  func string(_ place: Int) -> String { String(parts[place]) }

  func number(_ place: Int) throws(Refusal) -> Int64 {
    guard let number = Int64(parts[place]) else { throw Self.foreign }
    return number
  }

  func moment(_ place: Int) throws(Refusal) -> Date {
    Date(timeIntervalSince1970: Double(try number(place)) / 1_000_000)
  }

  /// Whether there is anything at this place.
  func isNone(_ place: Int) -> Bool { parts[place] == Self.none }

  static let foreign = PageCursor.unknown
}

extension PageTurn {
  /// The element that the page follows, or that it goes before, each of which is told apart from others by so many values.
  func places<Place>(
    of count: Int, _ read: (CursorPlace) throws(Refusal) -> Place
  ) throws(Refusal) -> (after: Place?, before: Place?) {
    if let preceding { return (nil, try read(CursorPlace(preceding, count: count))) }
    if let following { return (try read(CursorPlace(following, count: count)), nil) }
    return (nil, nil)
  }
}
