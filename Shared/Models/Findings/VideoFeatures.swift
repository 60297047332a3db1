/// What content analysis found in a video. What no evidence speaks of is nil, and may come with better evidence.
public struct VideoFeatures: Sendable, Equatable, Codable {
  /// Of content analysis. Raised whenever it would find something else in the same subject.
  public static let version = 2

  public var genre: Feature<Distribution<Genre>>?
  public var mood: Feature<Distribution<Mood>>?
  public var tempo: Feature<Tempo>?
  /// From 0, still, to 1, as lively as can be.
  public var energy: Feature<Double>?
  /// ISO 639 code.
  public var language: String?
  /// Likes, comments, shares and saves for each play; nil without plays.
  public var engagement: Double?

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
