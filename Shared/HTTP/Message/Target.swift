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
    // By bytes throughout: characters of text would have to be found first.
    guard origin.utf8.first == UInt8(ascii: "/"), !origin.utf8.contains(UInt8(ascii: "#")) else { return nil }
    let mark = origin.utf8.firstIndex(of: UInt8(ascii: "?")) ?? origin.endIndex
    guard let segments = Self.segments(origin[..<mark]),
      let query = Self.query(origin[mark...].dropFirst())
    else { return nil }
    self.segments = segments
    self.query = query
    self.text = text
  }

  /// A server must take the absolute form too, which is meant for proxies.
  private static func originForm(_ text: String) -> Substring {
    guard text.utf8.first != UInt8(ascii: "/") else { return text[...] }
    for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count)
      return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    return text[...]
  }

  private static func segments(_ path: Substring) -> [String]? {
    guard path.utf8.count > 1 else { return [] }
    var segments: [String] = []
    let rest = path.utf8.dropFirst()
    for part in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let segment = decoded(Substring(part), isForm: false), segment != ".", segment != ".." else {
        return nil
      }
      segments.append(segment)
    }
    return segments
  }

  private static func query(_ text: Substring) -> [QueryItem]? {
    guard !text.isEmpty else { return [] }
    var items: [QueryItem] = []
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      guard let name = decoded(Substring(part[..<equals]), isForm: true),
        let value = decoded(Substring(part[equals...].dropFirst()), isForm: true)
      else { return nil }
      items.append(QueryItem(name: name, value: value))
    }
    return items
  }

  /// In a query, which comes from forms, `+` is a space.
  private static func decoded(_ text: Substring, isForm: Bool) -> String? {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "%") && (byte != UInt8(ascii: "+") || !isForm)
    }
    if isPlain { return String(text) }
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
