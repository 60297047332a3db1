import Glibc

extension Distribution: Fusible {
  public var numbers: [Double] { Label.allCases.map { self[$0] } }

  /// Which label is the truth, after all findings: each names some, as likely as their weights.
  public static func fused(_ findings: [Finding<Self>]) -> Fused<Self> {
    let count = Label.allCases.count
    let testimonies = findings.map { finding in
      Belief.Testimony(
        finding.value.numbers.map { $0 * Double(count) }, finding.confidence, finding.evidence.modality)
    }
    let belief = Belief(testimonies, of: count)
    let told = belief.told
    let value = findings.count == 1 ? findings[0].value : Self(told)
    return Fused(
      value, confidence: confidence(told, testimonies.map(\.ratios)), spread: entropy(belief.shares))
  }

  private init(_ told: [Double]) {
    var weights: [Label: Double] = [:]
    // What rounding leaves of labels that nobody named is nothing.
    for (label, share) in zip(Label.allCases, told) where share > 1e-9 { weights[label] = share }
    self.init(weights)
  }

  /// How likely it is the first label, or one that a finding names in the same breath, beyond what chance gives: a song may
  /// be of two genres, but when one says rock and another folk, one of them is wrong. Who names all labels alike says
  /// nothing.
  private static func confidence(_ told: [Double], _ ratios: [[Double]]) -> Double {
    guard let top = told.indices.max(by: { (told[$0], $1) < (told[$1], $0) }) else { return 0 }
    let near = told.indices.map { place in
      place == top ? 1 : ratios.map { nearness(of: place, to: top, $0) }.max() ?? 0
    }
    let chance = near.reduce(0, +) / Double(near.count)
    guard chance < 1 else { return 0 }
    let likelihood = zip(told, near).reduce(0) { $0 + $1.0 * $1.1 }
    return max(0, (likelihood - chance * told.reduce(0, +)) / (1 - chance))
  }

  /// How much of what a finding gives to what it names first it gives to both of these, beyond the same share for all.
  private static func nearness(of place: Int, to top: Int, _ ratios: [Double]) -> Double {
    guard let most = ratios.max(), most > 1 + 1e-9 else { return 0 }
    return max(0, min(ratios[place], ratios[top]) - 1) / (most - 1)
  }

  /// From 0, one label alone, to 1, all of them alike.
  private static func entropy(_ shares: [Double]) -> Double {
    guard shares.count > 1 else { return 0 }
    return shares.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) } / log(Double(shares.count))
  }
}
