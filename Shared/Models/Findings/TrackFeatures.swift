/// What music analysis found in a track. What no evidence speaks of is nil, and may come with better evidence.
public struct TrackFeatures: Sendable, Equatable, Codable {
  /// Of music analysis. Raised whenever it would find something else in the same subject, be it by names or by ear.
  public static let version = 4

  public var genre: Feature<Distribution<Genre>>?
  public var mood: Feature<Distribution<Mood>>?
  public var tempo: Feature<Tempo>?
  /// From 0, still, to 1, as lively as can be.
  public var energy: Feature<Double>?
  /// From 0, unknown, to 1, as popular as can be.
  public var popularity: Feature<Double>?
  /// Nil where nobody listened to the track, or nothing in it stands out.
  public var hook: TrackHook?

  public init(
    genre: Feature<Distribution<Genre>>? = nil, mood: Feature<Distribution<Mood>>? = nil,
    tempo: Feature<Tempo>? = nil, energy: Feature<Double>? = nil, popularity: Feature<Double>? = nil,
    hook: TrackHook? = nil
  ) {
    self.genre = genre
    self.mood = mood
    self.tempo = tempo
    self.energy = energy
    self.popularity = popularity
    self.hook = hook
  }
}
