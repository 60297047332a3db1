import HTTP

extension Request {
  /// Whether a program on this machine asks for itself, where the gateway listens to this machine only.
  ///
  /// A proxy on this machine asks for others; a careful one says so. A browser on this machine asks for pages from
  /// anywhere: for those of other origins it says so, and a name that was made to mean this machine is in `Host`.
  var isOfThisMachine: Bool {
    guard Self.signsOfOthers.allSatisfy({ headers[$0] == nil }), client == peer,
      ["none", "same-origin"].contains(headers["Sec-Fetch-Site"] ?? "none")
    else { return false }
    let hosts = headers.values("Host")
    guard hosts.count == 1, let host = hosts.first.map(Self.name) else { return false }
    return Self.ownNames.contains(host)
  }

  private static let signsOfOthers = [
    "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via", "Origin",
  ]
  private static let ownNames: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  /// Without the port.
  private static func name(of host: String) -> String {
    let end =
      host.hasPrefix("[") ? host.firstIndex(of: "]").map(host.index(after:)) : host.firstIndex(of: ":")
    return host[..<(end ?? host.endIndex)].lowercased()
  }
}
