/// A creator's name on TikTok, without `@`, in small letters: the platform does not tell letters by case.
public struct Handle: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let name: String

  /// TikTok's own limit.
  public static let limit = 24

  /// Reads `name`, `@name` and addresses of profiles and of their videos. Throws why it is none.
  public init(_ text: some StringProtocol) throws(HandleError) {
    self.init(checked: try Self.name(in: Substring(text).trimmed))
  }

  private init(checked name: String) { self.name = name }

  public var description: String { "@" + name }

  public static func < (left: Self, right: Self) -> Bool { left.name < right.name }

  private static func name(in text: Substring) throws(HandleError) -> String {
    guard !text.isEmpty else { throw HandleError("it is empty") }
    if text.utf8.count > 2_000 { throw HandleError("it is too long") }
    if text.contains("/") { return try checked(profile(in: text)) }
    return try checked(text.hasPrefix("@") ? text.dropFirst() : text)
  }

  /// The name in an address such as `https://www.tiktok.com/@name/video/123?lang=en`.
  private static func profile(in address: Substring) throws(HandleError) -> Substring {
    var rest = address
    for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
      break
    }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    let host = parts[0].lowercased()
    if ["vm.tiktok.com", "vt.tiktok.com"].contains(host) {
      throw HandleError(
        "it is a short link, which does not say whose; open it and use the address it leads to")
    }
    guard host == "tiktok.com" || host.hasSuffix(".tiktok.com") else {
      throw HandleError("it is an address, but not one of tiktok.com")
    }
    let path = parts.dropFirst().first?.prefix { $0 != "?" && $0 != "#" } ?? ""
    guard path.hasPrefix("@") else { throw HandleError("it is an address of TikTok, but not of a profile") }
    return path.dropFirst()
  }

  /// By bytes: what is a letter to Unicode is none to TikTok.
  private static func checked(_ name: Substring) throws(HandleError) -> String {
    guard !name.isEmpty else { throw HandleError("there is no name behind the @") }
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case 65...90: bytes.append(byte + 32)
      case 97...122, 48...57, UInt8(ascii: "_"), UInt8(ascii: "."): bytes.append(byte)
      default: throw HandleError("a handle has only letters a to z, digits, dots and underscores")
      }
    }
    guard bytes.count <= limit else { throw HandleError("a handle has at most \(limit) characters") }
    guard bytes.last != UInt8(ascii: ".") else { throw HandleError("a handle does not end with a dot") }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Why something is not a handle.
public struct HandleError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

extension Handle: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do throws(HandleError) { try self.init(text) } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Substring {
  /// Without the white space around it; `Character.isWhitespace` knows a non-breaking space, too.
  fileprivate var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...end]
  }
}
