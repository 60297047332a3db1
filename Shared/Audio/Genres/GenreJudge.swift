/// Says which of the broad families of music a sound is of, from the sound alone.
public struct GenreJudge: Sendable {
  /// Less of it, in seconds, tells nothing.
  public static let shortest = 6.0
  /// How much of the sound has to be music.
  private static let leastMusic = 0.5

  public var weights: GenreWeights

  public init(weights: GenreWeights = .fitted) { self.weights = weights }

  /// How likely each family is, the likeliest first: together 1. Nil where this is no music, too short, or where no
  /// family is likely enough.
  public func families(
    _ heard: Heard, kinds: Kinds, _ chroma: Chroma, _ key: KeyEvidence, _ rhythm: Rhythm?
  ) -> [AnalyzedSound.Family]? {
    guard heard.duration >= Self.shortest, kinds.share(of: .music) >= Self.leastMusic,
      let traits = GenreTraits(heard, chroma, key, rhythm)
    else { return nil }
    let chances = weights.probabilities(traits.values)
    guard let most = chances.max(), most >= weights.least else { return nil }
    return zip(GenreWeights.families, chances).map { AnalyzedSound.Family(name: $0, score: $1) }
      .sorted { $0.score != $1.score ? $0.score > $1.score : $0.name < $1.name }
  }
}
