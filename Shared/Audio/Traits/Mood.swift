import Glibc

/// A word for how a sound feels, and how well it fits.
public struct Mood: Sendable, Equatable, Codable {
  public let name: String
  /// From 0 to 1.
  public let score: Double

  /// Where words lie on the axes of valence and arousal; after Russell 1980, "A circumplex model of affect".
  static let places: [(name: String, valence: Double, arousal: Double)] = [
    ("happy", 0.8, 0.65), ("energetic", 0.6, 0.85), ("aggressive", 0.2, 0.9), ("tense", 0.3, 0.7),
    ("dark", 0.15, 0.5), ("sad", 0.2, 0.2), ("melancholic", 0.35, 0.35), ("calm", 0.55, 0.15),
    ("relaxed", 0.75, 0.3), ("uplifting", 0.9, 0.5),
  ]
  private static let width = 0.22
  private static let least = 0.4
  private static let most = 3

  /// The words that fit best, if any; none where an axis is not known.
  public static func moods(valence: Double?, arousal: Double?) -> [Mood] {
    guard let valence, let arousal else { return [] }
    let moods = places.map { place in
      let distance =
        (place.valence - valence) * (place.valence - valence)
        + (place.arousal - arousal) * (place.arousal - arousal)
      return Mood(name: place.name, score: exp(-distance / (2 * width * width)))
    }
    return Array(moods.filter { $0.score >= least }.sorted { $0.score > $1.score }.prefix(most))
  }
}
