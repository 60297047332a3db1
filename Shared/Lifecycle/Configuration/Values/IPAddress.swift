import Glibc

/// A numeric address of either version of IP.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  /// Four or sixteen, the highest first.
  public let bytes: [UInt8]

  /// `nil` unless there are four or sixteen bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = Array(bytes)
  }

  /// Reads `192.0.2.1` and `2001:db8::1`: no brackets, no zones, none of the short and octal forms of old.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    let family = text.contains(":") ? AF_INET6 : AF_INET
    var bytes = [UInt8](repeating: 0, count: family == AF_INET6 ? 16 : 4)
    guard !text.utf8.contains(0), inet_pton(family, text, &bytes) == 1 else { return nil }
    self.bytes = bytes
  }

  public var isIPv6: Bool { bytes.count == 16 }

  public var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = isIPv6 ? AF_INET6 : AF_INET
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// The addresses that begin with the same bits: `10.0.0.0/8`.
public struct IPNetwork: Sendable, Hashable, CustomStringConvertible {
  public let base: IPAddress
  public let prefixLength: Int

  /// The network around an address; `nil` when the address has fewer bits.
  public init?(_ address: IPAddress, prefixLength: Int) {
    guard 0...(address.bytes.count * 8) ~= prefixLength else { return nil }
    let masked = address.bytes.enumerated().map { index, byte in byte & Self.mask(index, prefixLength) }
    guard let base = IPAddress(bytes: masked) else { return nil }
    self.base = base
    self.prefixLength = prefixLength
  }

  /// Reads `10.0.0.0/8` and `fc00::/7`; bits beyond the prefix are dropped.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(parts[0]), parts[1].utf8.count <= 3,
      parts[1].utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let length = Int(parts[1])
    else { return nil }
    self.init(address, prefixLength: length)
  }

  public func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    return address.bytes.enumerated().allSatisfy { index, byte in
      byte & Self.mask(index, prefixLength) == base.bytes[index]
    }
  }

  public var description: String { "\(base)/\(prefixLength)" }

  /// Which bits of a byte the prefix covers.
  private static func mask(_ index: Int, _ prefixLength: Int) -> UInt8 {
    let covered = min(8, max(0, prefixLength - index * 8))
    return UInt8(truncatingIfNeeded: 0xFF00 >> covered)
  }
}
