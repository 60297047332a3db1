/// What the sources that ingest can have can be asked, for those who have none at hand.
public enum KnownSources {
  public static let all: [(name: String, abilities: Set<SourceAbility>)] = [
    ("scrapes", [.profile]),
    (ResearchAPI.sourceName, [.profile, .profileListing, .hashtagListing, .soundListing, .search]),
    ("yt-dlp", [.profile, .profileListing, .hashtagListing, .soundListing]),
    ("spotify", [.track]),
    ("library", [.track]),
  ]

  /// Those that can be asked it, by name.
  public static func names(with ability: SourceAbility) -> [String] {
    all.filter { $0.abilities.contains(ability) }.map(\.name)
  }
}
