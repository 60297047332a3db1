/// Where to listen: a host name or number and a port.
public struct Address: Sendable, Hashable, CustomStringConvertible {
  public var host: String
  /// Zero asks for any free port.
  public var port: UInt16

  public init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST:PORT`, with an IPv6 number in brackets: `[::1]:9464`.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    // `UInt16` alone would also take a sign.
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else {
      return nil
    }
    guard let host = Address.host(text[..<colon]) else { return nil }
    self.init(host: host, port: port)
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// The host without brackets, or nil when it is none.
  static func host(_ text: Substring) -> String? {
    if text.hasPrefix("["), text.hasSuffix("]"), text.count > 2 {
      let number = text.dropFirst().dropLast()
      let isNumber = number.utf8.allSatisfy { byte in
        UInt8(ascii: ":") == byte || UInt8(ascii: ".") == byte || UInt8(ascii: "%") == byte
          || Character(Unicode.Scalar(byte)).isASCIILetterOrDigit
      }
      return isNumber && number.contains(":") ? String(number) : nil
    }
    let isName = text.allSatisfy { $0.isASCIILetterOrDigit || $0 == "." || $0 == "-" || $0 == "_" }
    return isName && !text.isEmpty ? String(text) : nil
  }
}

extension Character {
  var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
