public import HTTP
public import Lifecycle

/// What holds for all that a fetcher fetches. Every limit is there because a link may lead to a hostile server.
public struct FetchSettings: Sendable {
  /// How many bytes a file may have.
  public var byteLimit = 512 << 20
  /// How long a fetch may take from its first connection, tries and pauses included.
  public var timeout = Duration.seconds(300)
  public var connectTimeout = Duration.seconds(10)
  /// How many redirects one try follows.
  public var redirectLimit = 5
  /// When a transfer counts as dead.
  public var lowSpeed = ClientSettings.LowSpeed(bytesPerSecond: 1024, duration: .seconds(20))
  /// How many bytes of one file are taken in a second; `nil` for as many as come.
  public var rateLimit: Int?
  /// How often a transfer that failed is tried again.
  public var retryLimit = 3
  public var backoff = Backoff()
  /// How long a server may ask us to wait within a fetch; what is longer is left to whoever wants the file.
  public var patience = Duration.seconds(30)
  /// How many transfers run at once, in all and from one host.
  public var transferLimit = 8
  public var transferLimitPerHost = 4
  public var userAgent = "hookline"
  /// Places that may be fetched from although they are not public.
  public var allowed = AllowList()
  /// Who signs certificates, instead of those the system trusts.
  public var authorityFile: String?
  /// For tests, as in the client's settings.
  package var resolve: (@Sendable (_ host: String, _ port: UInt16) -> [String]?)?
  package var detour: (@Sendable (ResolvedAddress) -> UInt16)?

  public init() {}

  /// As the environment says.
  public init(_ settings: Settings) { allowed = settings[\.fetchAllow] }
}

extension ClientSettings {
  init(_ fetch: FetchSettings, policy: FetchPolicy) {
    self.init(
      connectTimeout: fetch.connectTimeout, timeout: fetch.timeout, bodyLimit: fetch.byteLimit,
      transferLimit: fetch.transferLimit)
    addressPolicy = { policy.refusal(of: $0) }
    rateLimit = fetch.rateLimit
    // What we hold back ourselves is not dead.
    let floor = min(fetch.lowSpeed.bytesPerSecond, fetch.rateLimit.map { $0 / 2 } ?? .max)
    lowSpeed = LowSpeed(bytesPerSecond: floor, duration: fetch.lowSpeed.duration)
    userAgent = fetch.userAgent
    authorityFile = fetch.authorityFile
    resolve = fetch.resolve
    detour = fetch.detour
  }
}
