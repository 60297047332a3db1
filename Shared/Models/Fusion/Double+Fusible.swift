import Glibc

/// Values on a scale from 0 to 1.
extension Double: Fusible {
  public var numbers: [Double] { [self] }

  public static func fused(_ findings: [Finding<Double>]) -> Fused<Double> {
    let value = Scale.value(findings)
    let belief = Belief(findings.map { Scale.testimony($0, Scale.inner) }, of: Scale.inner.count)
    let interval = Scale.interval(belief.shares, around: value)
    let near = zip(Scale.inner, belief.shares).filter { abs($0.0 - value) <= Scale.near + 1e-9 }
    let chance = Double(near.count) / Double(Scale.inner.count)
    let likelihood = near.reduce(0) { $0 + $1.1 }
    return Fused(
      value, confidence: (likelihood - chance) / (1 - chance), spread: interval.width / Interval.coverage,
      interval: interval)
  }
}

/// What may be the truth of a number from 0 to 1, in steps of a hundredth.
private enum Scale {
  private static let step = 0.01
  static let inner = (0...100).map { Double($0) * step }
  /// Beyond the ends as well, so that a value at an end is not drawn inwards by the half of its surroundings that is cut
  /// off.
  private static let outer = (-50...150).map { Double($0) * step }
  /// How near the value must be to be right: a fifth of the scale.
  static let near = 0.2
  /// Of a finding that does not say its own: listeners differ by as much.
  private static let usualSpread = 0.12
  private static let leastSpread = 0.02

  static func testimony(_ finding: Finding<Double>, _ places: [Double], isOpen: Bool = false)
    -> Belief.Testimony
  {
    let spread = max(finding.spread ?? usualSpread, leastSpread), value = bounded(finding.value)
    let weights = places.map { place in
      let distance = (place - value) / spread
      return exp(-distance * distance / 2)
    }
    let total = weights.reduce(0, +)
    // As often as all places of the scale; of those beyond it nothing was likely before.
    let scale = Double(isOpen ? inner.count : places.count) / total
    return Belief.Testimony(weights.map { $0 * scale }, finding.confidence, finding.evidence.modality)
  }

  /// The mean of what is told.
  static func value(_ findings: [Finding<Double>]) -> Double {
    guard findings.count > 1 else { return bounded(findings[0].value) }
    let belief = Belief(findings.map { testimony($0, outer, isOpen: true) }, of: outer.count)
    let told = belief.told
    let total = told.reduce(0, +)
    guard total > 0 else { return bounded(findings[0].value) }
    return bounded(zip(outer, told).reduce(0) { $0 + $1.0 * $1.1 } / total)
  }

  /// The shortest that holds enough, and the value.
  static func interval(_ shares: [Double], around value: Double) -> Interval {
    let places = Stretch.shortest(of: shares, holding: Interval.coverage)
    return Interval(
      low: bounded(min(value, inner[places.lowerBound] - step / 2)),
      high: bounded(max(value, inner[places.upperBound] + step / 2)))
  }

  private static func bounded(_ value: Double) -> Double {
    value.isFinite ? min(max(value, 0), 1) : 0.5
  }
}

enum Stretch {
  /// The shortest stretch of places that together hold a share of the whole; of equally short ones the one that holds most.
  static func shortest(of shares: [Double], holding share: Double) -> ClosedRange<Int> {
    let wanted = share * shares.reduce(0, +) - 1e-9
    var best = 0...(shares.count - 1), most = shares.reduce(0, +)
    var (first, held) = (0, 0.0)
    for last in shares.indices {
      held += shares[last]
      while first < last, held - shares[first] >= wanted {
        held -= shares[first]
        first += 1
      }
      guard held >= wanted else { continue }
      if last - first < best.count - 1 || (last - first == best.count - 1 && held > most) {
        (best, most) = (first...last, held)
      }
    }
    return best
  }
}
