public import Lifecycle

/// Where a connection is about to go: the host that was asked for, and the address that it stands for this time.
public struct ResolvedAddress: Sendable, Hashable, CustomStringConvertible {
  /// As it was asked for, without brackets.
  public let host: String
  public let ip: IPAddress
  public let port: UInt16

  public init(host: String, ip: IPAddress, port: UInt16) {
    self.host = host
    self.ip = ip
    self.port = port
  }

  public var description: String { ip.isIPv6 ? "[\(ip)]:\(port)" : "\(ip):\(port)" }
}

/// Judges an address before a connection to it is made; says why not, or `nil`.
public typealias AddressPolicy = @Sendable (ResolvedAddress) -> String?
