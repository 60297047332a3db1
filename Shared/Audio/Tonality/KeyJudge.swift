import Glibc

/// Judges the key of what was heard.
public struct KeyJudge: Sendable {
  /// Below this likelihood of a key there is none.
  private static let leastTonality = 0.45
  /// Fewer notes could be of many keys: a hum, a bell, a drum.
  private static let leastVariety = 4.5
  /// How fast the probability of a key falls with its correlation; it makes confidences true on made music.
  private static let sharpness = 25.0

  public var tonality: Likelihood

  public init(tonality: Likelihood = .tonality) { self.tonality = tonality }

  /// Nil where there is no key: for drums alone, for noise and speech, and where all notes are alike.
  public func key(_ evidence: KeyEvidence) -> Key? {
    let tonality = self.tonality.probability(evidence.values)
    guard tonality >= Self.leastTonality, evidence.variety >= Self.leastVariety,
      let top = evidence.rooted.max()
    else { return nil }
    let best = evidence.rooted.firstIndex(of: top) ?? 0
    let sum = evidence.rooted.reduce(0) { $0 + exp(Self.sharpness * ($1 - top)) }
    return Key(tonic: best % 12, mode: best < 12 ? .major : .minor, confidence: tonality / sum)
  }
}
