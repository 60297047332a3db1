/// How a sound is, in the names that listeners know: each from 0 to 1, and nil where there is nothing to tell from.
public struct Traits: Sendable, Equatable, Codable {
  public let energy: Double?
  public let danceability: Double?
  public let valence: Double?
  public let arousal: Double?
  public let acousticness: Double?
  public let instrumentalness: Double?
  public let speechiness: Double?
  public let liveness: Double?
  public let moods: [Mood]

  /// Silence has no measures, and so no traits.
  public init(_ measures: [Measure: Double]) {
    energy = TraitFormula.energy.value(measures)
    // Without a pulse nothing is known that bids to dance, rather than nothing at all.
    danceability = TraitFormula.danceability.value(measures)
    valence = measures[.majorness] == nil ? nil : TraitFormula.valence.value(measures)
    arousal = TraitFormula.arousal.value(measures)
    acousticness = TraitFormula.acousticness.value(measures)
    instrumentalness = TraitFormula.instrumentalness.value(measures)
    speechiness = TraitFormula.speechiness.value(measures)
    liveness = TraitFormula.liveness.value(measures)
    moods = Mood.moods(valence: valence, arousal: arousal)
  }
}
