/// Who asked, where proxies stand in between.
///
/// Each proxy adds the address that it was asked from at the end of `X-Forwarded-For`. So the list is read from its end,
/// and no further than to the first address that is no proxy of ours: what stands before that is whatever the client
/// has made up.
enum Forwarding {
  static func client(peer: String, headers: Headers, trusted: [AddressRange]) -> String {
    guard !trusted.isEmpty, isTrusted(peer, trusted) else { return peer }
    let hops = headers.values("X-Forwarded-For").flatMap {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    var client = peer
    for hop in hops.suffix(32).reversed() {
      guard let address = address(hop.trimmed) else { break }
      client = address
      guard isTrusted(address, trusted) else { break }
    }
    return client
  }

  private static func isTrusted(_ address: String, _ trusted: [AddressRange]) -> Bool {
    guard let bytes = AddressRange.bytes(address[...]) else { return false }
    return trusted.contains { $0.contains(bytes) }
  }

  /// Without the brackets and the port that some proxies write; nil for what is no numeric address.
  private static func address(_ text: Substring) -> String? {
    if AddressRange.bytes(text) != nil { return String(text) }
    var host = text
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      host = host[host.index(after: host.startIndex)..<end]
    } else if let colon = host.firstIndex(of: ":") {
      host = host[..<colon]
    }
    return AddressRange.bytes(host) == nil ? nil : String(host)
  }
}
