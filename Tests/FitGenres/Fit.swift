import Audio
import Samples

/// A multinomial logistic regression by Adam (Kingma and Ba 2015) on numbers that are blurred and left out at random, so
/// that no few of them decide.
struct Fit {
  private static let rounds = 60
  private static let batch = 64
  private static let step = 0.003
  private static let penalty = 0.01
  private static let blur = 1.2
  private static let left = 0.7

  private let samples: [Sample]
  private let means: [Double]
  private let spreads: [Double]

  init(_ samples: [Sample]) {
    let width = samples.first?.values.count ?? 0, number = Double(max(1, samples.count))
    let means = (0..<width).map { at in samples.reduce(0) { $0 + $1.values[at] } / number }
    let spreads = (0..<width).map { at in
      let sum = samples.reduce(0) { $0 + ($1.values[at] - means[at]) * ($1.values[at] - means[at]) }
      return (sum / number).squareRoot() + 1e-6
    }
    self.means = means
    self.spreads = spreads
    let scale = GenreWeights(means: means, spreads: spreads, rows: [], least: 0)
    self.samples = samples.map { Sample(family: $0.family, values: scale.standardized($0.values)) }
  }

  func run() -> GenreWeights {
    let families = GenreWeights.families.count, width = means.count + 1
    var rows = [[Double]](repeating: [Double](repeating: 0, count: width), count: families)
    var first = rows, second = rows
    var fades = (first: 1.0, second: 1.0)
    var draws = Draws(1, .testMusic, 0)
    for round in 0..<Self.rounds {
      let pace = Self.step * (1 - Double(round) / Double(Self.rounds))
      var order = Array(samples.indices)
      for at in order.indices.reversed() { order.swapAt(at, draws.index(below: at + 1)) }
      for start in stride(from: 0, to: order.count, by: Self.batch) {
        let slopes = slopes(rows, order[start..<min(order.count, start + Self.batch)], &draws)
        fades = (fades.first * 0.9, fades.second * 0.999)
        for row in 0..<families {
          for at in 0..<width {
            let slope = slopes[row][at] + (at + 1 < width ? Self.penalty * rows[row][at] : 0)
            first[row][at] = 0.9 * first[row][at] + 0.1 * slope
            second[row][at] = 0.999 * second[row][at] + 0.001 * slope * slope
            let scale = (second[row][at] / (1 - fades.second)).squareRoot() + 1e-8
            rows[row][at] -= pace * first[row][at] / (1 - fades.first) / scale
          }
        }
      }
    }
    return GenreWeights(means: means, spreads: spreads, rows: rows, least: 0)
  }

  private func slopes(_ rows: [[Double]], _ batch: ArraySlice<Int>, _ draws: inout Draws) -> [[Double]] {
    var slopes = rows.map { $0.map { _ in 0.0 } }
    for index in batch {
      let values = samples[index].values.map { blurred($0, &draws) } + [1]
      let chances = GenreWeights.shares(rows.map { row in zip(row, values).reduce(0) { $0 + $1.0 * $1.1 } })
      for row in rows.indices {
        let error = (chances[row] - (row == samples[index].family ? 1 : 0)) / Double(batch.count)
        for (at, value) in values.enumerated() { slopes[row][at] += error * value }
      }
    }
    return slopes
  }

  private func blurred(_ value: Double, _ draws: inout Draws) -> Double {
    guard draws.fraction() < Self.left else { return 0 }
    let error = (draws.fraction() + draws.fraction() + draws.fraction() - 1.5) * 2
    return (value + Self.blur * error) / Self.left
  }
}
