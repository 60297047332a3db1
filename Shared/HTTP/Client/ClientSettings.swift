/// What holds for all requests of a client.
public struct ClientSettings: Sendable {
  /// When a transfer is so slow that it counts as dead.
  public struct LowSpeed: Sendable, Equatable {
    public var bytesPerSecond: Int
    /// In whole seconds: how long the average may be below that.
    public var duration: Duration

    public init(bytesPerSecond: Int, duration: Duration) {
      self.bytesPerSecond = bytesPerSecond
      self.duration = duration
    }
  }

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
  /// Whether `https_proxy` and its kin in the environment hold. Never with an `addressPolicy`.
  public var usesEnvironmentProxy: Bool
  /// Judges every address before a connection to it is made. Connections that are used again were judged when they
  /// were made, for the same host and by the same policy: a client has but one.
  public var addressPolicy: AddressPolicy?
  public var lowSpeed: LowSpeed?
  /// How many bytes of one response are taken in a second.
  public var rateLimit: Int?
  /// For tests: what a host stands for, asked anew for every request.
  package var resolve: (@Sendable (_ host: String, _ port: UInt16) -> [String]?)?
  /// For tests: the port of loopback that stands in for an address that the policy has let through.
  package var detour: (@Sendable (ResolvedAddress) -> UInt16)?

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
