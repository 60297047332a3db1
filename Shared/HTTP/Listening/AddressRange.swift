import Glibc

/// A numeric IP address, or all that begin with the same bits: `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`.
public struct AddressRange: Sendable, Hashable {
  private let bytes: [UInt8]
  private let prefix: Int

  public init(_ text: String) throws(HTTPError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let bytes = Self.bytes(parts[0]) else { throw Self.invalid(text) }
    var prefix = bytes.count * 8
    if parts.count == 2 {
      guard parts[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let given = Int(parts[1]), given <= prefix else {
        throw Self.invalid(text)
      }
      prefix = given
    }
    (self.bytes, self.prefix) = (bytes, prefix)
  }

  /// What one who has this numeric address mostly has all of: an address of IPv4, of IPv6 a network. Nil for what is none.
  public static func network(of address: String) -> AddressRange? {
    guard let bytes = bytes(address[...]) else { return nil }
    let isLong = bytes.count == 16
    let kept = isLong ? Array(bytes[..<8]) + [UInt8](repeating: 0, count: 8) : bytes
    return AddressRange(bytes: kept, prefix: isLong ? 64 : 32)
  }

  private init(bytes: [UInt8], prefix: Int) { (self.bytes, self.prefix) = (bytes, prefix) }

  private static func invalid(_ text: String) -> HTTPError {
    HTTPError(
      code: .invalidAddress,
      message: "\"\(text)\" is no range of addresses: write 10.0.0.7, 10.0.0.0/8 or fd00::/8")
  }

  public func contains(_ address: String) -> Bool {
    guard let other = Self.bytes(address[...]) else { return false }
    return contains(other)
  }

  func contains(_ other: [UInt8]) -> Bool {
    guard other.count == bytes.count else { return false }
    for (index, byte) in bytes.enumerated() {
      let bits = min(8, prefix - index * 8)
      guard bits > 0 else { return true }
      guard (byte ^ other[index]) >> (8 - bits) == 0 else { return false }
    }
    return true
  }

  /// Four bytes or sixteen; an address of IPv4 in the clothes of IPv6 is what it is.
  static func bytes(_ text: Substring) -> [UInt8]? {
    let text = String(text)
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
    var sixteen = in6_addr()
    guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: sixteen) { Array($0) }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return isMapped ? Array(bytes[12...]) : bytes
  }
}
