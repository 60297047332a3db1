public import FoundationEssentials

/// The same of members by their names, which most readers need.
extension DocumentPart {
  public func text(_ name: String) throws(DocumentError) -> String { try member(name).text() }
  public func flag(_ name: String) throws(DocumentError) -> Bool { try member(name).flag() }
  public func number(_ name: String) throws(DocumentError) -> Double { try member(name).number() }
  public func id(_ name: String) throws(DocumentError) -> Int64 { try member(name).id() }
  public func moment(_ name: String) throws(DocumentError) -> Date { try member(name).moment() }
  public func texts(_ name: String) throws(DocumentError) -> [String] { try member(name).texts() }

  public func whole(
    _ name: String, _ range: ClosedRange<Int> = 0...DocumentPart.largest
  ) throws(DocumentError) -> Int { try member(name).whole(range) }

  public func choice<Choice: RawRepresentable<String>>(
    _ name: String, _ type: Choice.Type = Choice.self
  ) throws(DocumentError) -> Choice { try member(name).choice() }

  public func value<Value>(
    _ name: String, _ what: String, _ read: (String) -> Value?
  ) throws(DocumentError) -> Value { try member(name).value(what, read) }

  public func read<Value: DocumentReadable>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(DocumentError) -> Value { try Value(try member(name)) }

  public func list<Element: DocumentReadable>(
    _ name: String, of type: Element.Type = Element.self
  ) throws(DocumentError) -> [Element] { try member(name).list() }

  // MARK: Those that may be null

  public func maybeText(_ name: String) throws(DocumentError) -> String? { try optional(name)?.text() }
  public func maybeFlag(_ name: String) throws(DocumentError) -> Bool? { try optional(name)?.flag() }
  public func maybeNumber(_ name: String) throws(DocumentError) -> Double? { try optional(name)?.number() }
  public func maybeID(_ name: String) throws(DocumentError) -> Int64? { try optional(name)?.id() }
  public func maybeMoment(_ name: String) throws(DocumentError) -> Date? { try optional(name)?.moment() }

  public func maybeWhole(
    _ name: String, _ range: ClosedRange<Int> = 0...DocumentPart.largest
  ) throws(DocumentError) -> Int? { try optional(name)?.whole(range) }

  public func maybeChoice<Choice: RawRepresentable<String>>(
    _ name: String, _ type: Choice.Type = Choice.self
  ) throws(DocumentError) -> Choice? { try optional(name)?.choice() }

  public func maybeValue<Value>(
    _ name: String, _ what: String, _ read: (String) -> Value?
  ) throws(DocumentError) -> Value? { try optional(name)?.value(what, read) }

  public func maybeRead<Value: DocumentReadable>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(DocumentError) -> Value? {
    guard let part = try optional(name) else { return nil }
    return try Value(part)
  }
}
