import API
import FoundationEssentials
import HTTP

/// What a cursor says of the last element of a page: the values that the list is sorted by, in their order.
struct CursorPlace {
  private static let none = "-"
  private let parts: [Substring]

  /// Of the page before; nil for the first page. Throws for one that says something else than this list's cursors do.
  init?(_ call: Call, count: Int) throws(Refusal) {
    guard let text = try PageCursor.position(call) else { return nil }
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

  static let foreign = Refusal(
    .notFound, "cursor", "There is no such page: this list has not given that cursor. Begin without one.",
    faults: [Fault(.query("cursor"), "it is none that this list has given")])
}
