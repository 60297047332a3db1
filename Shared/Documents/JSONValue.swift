public import FoundationEssentials

/// A JSON document to be written. Objects keep the order of their members.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// The document with two blanks of indentation; an array or object without members stays on its line.
  public var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  /// The document on one line.
  public var line: String {
    switch self {
    case .array(let values): return "[" + values.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      return "{" + members.map { JSONValue.string($0.0).text + ": " + $0.1.line }.joined(separator: ", ")
        + "}"
    default: return text
    }
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    // JSON has no word for what is not finite.
    case .double(let value): text += value.isFinite ? String(value) : "null"
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      Self.write(values, "[", "]", to: &text, indent) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.write(members, "{", "}", to: &text, indent) { member, text, indent in
        Self.write(member.0, to: &text)
        text += ": "
        member.1.write(to: &text, indent: indent)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout String, _ indent: String,
    _ body: (Element, inout String, String) -> Void
  ) {
    guard !elements.isEmpty else { return text += open + close }
    let inner = indent + "  "
    text += open
    for (index, element) in elements.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + inner
      body(element, &text, inner)
    }
    text += "\n" + indent + close
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      // Most of these are legal in JSON, but a document is also looked at in a terminal.
      case _ where steersTerminal(scalar):
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.text == right.text }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members) }
  public init(arrayLiteral values: JSONValue...) { self = .array(values) }

  public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
  public init(_ number: Int?) { self = number.map(JSONValue.int) ?? .null }
  /// In seconds of UTC, as RFC 3339 writes it.
  public init(_ date: Date?) { self = date.map { .string($0.formatted(.iso8601)) } ?? .null }
  public init(_ value: (some CustomStringConvertible)?) { self = value.map { .string("\($0)") } ?? .null }
  public init(_ number: Double?) { self = number.map(JSONValue.double) ?? .null }
  public init(_ answer: Bool?) { self = answer.map(JSONValue.bool) ?? .null }

  public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// Numbers by their names, in the order of these.
  static func counts(_ counts: [String: Int]) -> JSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
  }
}

/// Whether it moves the cursor of a terminal, begins a command or turns the direction of writing around.
public func steersTerminal(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1f, 0x7f...0x9f, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
  default: false
  }
}
