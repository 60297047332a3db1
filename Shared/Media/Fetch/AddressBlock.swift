import Lifecycle

/// A part of the address space that is not the public network, after the registries of special addresses.
struct AddressBlock: Sendable {
  struct Reason: Equatable {
    /// Completes "the address is …".
    let text: String
    /// Whether not even a host that is allowed by name may lead there: where clouds keep credentials, and where
    /// there is no one host to speak to.
    var isNeverByName = false
  }

  let network: IPNetwork
  let reason: Reason

  /// Why an address is not public; `nil` when it is.
  static func reason(against address: IPAddress) -> Reason? {
    if let inner = embedded(in: address) {
      return reason(against: inner).map { reason in
        Reason(text: "\(inner) in disguise, which is \(reason.text)", isNeverByName: reason.isNeverByName)
      }
    }
    if let block = all.first(where: { $0.network.contains(address) }) { return block.reason }
    guard address.isIPv6, let unicast, !unicast.contains(address) else { return nil }
    return Reason(text: "outside of the public addresses of IPv6", isNeverByName: true)
  }

  /// The IPv4 address that packets to such an IPv6 address end at.
  private static func embedded(in address: IPAddress) -> IPAddress? {
    if mapped.contains(address) { return address.unmapped }
    guard let translated, translated.contains(address) else { return nil }
    return IPAddress(bytes: address.bytes.suffix(4))
  }

  static let mapped = required("::ffff:0:0/96")
  /// Where a network without IPv4 reaches the public hosts that have nothing else.
  private static let translated: IPNetwork? = required("64:ff9b::/96")
  private static let unicast: IPNetwork? = required("2000::/3")

  private static func required(_ text: String) -> IPNetwork {
    guard let network = IPNetwork(text) else { preconditionFailure("\(text) is no network") }
    return network
  }

  private static func blocks(_ text: String, _ networks: String..., isNeverByName: Bool = false)
    -> [AddressBlock]
  {
    networks.map {
      AddressBlock(network: required($0), reason: Reason(text: text, isNeverByName: isNeverByName))
    }
  }

  /// The narrower of two that overlap stands first.
  static let all: [AddressBlock] = [
    blocks("unspecified", "0.0.0.0/32", "::/128", isNeverByName: true),
    blocks("of this network", "0.0.0.0/8", isNeverByName: true),
    blocks("loopback", "127.0.0.0/8", "::1/128"),
    blocks("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
    blocks("shared by a provider", "100.64.0.0/10"),
    blocks("link-local", "169.254.0.0/16", "fe80::/10", isNeverByName: true),
    blocks("site-local", "fec0::/10"),
    blocks("reserved for protocols", "192.0.0.0/24", "2001::/23"),
    blocks("for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
    blocks("for documentation", "2001:db8::/32", "3fff::/20"),
    blocks("a relay of 6to4", "192.88.99.0/24"),
    blocks("an address of 6to4", "2002::/16"),
    blocks("for measurements", "198.18.0.0/15"),
    blocks("multicast", "224.0.0.0/4", "ff00::/8", isNeverByName: true),
    blocks("broadcast", "255.255.255.255/32", isNeverByName: true),
    blocks("reserved", "240.0.0.0/4", isNeverByName: true),
    blocks("an IPv4 address in disguise", "::/96", "::ffff:0:0:0/96"),
    blocks("of a local translator", "64:ff9b:1::/48"),
    blocks("a black hole", "100::/64"),
    blocks("a segment of a route", "5f00::/16"),
  ].flatMap { $0 }
}
