import Documents

/// One thing that is wrong with a request, and where it stands.
public struct Fault: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    /// In the body, as a JSON pointer in a URI: `#/handles/3`.
    case body(String)
    case query(String)
    case path(String)
    case header(String)
    /// A field of a form.
    case form(String)
  }

  public let place: Place
  /// For people: what is wrong and what would be right.
  public let detail: String

  public init(_ place: Place, _ detail: String) {
    self.place = place
    self.detail = detail
  }

  /// More are not told: they would be of one kind.
  public static let limit = 100

  var document: JSONValue {
    switch place {
    case .body(let pointer): ["pointer": .string(pointer), "detail": .string(detail)]
    case .query(let name): ["parameter": .string(name), "in": "query", "detail": .string(detail)]
    case .path(let name): ["parameter": .string(name), "in": "path", "detail": .string(detail)]
    case .header(let name): ["parameter": .string(name), "in": "header", "detail": .string(detail)]
    case .form(let name): ["parameter": .string(name), "in": "form", "detail": .string(detail)]
    }
  }

  /// The pointer to a member of what another points to.
  static func pointer(_ base: String, _ name: String) -> String {
    var pointer = base + "/"
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "~"): pointer += "~0"
      case UInt8(ascii: "/"): pointer += "~1"
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        pointer.unicodeScalars.append(Unicode.Scalar(byte))
      default: pointer += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return pointer
  }
}
