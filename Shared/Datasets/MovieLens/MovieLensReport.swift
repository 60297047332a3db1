public import Sources

/// What the import of a data set of MovieLens came to.
public struct MovieLensReport: Sendable, Equatable {
  /// Nil when nothing differs from the current version, which stays.
  public var version: DatasetVersion.ID?
  /// By file: what was found in it.
  public var quality: [FileQuality]
  public var films: Int
  public var ratings: Int
  public var tags: Int
  /// Who rated something.
  public var users: Int
  /// Films that somebody rated.
  public var ratedFilms: Int
  public var report: DatasetReport

  public init(
    version: DatasetVersion.ID?, quality: [FileQuality], films: Int, ratings: Int, tags: Int, users: Int,
    ratedFilms: Int, report: DatasetReport
  ) {
    (self.version, self.quality, self.report) = (version, quality, report)
    (self.films, self.ratings, self.tags) = (films, ratings, tags)
    (self.users, self.ratedFilms) = (users, ratedFilms)
  }

  /// Whether the version is held back, and what was current before still is.
  public var isHeld: Bool { !report.doubts.isEmpty }
  public var excluded: Int { quality.reduce(0) { $0 + $1.excluded } }
}
