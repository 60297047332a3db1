public import Lifecycle

/// How the Spotify Web API is asked.
public struct SpotifySettings: Sendable {
  public static let usualURL = "https://api.spotify.com"
  public static let usualAccountsURL = "https://accounts.spotify.com"

  public var credentials: ClientCredentials
  /// Both without a slash at their end.
  public var url: String
  public var accountsURL: String
  /// Whether endpoints are asked that are closed to newer applications.
  public var isExtended = false
  /// How many tracks a search gives: 5 to 10, which is the most that newer applications get.
  public var searchLimit = 10
  public var caller = Caller.Settings()

  public init(
    credentials: ClientCredentials, url: String = Self.usualURL, accountsURL: String = Self.usualAccountsURL
  ) {
    self.credentials = credentials
    self.url = url.withoutSlash
    self.accountsURL = accountsURL.withoutSlash
    // The limit is kept secret; about 180 in a minute pass.
    caller.requestsPerSecond = 3
  }

  /// Nil when credentials are not set.
  public init?(_ settings: Settings) {
    guard let id = settings[\.spotifyClientID], let secret = settings[\.spotifyClientSecret] else {
      return nil
    }
    self.init(
      credentials: ClientCredentials(id: id, secret: secret), url: settings[\.spotifyAPIURL].text,
      accountsURL: settings[\.spotifyAccountsURL].text)
    isExtended = settings[\.spotifyExtended]
  }
}
