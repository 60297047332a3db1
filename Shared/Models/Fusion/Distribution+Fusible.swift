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

  /// How likely it is the first label, or one that a finding names in the same breath: a song may be of two genres, but
  /// when one says rock and another folk, one of them is wrong.
  private static func confidence(_ told: [Double], _ ratios: [[Double]]) -> Double {
    guard let top = told.indices.max(by: { (told[$0], $1) < (told[$1], $0) }) else { return 0 }
    return told.indices.reduce(0) { sum, place in
      let near = ratios.map { min(1, $0[place], $0[top]) }.max() ?? 0
      return sum + told[place] * (place == top ? 1 : near)
    }
  }

  /// From 0, one label alone, to 1, all of them alike.
  private static func entropy(_ shares: [Double]) -> Double {
    guard shares.count > 1 else { return 0 }
    return shares.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) } / log(Double(shares.count))
  }
}
