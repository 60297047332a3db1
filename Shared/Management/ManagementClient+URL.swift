public import Lifecycle

extension ManagementClient.Settings {
  /// From the address in a setting; the virtual host is that of the AMQP URL, which this one has no place for.
  public init(_ url: ServiceURL, virtualHost: String) {
    let isSecure = url.scheme == "https"
    let port = url.host.port ?? (isSecure ? 15671 : 15672)
    var path = url.path
    while path.last == "/" { path.removeLast() }
    self.init(
      place: "\(url.scheme)://\(Address(host: url.host.name, port: port))\(path)", user: url.user ?? "guest",
      password: url.password ?? "guest", virtualHost: virtualHost)
  }
}
