/// What a request asks for: a path and a query, taken apart before they are decoded.
///
/// Reading refuses what two programs could understand differently: broken escapes, text that is not UTF-8,
/// control characters, and the segments `.` and `..`, escaped or not.
public struct Target: Sendable, Equatable {
  public struct QueryItem: Sendable, Equatable {
    public let name: String
    public let value: String
  }

  /// The decoded segments: `/a%2Fb/c` gives `a/b` and `c`, and `/` gives none.
  public let segments: [String]
  /// The decoded parameters of the query, in order; one without `=` has an empty value.
  public let query: [QueryItem]
  /// As it was sent.
  public let text: String

  /// `nil` for a target that must be refused.
  public init?(_ text: String) {
    let origin = Self.originForm(text)
    guard origin.first == "/", !origin.contains("#") else { return nil }
    let parts = origin.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let segments = Self.segments(parts[0]), let query = Self.query(parts.count > 1 ? parts[1] : "")
    else { return nil }
    self.segments = segments
    self.query = query
    self.text = text
  }

  /// A server must take the absolute form too, which is meant for proxies.
  private static func originForm(_ text: String) -> Substring {
    for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count)
      return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    return text[...]
  }

  private static func segments(_ path: Substring) -> [String]? {
    guard path != "/" else { return [] }
    var segments: [String] = []
    for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = decoded(part, isForm: false), segment != ".", segment != ".." else { return nil }
      segments.append(segment)
    }
    return segments
  }

  private static func query(_ text: Substring) -> [QueryItem]? {
    var items: [QueryItem] = []
    for part in text.split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(pair[0], isForm: true),
        let value = decoded(pair.count > 1 ? pair[1] : "", isForm: true)
      else { return nil }
      items.append(QueryItem(name: name, value: value))
    }
    return items
  }

  /// In a query, which comes from forms, `+` is a space.
  private static func decoded(_ text: Substring, isForm: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst()?.hexadecimal, let low = rest.popFirst()?.hexadecimal else {
          return nil
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where isForm: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var hexadecimal: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
