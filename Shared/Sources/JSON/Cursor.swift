import Glibc

/// A place in the bytes of a file, and how to get on from there. It moves over what is broken without looking closely:
/// only `Parser` says whether something is JSON.
struct Cursor {
  /// How deep lists and objects may lie in each other.
  static let depth = 64

  let base: UnsafePointer<UInt8>
  /// Behind the last byte that counts.
  let end: Int
  var position: Int

  var isAtEnd: Bool { position >= end }
  var byte: UInt8 { base[position] }

  mutating func skipSpace() {
    while position < end, Self.isSpace(base[position]) { position += 1 }
  }

  /// Moves over white space and commas.
  mutating func skipSeparators() {
    while position < end, Self.isSpace(base[position]) || base[position] == UInt8(ascii: ",") {
      position += 1
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

  /// Where the closing quote of the string is whose first byte is at `start`; nil without one, and without one within
  /// `limit` bytes.
  func endOfString(from start: Int, atMost limit: Int = .max) -> Int? {
    let end = end - start > limit ? start + limit + 1 : end
    var from = start
    while from < end, let found = memchr(base + from, 0x22, end - from) {
      let quote = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
      var slashes = quote
      while slashes > start, base[slashes - 1] == UInt8(ascii: "\\") { slashes -= 1 }
      if (quote - slashes) & 1 == 0 { return quote }
      from = quote + 1
    }
    return nil
  }

  /// Moves over a value; false, and no move, where none ends.
  mutating func skipValue() -> Bool {
    guard position < end else { return false }
    switch base[position] {
    case UInt8(ascii: "\""):
      guard let quote = endOfString(from: position + 1) else { return false }
      position = quote + 1
      return true
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipContainer()
    default: return skipScalar()
    }
  }

  private mutating func skipScalar() -> Bool {
    let start = position
    while position < end, !Self.isDelimiter(base[position]) { position += 1 }
    return position > start
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "{"),
      UInt8(ascii: "\""):
      true
    default: isSpace(byte)
    }
  }

  /// Brackets are told apart, one bit for each that is open, because a lost one is noticed by its neighbour.
  private mutating func skipContainer() -> Bool {
    var braces: UInt64 = 0
    var open = 0
    var place = position
    while place < end {
      let byte = base[place]
      switch byte {
      case UInt8(ascii: "\""):
        guard let quote = endOfString(from: place + 1) else { return false }
        place = quote
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open += 1
        guard open <= Self.depth else { return false }
        braces = braces << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard braces & 1 == (byte == UInt8(ascii: "}") ? 1 : 0) else { return false }
        braces >>= 1
        open -= 1
      default: break
      }
      place += 1
      guard open > 0 else {
        position = place
        return true
      }
    }
    return false
  }
}
