/// What stands between the quotes of a JSON string, as text. It repairs instead of refusing: bytes that are not UTF-8 and
/// halves of surrogate pairs become U+FFFD, escapes that do not exist stand for their letter. NUL is left out.
enum Escapes {
  private static let backslash = UInt8(ascii: "\\")
  private static let replacement: [UInt8] = [0xef, 0xbf, 0xbd]

  static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(where: { $0 == backslash || $0 == 0 }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case backslash where at + 1 < bytes.count: at = escape(in: bytes, at: at + 1, into: &result)
      case 0: at += 1
      default:
        result.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// From the letter behind the backslash on; gives where the text goes on.
  private static func escape(
    in bytes: UnsafeBufferPointer<UInt8>, at: Int, into result: inout [UInt8]
  ) -> Int {
    switch bytes[at] {
    case UInt8(ascii: "n"): result.append(0x0a)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0d)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0c)
    case UInt8(ascii: "u"): return unicode(in: bytes, at: at + 1, into: &result)
    default: result.append(bytes[at])
    }
    return at + 1
  }

  /// From the first of the four digits on.
  private static func unicode(
    in bytes: UnsafeBufferPointer<UInt8>, at: Int, into result: inout [UInt8]
  ) -> Int {
    guard let unit = hex(in: bytes, at: at) else {
      result += replacement
      return at
    }
    guard (0xd800...0xdfff).contains(unit) else {
      append(Unicode.Scalar(unit), to: &result)
      return at + 4
    }
    let isPair =
      unit < 0xdc00 && at + 5 < bytes.count && bytes[at + 4] == backslash
      && bytes[at + 5] == UInt8(ascii: "u")
    guard isPair, let low = hex(in: bytes, at: at + 6), (0xdc00...0xdfff).contains(low) else {
      result += replacement
      return at + 4
    }
    append(Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)), to: &result)
    return at + 10
  }

  private static func append(_ scalar: Unicode.Scalar?, to result: inout [UInt8]) {
    guard let scalar, scalar.value != 0 else { return }
    result.append(contentsOf: String(scalar).utf8)
  }

  private static func hex(in bytes: UnsafeBufferPointer<UInt8>, at: Int) -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
