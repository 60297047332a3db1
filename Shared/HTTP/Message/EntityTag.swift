import Crypto

/// What tells one state of a resource from every other: a strong ETag.
///
/// The same tag stands for the answer in each encoding; on the wire a packed answer's tag ends with `-gzip`, since its
/// bytes are others.
public struct EntityTag: Sendable, Hashable {
  /// Without the quotes.
  public let value: String

  /// Characters that a tag may not hold are left out.
  public init(_ value: String) {
    let isFine = value.utf8.allSatisfy(Self.mayHold)
    self.value = isFine ? value : String(decoding: value.utf8.filter(Self.mayHold), as: UTF8.self)
  }

  /// Of an answer whose bytes are all that there is to go by.
  public init(of bytes: some Collection<UInt8>) { value = Hex.encode(SHA256.hash(bytes).bytes.prefix(16)) }

  public var text: String { "\"\(value)\"" }

  /// As a cache that has no list of its own compares: a weak tag and that of the packed answer are as good.
  func isNamed(in list: some Sequence<String>) -> Bool {
    list.contains { line in
      line.utf8.split(separator: UInt8(ascii: ",")).contains { part in
        var tag = Substring(part).trimmed
        if tag == "*" { return true }
        if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
        guard tag.utf8.count >= 2, tag.utf8.first == UInt8(ascii: "\""), tag.utf8.last == UInt8(ascii: "\"")
        else { return false }
        let inner = tag.dropFirst().dropLast()
        return inner == value || inner == value + Self.packedEnding
      }
    }
  }

  static let packedEnding = "-gzip"

  /// The tag of the packed form of what has this one. A weak tag says nothing of bytes and stays.
  static func packed(_ text: String) -> String {
    text.hasPrefix("\"") && text.hasSuffix("\"") && text.utf8.count >= 2
      ? text.dropLast() + packedEnding + "\"" : text
  }

  private static func mayHold(_ byte: UInt8) -> Bool {
    // No comma, although it may stand there: lists could then only be taken apart by counting quotes.
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",")
  }
}

extension Substring {
  /// Without spaces and tabs at its ends.
  var trimmed: Substring {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return self[first...last]
  }
}
