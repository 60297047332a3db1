/// What content analysis found in a video. What no evidence speaks of is nil, and may come with better evidence.
public struct VideoFeatures: Sendable, Equatable, Codable {
  /// Of content analysis. Raised whenever it would find something else in the same subject.
  public static let version = 3

  public var genre: Feature<Distribution<Genre>>?
  /// Within the likeliest genre.
  public var style: GenreStyle?
  public var mood: Feature<Distribution<Mood>>?
  /// Pleasure, from 0, as unpleasant as can be, to 1.
  public var valence: Feature<Double>?
  /// Excitement, from 0, as still as can be, to 1.
  public var arousal: Feature<Double>?
  public var tempo: Feature<Tempo>?
  /// From 0, still, to 1, as lively as can be.
  public var energy: Feature<Double>?
  /// ISO 639 code.
  public var language: String?
  /// Likes, comments, shares and saves for each play; nil without plays.
  public var engagement: Double?
  /// Of the film, in seconds; nil for photos, and for what nobody has seen or heard.
  public var length: Double?
  /// Nil for photos.
  public var cutsPerMinute: Double?
  /// That the cuts were made to; nil where they follow none.
  public var cutTempo: Tempo?
  /// How much changes from frame to frame within a shot: the mean difference of brightness, from 0 to 1.
  public var motion: Double?
  /// Words for what it looks like; nil for what nobody has seen.
  public var looks: [String]?
  /// Nil for what nobody has heard.
  public var soundKind: SoundShares?
  /// Nil for what nobody has heard, unless it uses a release.
  public var soundIs: VideoSound?

  public init(
    genre: Feature<Distribution<Genre>>? = nil, mood: Feature<Distribution<Mood>>? = nil,
    tempo: Feature<Tempo>? = nil, energy: Feature<Double>? = nil, language: String? = nil,
    engagement: Double? = nil
  ) {
    self.genre = genre
    self.mood = mood
    self.tempo = tempo
    self.energy = energy
    self.language = language
    self.engagement = engagement
  }
}

/// A kind of music within a family: "house".
public struct GenreStyle: Sendable, Equatable, Codable {
  public var name: String
  public var evidence: Evidence
  /// What exactly it was told from, for people.
  public var detail: String?

  public init(_ name: String, evidence: Evidence, detail: String? = nil) {
    self.name = name
    self.evidence = evidence
    self.detail = detail
  }
}
