public import Lifecycle

/// Which sources settings ask for.
public enum ConfiguredSources {
  /// By name, in the order in which they are asked: those that are named in HOOKLINE_SOURCES, or else all of which the
  /// settings have what they need.
  public static func names(_ settings: Settings) -> [String] {
    let complete = [
      ("scrapes", settings[\.scrapeDirectory] != nil),
      (ResearchAPI.sourceName, ResearchSettings(settings) != nil),
      ("yt-dlp", settings[\.ytDlp] != nil), ("spotify", SpotifySettings(settings) != nil),
      ("library", settings[\.libraryDirectory] != nil),
    ].filter(\.1).map(\.0)
    guard let wanted = settings[\.sources] else { return complete }
    let names = wanted.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init)
    return names.filter(complete.contains)
  }
}
