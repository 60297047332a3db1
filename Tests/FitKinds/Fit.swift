import Audio

/// A multinomial logistic regression by Adam (Kingma and Ba 2015), in which each kind counts as much as each other.
struct Fit {
  private static let rounds = 1500
  private static let penalty = 1e-3
  private static let step = 0.05

  private let samples: [Sample]
  private let means: [Double]
  private let spreads: [Double]
  /// Of each kind: what one sample counts.
  private let shares: [Double]

  init(_ samples: [Sample]) {
    let count = samples.first?.values.count ?? 0, number = Double(max(1, samples.count))
    let means = (0..<count).map { at in samples.reduce(0) { $0 + $1.values[at] } / number }
    let spreads = (0..<count).map { at in
      let sum = samples.reduce(0) { $0 + ($1.values[at] - means[at]) * ($1.values[at] - means[at]) }
      return (sum / number).squareRoot() + 1e-9
    }
    self.means = means
    self.spreads = spreads
    self.samples = samples.map { sample in
      Sample(
        kind: sample.kind, values: sample.values.indices.map { (sample.values[$0] - means[$0]) / spreads[$0] }
      )
    }
    shares = (0..<3).map { kind in 1 / Double(3 * max(1, samples.count { $0.kind == kind })) }
  }

  func run() -> KindWeights {
    let width = means.count + 1
    var rows = [[Double]](repeating: [Double](repeating: 0, count: width), count: 3)
    var first = rows, second = rows
    var fades = (first: 1.0, second: 1.0)
    for _ in 0..<Self.rounds {
      fades = (fades.first * 0.9, fades.second * 0.999)
      let slopes = slopes(KindWeights(rows: rows))
      for kind in 0..<3 {
        for at in 0..<width {
          let slope = slopes[kind][at]
          first[kind][at] = 0.9 * first[kind][at] + 0.1 * slope
          second[kind][at] = 0.999 * second[kind][at] + 0.001 * slope * slope
          let scale = (second[kind][at] / (1 - fades.second)).squareRoot() + 1e-9
          rows[kind][at] -= Self.step * first[kind][at] / (1 - fades.first) / scale
        }
      }
    }
    return KindWeights(rows: rows.map(unscaled))
  }

  private func slopes(_ weights: KindWeights) -> [[Double]] {
    var slopes = weights.rows.map { row in row.dropLast().map { 2 * Self.penalty * $0 } + [0] }
    for sample in samples {
      let chances = weights.probabilities(sample.values)
      for kind in 0..<3 {
        let error = (chances[kind] - (kind == sample.kind ? 1 : 0)) * shares[sample.kind]
        for (at, value) in sample.values.enumerated() { slopes[kind][at] += error * value }
        slopes[kind][means.count] += error
      }
    }
    return slopes
  }

  /// For values as they are, not as multiples of their spread.
  private func unscaled(_ row: [Double]) -> [Double] {
    let weights = means.indices.map { row[$0] / spreads[$0] }
    return weights + [row[means.count] - zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }]
  }
}
