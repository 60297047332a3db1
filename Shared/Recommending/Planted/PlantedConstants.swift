/// What the planted world is made by. Every number stands here, and in the files that are written of a world.
///
/// A creator's utility of a track is
///
///     popularity * p + genre * share(genre) + mood * share(mood) + tempo * bell(octaves / width)
///       - energy * |difference| + latent * <a, b> / 2 + velocity * v
///
/// with the creator's planted shares of genres and moods, and four hidden numbers of each. What a creator uses are the
/// tracks with the greatest utility plus noise (Gumbel's, so that the odds are exponential in the utility), none twice.
public struct PlantedConstants: Sendable, Equatable {
  public var creators = 500
  /// Beside them: with videos of their own, and no track used yet.
  public var coldCreators = 100
  public var tracks = 2_000
  public var artists = 600
  public var genres = 12
  public var moods = 6
  public var latent = 4
  public var trainUses = 20
  public var testUses = 5
  public var coldVideos = 3
  /// The share of tracks that have hardly been there.
  public var newShare = 0.05

  /// Zipf's exponent of popularity, by rank.
  public var zipf = 1.0
  /// Uses of the most popular track on the platform.
  public var mostUses = 1_000_000.0
  /// What a new track has gathered of the uses that it is worth.
  public var newUses = 0.02

  public var popularityWeight = 0.8
  public var genreWeight = 7.5
  public var moodWeight = 2.7
  public var tempoWeight = 0.8
  public var energyWeight = 0.8
  public var latentWeight = 0.7
  public var velocityWeight = 0.2

  /// Of the logarithms of a creator's shares, drawn evenly for each.
  public var genreSpread = 0.5...3.0
  public var moodSpread = 0.5...2.0
  /// In octaves.
  public var tempoWidth = 0.12
  /// The share of tempos that are measured in the wrong octave.
  public var octaveErrors = 0.2
  /// Of videos around what their creator likes.
  public var energyNoise = 0.1

  public init() {}

  /// Bounds of what may be made or read: more is no test of a ranker but of memory.
  public static let creatorRange = 1...5_000
  public static let trackRange = 20...10_000
}
