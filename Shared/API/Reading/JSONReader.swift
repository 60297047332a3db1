public import Documents

/// Reads JSON from strangers: one value and nothing behind it, no name twice in an object, nesting within a bound.
///
/// What two programs could understand differently is refused, so that what was validated is what was meant.
public struct JSONReader {
  /// Where the text is no JSON, or none that is taken.
  public struct Flaw: Error, Equatable, CustomStringConvertible {
    /// In bytes from the beginning.
    public let offset: Int
    public let reason: String

    public var description: String { "\(reason), at byte \(offset)" }
  }

  /// Deeper nesting is refused.
  public static let depthLimit = 32
  /// More values in one text are refused: they would take far more memory than the text.
  public static let valueLimit = 500_000

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var count = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the text is.
  public static func read(_ bytes: [UInt8]) throws(Flaw) -> JSONValue {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.flaw("there is something behind the value") }
    return value
  }

  private mutating func value() throws(Flaw) -> JSONValue {
    count += 1
    guard count <= Self.valueLimit else { throw flaw("it holds more than \(Self.valueLimit) values") }
    switch try next() {
    case UInt8(ascii: "{"): return try nested { reader throws(Flaw) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(Flaw) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(Flaw) -> JSONValue
  ) throws(Flaw) -> JSONValue {
    depth += 1
    guard depth <= Self.depthLimit else { throw flaw("it is nested more than \(Self.depthLimit) deep") }
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Flaw) -> JSONValue {
    var members: [(String, JSONValue)] = []
    // By bytes: to `String` two spellings of one accent are the same name, to others they are not.
    var names: Set<[UInt8]> = []
    position += 1
    skipSpace()
    guard try next() != UInt8(ascii: "}") else { return finish(.object([])) }
    while true {
      guard try next() == UInt8(ascii: "\"") else { throw flaw("a name was expected") }
      let start = position
      let name = try string()
      guard names.insert(Array(name.utf8)).inserted else {
        throw Flaw(offset: start, reason: "the name stands twice in its object")
      }
      skipSpace()
      guard try next() == UInt8(ascii: ":") else { throw flaw("a colon was expected") }
      position += 1
      skipSpace()
      members.append((name, try value()))
      guard try goesOn(until: UInt8(ascii: "}")) else { return .object(members) }
    }
  }

  private mutating func array() throws(Flaw) -> JSONValue {
    var values: [JSONValue] = []
    position += 1
    skipSpace()
    guard try next() != UInt8(ascii: "]") else { return finish(.array([])) }
    while true {
      values.append(try value())
      guard try goesOn(until: UInt8(ascii: "]")) else { return .array(values) }
    }
  }

  private mutating func finish(_ value: JSONValue) -> JSONValue {
    position += 1
    return value
  }

  /// Behind an element: a comma, or the end.
  private mutating func goesOn(until closing: UInt8) throws(Flaw) -> Bool {
    skipSpace()
    let byte = try next()
    guard byte == closing || byte == UInt8(ascii: ",") else { throw flaw("a comma or the end was expected") }
    position += 1
    skipSpace()
    return byte != closing
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Flaw) -> JSONValue {
    let length = word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard isThere else { throw flaw("this is no value") }
    position += length
    return value
  }

  // MARK: Numbers

  private mutating func number() throws(Flaw) -> JSONValue {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    let first = position
    guard digits() > 0 else { throw Flaw(offset: start, reason: "this is no value") }
    if bytes[first] == UInt8(ascii: "0"), position - first > 1 {
      throw Flaw(offset: first, reason: "a number begins with a zero")
    }
    var isWhole = true
    if peek == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard digits() > 0 else { throw flaw("a digit was expected") }
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      guard digits() > 0 else { throw flaw("a digit was expected") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int(text) { return .int(value) }
    guard let value = Double(text), value.isFinite else {
      throw Flaw(offset: start, reason: "the number is too large")
    }
    return .double(value)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    return position - start
  }

  // MARK: Strings

  private mutating func string() throws(Flaw) -> String {
    position += 1
    let start = position
    var text: [UInt8] = []
    while true {
      let byte = try next()
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let result = String(validating: text, as: UTF8.self) else {
          throw Flaw(offset: start, reason: "the text is not UTF-8")
        }
        return result
      case UInt8(ascii: "\\"): try escape(into: &text)
      case ..<0x20: throw flaw("a control character stands in a text unescaped")
      default:
        text.append(byte)
        position += 1
      }
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(Flaw) {
    position += 1
    let byte = try next()
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
    default: throw flaw("there is no such escape")
    }
  }

  private mutating func scalar() throws(Flaw) -> Character {
    let first = try unit()
    guard 0xD800...0xDFFF ~= first else { return Character(try unicode(first)) }
    guard first < 0xDC00, peek == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw flaw("half of a character is escaped") }
    position += 2
    let second = try unit()
    guard 0xDC00...0xDFFF ~= second else { throw flaw("half of a character is escaped") }
    return Character(try unicode(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)))
  }

  /// PostgreSQL keeps no zero in a text, so none is taken.
  private func unicode(_ number: UInt32) throws(Flaw) -> Unicode.Scalar {
    guard number != 0, let scalar = Unicode.Scalar(number) else { throw flaw("this character is not taken") }
    return scalar
  }

  private mutating func unit() throws(Flaw) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try next())).hexDigitValue else {
        throw flaw("four hexadecimal digits were expected")
      }
      number = number << 4 | UInt32(digit)
      position += 1
    }
    return number
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func next() throws(Flaw) -> UInt8 {
    guard position < bytes.count else { throw flaw("it ends too early") }
    return bytes[position]
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func flaw(_ reason: String) -> Flaw { Flaw(offset: position, reason: reason) }
}
