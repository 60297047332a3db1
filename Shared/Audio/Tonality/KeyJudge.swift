/// Judges the key of what was heard.
public struct KeyJudge: Sendable {
  /// Below this likelihood of a key there is none.
  private static let leastTonality = 0.45
  /// Fewer notes could be of many keys: a hum, a bell, a drum.
  private static let leastVariety = 4.5

  public var tonality: Likelihood

  public init(tonality: Likelihood = .tonality) { self.tonality = tonality }

  /// Nil where there is no key: for drums alone, for noise and speech, and where all notes are alike.
  public func key(_ evidence: KeyEvidence) -> Key? {
    let tonality = self.tonality.probability(evidence.values)
    guard tonality >= Self.leastTonality, evidence.variety >= Self.leastVariety,
      let top = evidence.chances.max(), let best = evidence.chances.firstIndex(of: top)
    else { return nil }
    return Key(tonic: best % 12, mode: best < 12 ? .major : .minor, confidence: tonality * top)
  }
}
