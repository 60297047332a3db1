import Glibc

/// What may be the truth, and how likely each is, after some findings were heard.
///
/// A finding either tells of the truth, which then is near what it says, or tells nothing: the first as likely as its
/// confidence. Each thus makes what it speaks of likelier and leaves everything else possible. What several speak of is
/// likelier than each alone made it; what they contradict each other in stays open, and nothing that is missing changes
/// anything.
struct Belief {
  /// What one finding says of all that may be.
  struct Testimony {
    /// How many times as likely as before each is, if the finding tells of the truth: 1 on average.
    let ratios: [Double]
    let confidence: Double
    let modality: Modality

    init(_ ratios: [Double], _ confidence: Double, _ modality: Modality) {
      (self.ratios, self.confidence, self.modality) = (ratios, min(confidence, mostConfidence), modality)
    }
  }

  /// So that one finding that was certain and wrong does not make another void.
  static let mostConfidence = 0.999
  /// What came the same way as something surer counts by this: captions and hashtags are written by the same person, and
  /// a track and its recording in a video are the same sound.
  static let repeated = 0.6

  /// How likely each is; together 1.
  let shares: [Double]
  /// How likely it is that no finding tells of the truth.
  let doubt: Double

  /// The surest first. What may be was equally likely before.
  init(_ testimonies: [Testimony], of count: Int) {
    var logarithms = [Double](repeating: 0, count: count), nothing = 0.0
    var heard: Set<Modality> = []
    for testimony in testimonies {
      let worth = heard.insert(testimony.modality).inserted ? 1 : Self.repeated
      let silent = 1 - testimony.confidence
      nothing += worth * log(silent)
      for place in 0..<count {
        logarithms[place] += worth * log(silent + testimony.confidence * testimony.ratios[place])
      }
    }
    let most = logarithms.max() ?? 0
    let weights = logarithms.map { exp($0 - most) }
    let total = weights.reduce(0, +)
    shares = weights.map { $0 / total }
    doubt = min(1, exp(nothing - most) * Double(count) / total)
  }

  /// What the findings make of each, without what is as likely because they may tell nothing.
  var told: [Double] {
    let rest = doubt / Double(shares.count)
    return shares.map { max(0, $0 - rest) }
  }
}
