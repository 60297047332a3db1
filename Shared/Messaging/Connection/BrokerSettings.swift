/// Where a broker is and how to behave towards it.
public struct BrokerSettings: Sendable {
  public struct TLS: Sendable, Equatable {
    /// The authority that signed the broker's certificate; needed, as nothing is trusted by default.
    public var authorityFile: String
    /// This client's own certificate and key, where the broker asks for them.
    public var certificateFile: String?
    public var keyFile: String?
  }

  public var host: String
  public var port: UInt16
  public var user: String
  public var password: String
  public var virtualHost: String
  public var tls: TLS?
  /// What the broker shows to its operators.
  public var connectionName: String
  /// Twice this without a sign of life ends the connection.
  public var heartbeat: Duration
  /// Bounds everything from the name lookup's end to the open channel.
  public var connectTimeout: Duration

  /// From `amqp://user:password@host:port/vhost` or `amqps://…?cacertfile=…&certfile=…&keyfile=…`; `heartbeat` in seconds.
  public init(url: String, connectionName: String = "hookline") throws(MessagingError) {
    let parts = try BrokerURL(url)
    host = parts.host
    port = parts.port ?? (parts.isSecure ? 5671 : 5672)
    user = parts.user ?? "guest"
    password = parts.password ?? "guest"
    virtualHost = parts.virtualHost ?? "/"
    self.connectionName = connectionName
    heartbeat = .seconds(15)
    connectTimeout = .seconds(5)
    if parts.isSecure { tls = try Self.tls(parts.options) }
    for (name, value) in parts.options { try take(name, value) }
  }

  private static func tls(_ options: [String: String]) throws(MessagingError) -> TLS {
    guard let authority = options["cacertfile"] else {
      throw MessagingError(
        .configuration, "amqps needs the authority's certificate; add ?cacertfile=FILE to the URL")
    }
    guard (options["certfile"] == nil) == (options["keyfile"] == nil) else {
      throw MessagingError(.configuration, "certfile and keyfile go together; add the missing one to the URL")
    }
    return TLS(authorityFile: authority, certificateFile: options["certfile"], keyFile: options["keyfile"])
  }

  private mutating func take(_ name: String, _ value: String) throws(MessagingError) {
    switch name {
    case "cacertfile", "certfile", "keyfile":
      if tls == nil { throw MessagingError(.configuration, "\(name) needs amqps:// in the URL") }
    case "heartbeat":
      guard let seconds = Int(value), (2...600).contains(seconds) else {
        throw MessagingError(.configuration, "heartbeat must be 2 to 600 seconds")
      }
      heartbeat = .seconds(seconds)
    default: throw MessagingError(.configuration, "the broker URL has an unknown option \"\(name)\"")
    }
  }
}

extension BrokerSettings: CustomStringConvertible {
  /// Where, and as whom; never the password.
  public var description: String { "\(user)@\(host):\(port) vhost \"\(virtualHost)\"" }
}
