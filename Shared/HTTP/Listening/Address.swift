import Glibc

/// Where a server listens: a numeric IP address and a port.
///
/// Names are not looked up, since that may take long and give several addresses; only `localhost` is known.
public struct Address: Sendable, Hashable, CustomStringConvertible {
  /// Without brackets.
  public let host: String
  /// Zero lets the system choose.
  public let port: UInt16
  let isIPv6: Bool

  /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, or `:8080` for every address of the machine.
  public init(_ text: String) throws(HTTPError) {
    guard let colon = text.lastIndex(of: ":"), let port = Self.port(text[text.index(after: colon)...]) else {
      throw Self.invalid(text, "there is no port, as in 127.0.0.1:8080")
    }
    self.port = port
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
      guard Self.isIPv6(String(host)) else {
        throw Self.invalid(text, "no IPv6 address between the brackets")
      }
      isIPv6 = true
    } else {
      if host == "localhost" { host = "127.0.0.1" }
      if host.isEmpty { host = "0.0.0.0" }
      guard Self.isIPv4(String(host)) else {
        throw Self.invalid(text, "the host must be a numeric address, an IPv6 one in brackets")
      }
      isIPv6 = false
    }
    self.host = String(host)
  }

  private init(host: String, port: UInt16, isIPv6: Bool) {
    self.host = host
    self.port = port
    self.isIPv6 = isIPv6
  }

  /// On this machine only.
  public static func loopback(port: UInt16) -> Address {
    Address(host: "127.0.0.1", port: port, isIPv6: false)
  }

  /// Whether only this machine can reach it.
  public var isLoopback: Bool {
    guard isIPv6 else { return host.hasPrefix("127.") }
    var (address, loopback) = (in6_addr(), in6addr_loopback)
    return inet_pton(AF_INET6, host, &address) == 1
      && memcmp(&address, &loopback, MemoryLayout<in6_addr>.size) == 0
  }

  public var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

  func with(port: UInt16) -> Address { Address(host: host, port: port, isIPv6: isIPv6) }

  private static func port(_ text: Substring) -> UInt16? {
    guard !text.isEmpty, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      return nil
    }
    return UInt16(text)
  }

  private static func isIPv4(_ host: String) -> Bool {
    var address = in_addr()
    return inet_pton(AF_INET, host, &address) == 1
  }

  private static func isIPv6(_ host: String) -> Bool {
    var address = in6_addr()
    return inet_pton(AF_INET6, host, &address) == 1
  }

  private static func invalid(_ text: String, _ reason: String) -> HTTPError {
    HTTPError(code: .invalidAddress, message: "\"\(text)\" is no address to listen at: \(reason)")
  }
}
