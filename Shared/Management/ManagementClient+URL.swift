public import Lifecycle
public import Messaging

extension ManagementClient.Settings {
  /// From the address in a setting; the virtual host is that of the AMQP URL, which this one has no place for.
  ///
  /// As in that one, `?cacertfile=FILE` names the authority that signed the certificate, where the system does not
  /// trust it anyway.
  public init(_ url: ServiceURL, virtualHost: String) throws(MessagingError) {
    let isSecure = url.scheme == "https"
    let port = url.host.port ?? (isSecure ? 15671 : 15672)
    var path = url.path
    while path.last == "/" { path.removeLast() }
    self.init(
      place: "\(url.scheme)://\(Address(host: url.host.name, port: port))\(path)", user: url.user ?? "guest",
      password: url.password ?? "guest", virtualHost: virtualHost)
    for option in url.query?.split(separator: "&") ?? [] { try take(option, isSecure: isSecure) }
  }

  private mutating func take(_ option: Substring, isSecure: Bool) throws(MessagingError) {
    let parts = option.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, parts[0] == "cacertfile", let file = PercentEncoding.decode(parts[1]) else {
      throw MessagingError(
        .configuration, "the management URL has an unknown option; cacertfile=FILE is all that there is")
    }
    guard isSecure else {
      throw MessagingError(.configuration, "cacertfile needs https:// in the management URL")
    }
    authorityFile = file
  }
}
