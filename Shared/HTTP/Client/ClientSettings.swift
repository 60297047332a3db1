/// What holds for all requests of a client.
public struct ClientSettings: Sendable {
  /// How long a connection may take to be made, name lookup and TLS included.
  public var connectTimeout: Duration
  /// How long a request may take in all, its wait for a connection included.
  public var timeout: Duration
  /// How many bytes the body of a response may have.
  public var bodyLimit: Int
  /// How many bytes the header of a response may have.
  public var headerLimit: Int
  /// How many requests run at once; the others wait in line.
  public var transferLimit: Int
  public var userAgent: String
  /// Who signs certificates, instead of those the system trusts.
  public var authorityFile: String?
  /// Whether `https_proxy` and its kin in the environment hold.
  public var usesEnvironmentProxy: Bool

  public init(
    connectTimeout: Duration = .seconds(5), timeout: Duration = .seconds(30), bodyLimit: Int = 8 << 20,
    transferLimit: Int = 16
  ) {
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.bodyLimit = bodyLimit
    self.transferLimit = transferLimit
    headerLimit = 64 << 10
    userAgent = "hookline"
    usesEnvironmentProxy = false
  }
}
