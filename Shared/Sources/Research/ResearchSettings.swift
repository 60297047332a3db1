import FoundationEssentials
public import Lifecycle
import Models

/// How the TikTok Research API is asked.
public struct ResearchSettings: Sendable {
  public static let usualURL = "https://open.tiktokapis.com"

  public var credentials: ClientCredentials
  /// Without a slash at its end.
  public var url: String
  /// What all processes together may ask in a day.
  public var dailyRequests = 1_000
  /// How many spans of 30 days are looked through, from today on back.
  public var windowLimit = 6
  /// How many posts of a creator are taken in.
  public var postLimit = 500
  public var caller = Caller.Settings()

  public init(credentials: ClientCredentials, url: String = Self.usualURL) {
    self.credentials = credentials
    self.url = url.withoutSlash
    // 600 in a minute are allowed.
    caller.requestsPerSecond = 5
  }

  /// Nil when credentials are not set.
  public init?(_ settings: Settings) {
    guard let key = settings[\.tiktokClientKey], let secret = settings[\.tiktokClientSecret] else {
      return nil
    }
    self.init(
      credentials: ClientCredentials(id: key, secret: secret), url: settings[\.tiktokAPIURL].text)
    dailyRequests = settings[\.tiktokDailyRequests]
  }

  var quota: Quota { Quota(ResearchAPI.sourceName, "requests", limit: dailyRequests) }
}

extension String {
  var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
