/// Writes compact JSON, member by member in the order of the calls, into bytes.
///
/// A world of thousands of creators is written at tens of megabytes a second; a tree of values would be made only to be
/// thrown away.
struct JSONWriter {
  private var bytes: [UInt8] = []
  private var needsComma = false

  mutating func object(_ members: (inout JSONWriter) -> Void) { enclose("{", "}", members) }

  mutating func array<Elements: Sequence>(
    _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
  ) {
    enclose("[", "]") { writer in for element in elements { write(&writer, element) } }
  }

  /// The name of the member whose value comes next.
  mutating func name(_ name: StaticString) {
    separate()
    append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    append(UInt8(ascii: "\""))
    append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func value(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  mutating func value(_ number: Int) { literal(String(number)) }
  mutating func value(_ isTrue: Bool) { literal(isTrue ? "true" : "false") }

  /// Text that is JSON already, such as a number with decimals.
  mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  /// Puts the next element on a line of its own.
  mutating func breakLine() {
    separate()
    append(UInt8(ascii: "\n"))
  }

  /// The document, which ends here, as a file.
  consuming func finished() -> [UInt8] { bytes + [UInt8(ascii: "\n")] }

  private mutating func enclose(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout JSONWriter) -> Void
  ) {
    separate()
    append(UInt8(ascii: open))
    needsComma = false
    content(&self)
    append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private mutating func append(_ byte: UInt8) { bytes.append(byte) }

  private mutating func quote(_ text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        append(Draws.hexadecimal[Int(byte >> 4)])
        append(Draws.hexadecimal[Int(byte & 15)])
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}

extension JSONWriter {
  mutating func member(_ name: StaticString, _ text: String) {
    self.name(name)
    value(text)
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    self.name(name)
    value(number)
  }

  mutating func member(_ name: StaticString, _ isTrue: Bool) {
    self.name(name)
    value(isTrue)
  }

  mutating func member(_ name: StaticString, _ members: (inout JSONWriter) -> Void) {
    self.name(name)
    object(members)
  }

  mutating func member<Elements: Sequence>(
    _ name: StaticString, _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
  ) {
    self.name(name)
    array(elements, write)
  }
}
