public import FoundationEssentials

/// Why a document is not one of ours: which member, and what is wrong with it.
public struct DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
  /// From the outermost document inwards, as in `run.tasks[3].state`; empty for the whole.
  public let member: String
  public let reason: String

  public init(_ member: String, _ reason: String) { (self.member, self.reason) = (member, reason) }

  public var description: String { "\(member.isEmpty ? "the document" : member) \(reason)" }
}

/// What can be read back from the document that is made of it.
///
/// Members that are not known are left alone: a newer program may say more. What is missing, of another type or out of
/// bounds is refused, since the document comes from elsewhere.
public protocol DocumentReadable {
  init(_ part: DocumentPart) throws(DocumentError)
}

extension DocumentReadable {
  public init(_ document: JSONValue) throws(DocumentError) { try self.init(DocumentPart(document)) }
}

/// A part of a document that is read, which knows its place.
public struct DocumentPart: Sendable {
  public let value: JSONValue
  let place: String

  /// The largest number of things that there may be; as many of these as a document can hold still have a sum.
  public static let largest = 1 << 43

  public init(_ value: JSONValue, at place: String = "") { (self.value, self.place) = (value, place) }

  /// A member; throws where this is no object or has none of that name.
  public func member(_ name: String) throws(DocumentError) -> DocumentPart {
    guard case .object(let members) = value else { throw fault("is no object") }
    let inner = place.isEmpty ? name : "\(place).\(name)"
    guard let found = members.first(where: { $0.0 == name }) else {
      throw DocumentError(inner, "is missing")
    }
    return DocumentPart(found.1, at: inner)
  }

  /// Whether this is an object with such a member, which may be null.
  public func has(_ name: String) -> Bool {
    guard case .object(let members) = value else { return false }
    return members.contains { $0.0 == name }
  }

  /// A member; nil where it is null.
  public func optional(_ name: String) throws(DocumentError) -> DocumentPart? {
    let part = try member(name)
    return part.isNull ? nil : part
  }

  var isNull: Bool { if case .null = value { true } else { false } }

  func fault(_ reason: String) -> DocumentError { DocumentError(place, reason) }

  // MARK: What it is

  public func text() throws(DocumentError) -> String {
    guard case .string(let text) = value else { throw fault("is no text") }
    return text
  }

  public func flag() throws(DocumentError) -> Bool {
    guard case .bool(let flag) = value else { throw fault("is neither true nor false") }
    return flag
  }

  public func whole(_ range: ClosedRange<Int> = 0...DocumentPart.largest) throws(DocumentError) -> Int {
    let number: Int? =
      switch value {
      case .int(let number): number
      // As some programs write a whole number.
      case .double(let number): Int(exactly: number)
      default: nil
      }
    guard let number else { throw fault("is no whole number") }
    guard range.contains(number) else { throw fault("is out of bounds: \(number)") }
    return number
  }

  public func number() throws(DocumentError) -> Double {
    switch value {
    case .int(let number): return Double(number)
    case .double(let number) where number.isFinite: return number
    default: throw fault("is no number")
    }
  }

  /// A number of a row, which documents write as digits or, in older ones, as a number.
  public func id() throws(DocumentError) -> Int64 {
    switch value {
    case .int(let number) where number > 0: return Int64(number)
    case .string(let text):
      guard let number = Int64(text), number > 0, "\(number)" == text else { throw fault("is no id") }
      return number
    default: throw fault("is no id")
    }
  }

  public func choice<Choice: RawRepresentable<String>>(
    _ type: Choice.Type = Choice.self
  ) throws(DocumentError) -> Choice {
    let word = try text()
    guard let choice = Choice(rawValue: word) else {
      throw fault("says what is not known here: \(word.prefix(40))")
    }
    return choice
  }

  /// Written as it is made: in seconds of UTC.
  public func moment() throws(DocumentError) -> Date {
    let text = try text()
    guard text.utf8.count <= 24, let date = try? Date(text, strategy: .iso8601),
      date.formatted(.iso8601) == text
    else { throw fault("is no moment such as 2026-01-31T12:00:00Z") }
    return date
  }

  /// What a text stands for, where it stands for anything.
  public func value<Value>(
    _ what: String, _ read: (String) -> Value?
  ) throws(DocumentError) -> Value {
    guard let value = read(try text()) else { throw fault("is no \(what)") }
    return value
  }

  public func elements() throws(DocumentError) -> [DocumentPart] {
    guard case .array(let values) = value else { throw fault("is no list") }
    return values.enumerated().map { DocumentPart($1, at: "\(place)[\($0)]") }
  }

  /// Its members by name, where any name may stand.
  public func members() throws(DocumentError) -> [(name: String, part: DocumentPart)] {
    guard case .object(let members) = value else { throw fault("is no object") }
    return members.map { ($0.0, DocumentPart($0.1, at: "\(place).\($0.0.prefix(40))")) }
  }

  public func list<Element: DocumentReadable>(
    of type: Element.Type = Element.self
  ) throws(DocumentError) -> [Element] {
    var list: [Element] = []
    for part in try elements() { list.append(try Element(part)) }
    return list
  }

  public func texts() throws(DocumentError) -> [String] {
    var texts: [String] = []
    for part in try elements() { texts.append(try part.text()) }
    return texts
  }

  public func numbers() throws(DocumentError) -> [Double] {
    var numbers: [Double] = []
    for part in try elements() { numbers.append(try part.number()) }
    return numbers
  }

  func counts() throws(DocumentError) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (name, part) in try members() { counts[name] = try part.whole() }
    return counts
  }

  func shares() throws(DocumentError) -> [String: Double] {
    var shares: [String: Double] = [:]
    for (name, part) in try members() { shares[name] = try part.number() }
    return shares
  }
}
