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

  public init(_ findings: Findings) {
    self.init(findings.measures, isMusic: findings.kinds.share(of: .music) > 0)
  }

  /// Silence has no measures, and so no traits. What is no music at all, as noise and speech, has those alone that any
  /// sound has.
  public init(_ measures: [Measure: Double], isMusic: Bool = true) {
    func ofMusic(_ formula: TraitFormula) -> Double? { isMusic ? formula.value(measures) : nil }
    energy = TraitFormula.energy.value(measures)
    // Without a pulse nothing is known that bids to dance, rather than nothing at all.
    danceability = ofMusic(.danceability)
    valence = measures[.majorness] == nil ? nil : ofMusic(.valence)
    arousal = TraitFormula.arousal.value(measures)
    acousticness = ofMusic(.acousticness)
    instrumentalness = ofMusic(.instrumentalness)
    speechiness = TraitFormula.speechiness.value(measures)
    liveness = ofMusic(.liveness)
    moods = Mood.moods(valence: valence, arousal: arousal)
  }

  /// By their names, in the order in which they are told; of nothing, the names.
  public static func named(_ traits: Traits?) -> [(name: String, value: Double?)] {
    [
      ("energy", traits?.energy), ("danceability", traits?.danceability), ("valence", traits?.valence),
      ("arousal", traits?.arousal), ("acousticness", traits?.acousticness),
      ("instrumentalness", traits?.instrumentalness), ("speechiness", traits?.speechiness),
      ("liveness", traits?.liveness),
    ]
  }
}
