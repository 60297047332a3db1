import Audio
import Glibc
import Samples

/// A network of one hidden layer by Adam (Kingma and Ba 2015), in which each kind counts as much as each other, and what
/// there is much of counts for less than its number.
struct Fit {
  private static let rounds = 800
  private static let penalty = 1e-3
  private static let step = 0.02
  private static let unitCount = 12

  private let samples: [Sample]
  /// Of each sample: what it counts, together 1.
  private let shares: [Double]
  private var weights: KindWeights

  init(_ samples: [Sample]) {
    let width = samples.first?.values.count ?? 0, number = Double(max(1, samples.count))
    let means = (0..<width).map { at in samples.reduce(0) { $0 + $1.values[at] } / number }
    let spreads = (0..<width).map { at in
      let sum = samples.reduce(0) { $0 + ($1.values[at] - means[at]) * ($1.values[at] - means[at]) }
      return (sum / number).squareRoot() + 1e-6
    }
    var draws = Draws(1, .testMusic, 0)
    func drawn(_ count: Int, _ width: Int) -> [[Double]] {
      let scale = 1.7 / Double(max(1, width)).squareRoot()
      return (0..<count).map { _ in (0..<width).map { _ in scale * draws.value(-1...1) } + [0] }
    }
    let kinds = KindJudge.kinds.count
    weights = KindWeights(
      means: means, spreads: spreads, units: drawn(Self.unitCount, width), rows: drawn(kinds, Self.unitCount))
    let scale = weights
    self.samples = samples.map {
      Sample(kind: $0.kind, source: $0.source, values: scale.standardized($0.values))
    }
    shares = Self.shares(samples)
  }

  /// Each sample counts by the root of how many there are of its source.
  private static func shares(_ samples: [Sample]) -> [Double] {
    let counts = Dictionary(samples.map { ($0.source, 1.0) }, uniquingKeysWith: +)
    let parts = samples.map { 1 / (counts[$0.source] ?? 1).squareRoot() }
    let sums = KindJudge.kinds.indices.map { kind in
      zip(samples, parts).reduce(0) { $0 + ($1.0.kind == kind ? $1.1 : 0) } * Double(KindJudge.kinds.count)
    }
    return zip(samples, parts).map { $1 / sums[$0.kind] }
  }

  func run() -> KindWeights {
    var weights = weights
    var units = Adam(weights.units, step: Self.step), rows = Adam(weights.rows, step: Self.step)
    for _ in 0..<Self.rounds {
      let slopes = slopes(weights)
      units.move(&weights.units, against: slopes.units)
      rows.move(&weights.rows, against: slopes.rows)
    }
    return weights
  }

  private func slopes(_ weights: KindWeights) -> (units: [[Double]], rows: [[Double]]) {
    var units = weights.units.map { row in row.dropLast().map { 2 * Self.penalty * $0 } + [0] }
    var rows = weights.rows.map { row in row.dropLast().map { 2 * Self.penalty * $0 } + [0] }
    for (sample, share) in zip(samples, shares) {
      let excitations = weights.excitations(sample.values)
      let chances = weights.shares(excitations)
      var backward = [Double](repeating: 0, count: excitations.count)
      for kind in rows.indices {
        let error = (chances[kind] - (kind == sample.kind ? 1 : 0)) * share
        for (unit, excitation) in excitations.enumerated() {
          rows[kind][unit] += error * excitation
          backward[unit] += error * weights.rows[kind][unit]
        }
        rows[kind][excitations.count] += error
      }
      for (unit, excitation) in excitations.enumerated() {
        let error = backward[unit] * (1 - excitation * excitation)
        for (at, value) in sample.values.enumerated() { units[unit][at] += error * value }
        units[unit][sample.values.count] += error
      }
    }
    return (units, rows)
  }
}
