import HTTP
import Lifecycle
import Sources

extension Checks {
  /// Whether the APIs whose credentials are set accept them. Asking for a token costs nothing of a quota.
  static func apis(_ settings: Settings) -> [Check] {
    let research = pair(
      "TikTok Research API", ("HOOKLINE_TIKTOK_CLIENT_KEY", settings[\.tiktokClientKey]),
      ("HOOKLINE_TIKTOK_CLIENT_SECRET", settings[\.tiktokClientSecret])
    ) {
      guard var settings = ResearchSettings(settings) else { return [] }
      settings.caller.attempts = 1
      try await ResearchAPI(settings, memory: BriefMemory(), client: Client(brief)).logIn()
      return [.fine("gives tokens at \(settings.url); \(settings.dailyRequests) requests in a day")]
    }
    let spotify = pair(
      "Spotify Web API", ("HOOKLINE_SPOTIFY_CLIENT_ID", settings[\.spotifyClientID]),
      ("HOOKLINE_SPOTIFY_CLIENT_SECRET", settings[\.spotifyClientSecret])
    ) {
      guard var settings = SpotifySettings(settings) else { return [] }
      settings.caller.attempts = 1
      try await Spotify(settings, memory: BriefMemory(), client: Client(brief)).logIn()
      return [.fine("gives tokens at \(settings.accountsURL)")]
    }
    return [research, spotify].compactMap(\.self)
  }

  /// Whether the program is there and new enough, where it is wanted. It is an interpreter: it may take seconds to start.
  static func ytDlp(_ settings: Settings) -> [Check] {
    guard let program = settings[\.ytDlp] else { return [] }
    let check = Check(subject: "yt-dlp", variable: "HOOKLINE_YTDLP", deadline: .seconds(30)) {
      var settings = YtDlpSettings(program: program)
      settings.versionTimeout = .seconds(25)
      try await YtDlp(settings).check()
      return [.fine("\(program) works and is new enough")]
    }
    return [check]
  }

  /// Less than the check itself has, so that it can say what it waited for.
  private static var brief: ClientSettings {
    ClientSettings(connectTimeout: .seconds(2), timeout: .seconds(4), bodyLimit: 1 << 20)
  }

  /// Nil when neither is set: then nobody wants the source.
  private static func pair(
    _ subject: String, _ id: (name: String, value: String?), _ secret: (name: String, value: String?),
    _ look: @escaping @Sendable () async throws -> [Finding]
  ) -> Check? {
    switch (id.value, secret.value) {
    case (nil, nil): nil
    case (nil, _): lone(subject, secret.name, without: id.name)
    case (_, nil): lone(subject, id.name, without: secret.name)
    default: Check(subject: subject, variable: id.name, look: look)
    }
  }

  private static func lone(_ subject: String, _ name: String, without other: String) -> Check {
    Check(subject: subject, variable: other) {
      [.failure("\(name) is set, but \(other) is not; set both, or neither")]
    }
  }
}
