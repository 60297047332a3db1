import Crypto

/// Tags of answers (RFC 9110, section 8.8.3).
public enum EntityTag {
  /// Another tag for every other sequence of bytes.
  public static func strong(of bytes: [UInt8]) -> String {
    "\"\(Base64URL.encode(SHA256.hash(bytes).bytes.prefix(18)))\""
  }

  /// Whether whoever sent these values of `If-None-Match` has what the tag stands for. Weak comparison: a proxy that
  /// compresses makes a tag weak.
  public static func matches(_ values: [String], _ tag: String) -> Bool {
    let wanted = opaque(tag[...])
    return values.joined(separator: ",").split(separator: ",").contains { part in
      let part = trimmed(part)
      return part == "*" || opaque(part) == wanted
    }
  }

  private static func opaque(_ tag: Substring) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
  }
}
