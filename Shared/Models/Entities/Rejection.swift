/// A record that a source could not read.
public struct Rejection: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name of the file or the address.
  public var place: String
  /// Of the record's first byte in it; of a record of a page its place in the list.
  public var offset: Int
  /// What was wrong, with the path of the field.
  public var reason: String
  /// The name of the rule that it breaks, by which rejections are counted.
  public var rule: String

  public init(place: String, offset: Int, reason: String, rule: String = Rejection.unreadable) {
    self.place = place
    self.offset = offset
    self.reason = reason
    self.rule = rule
  }

  /// The rule of records that are no such records at all.
  public static let unreadable = "record.readable"

  public var description: String { "\(place), byte \(offset): \(reason)" }
}
