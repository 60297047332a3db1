import HTTP
import Lifecycle

/// Which places of the network may be fetched from: public ones at the usual ports of the web, and those on a list.
///
/// A link comes from outside, and whoever wrote it may want us to call what only we can reach. So names are judged when
/// a link is read, and addresses when a connection is about to be made.
struct FetchPolicy: Sendable {
  let allowed: AllowList

  init(_ allowed: AllowList = AllowList()) { self.allowed = allowed }

  /// Why the place that a URL names is refused before anything is looked up; `nil` when it may be tried.
  func refusal(host: String, port: UInt16) -> String? {
    // What other letters become is decided late, and by the language of the machine: 127\u{3002}1 may be an address.
    guard host.utf8.allSatisfy({ $0 < 0x80 }) else { return "the host is not written in ASCII" }
    // A zone belongs to addresses that are refused all the same.
    if let ip = IPAddress(host.prefix { $0 != "%" }) {
      return refusal(of: ResolvedAddress(host: host, ip: ip, port: port))
    }
    let name = Self.plain(host)
    if allowsHost(name, port) { return nil }
    guard Self.isPort(port) || allowed.entries.contains(where: { $0.port == port }) else {
      return "port \(port) is not one of the web"
    }
    guard name.contains(".") else { return "\(name) is a name of the inner network" }
    let suffix = Self.innerNames.first { name == $0 || name.hasSuffix("." + $0) }
    return suffix.map { "names that end in .\($0) are of the inner network" }
  }

  func refusal(of target: ClientTarget) -> MediaError? {
    refusal(host: target.host, port: target.port).map {
      MediaError(.refusedAddress, "\(target.place): \($0)")
    }
  }

  /// Why a connection to this address is refused; `nil` when it may be made.
  func refusal(of address: ResolvedAddress) -> String? {
    let (ip, port) = (address.ip.unmapped, address.port)
    if allowsNetwork(ip, port) { return nil }
    let reason = AddressBlock.reason(against: address.ip)
    if allowsHost(Self.plain(address.host), port), reason?.isNeverByName != true { return nil }
    if let reason { return "\(address.ip) is \(reason.text)" }
    return Self.isPort(port) ? nil : "port \(port) is not one of the web"
  }

  private func allowsNetwork(_ ip: IPAddress, _ port: UInt16) -> Bool {
    allowed.entries.contains { entry in
      guard case .network(let network) = entry.place else { return false }
      return network.contains(ip) && Self.matches(entry.port, port)
    }
  }

  private func allowsHost(_ name: String, _ port: UInt16) -> Bool {
    allowed.entries.contains { $0.place == .host(name) && Self.matches($0.port, port) }
  }

  private static func matches(_ listed: UInt16?, _ port: UInt16) -> Bool {
    listed.map { $0 == port } ?? isPort(port)
  }

  private static func isPort(_ port: UInt16) -> Bool { port == 80 || port == 443 }

  /// Without the dots at its end, which change nothing of what a name stands for.
  private static func plain(_ host: String) -> String {
    String(host.lowercased().reversed().drop { $0 == "." }.reversed())
  }

  /// What no public name ends in, and what clouds and home networks use for their own.
  private static let innerNames = [
    "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "home.arpa", "corp",
    "private",
    "onion", "invalid",
  ]
}

extension IPAddress {
  /// The IPv4 address that an IPv6 one merely spells differently, or the address itself.
  var unmapped: IPAddress {
    guard AddressBlock.mapped.contains(self), let inner = IPAddress(bytes: bytes.suffix(4)) else {
      return self
    }
    return inner
  }
}
