import Glibc
import Vision

/// Logistic regression by Newton's steps, with a little pull towards nothing.
struct Fit {
  private static let pull = 1e-3
  private let rows: [[Double]]
  private let isCut: [Bool]
  private let means: [Double]
  private let spreads: [Double]

  init(_ samples: [Sample]) {
    let columns = samples[0].values.indices
    let count = Double(samples.count)
    let means = columns.map { column in samples.reduce(0) { $0 + $1.values[column] } / count }
    let spreads = columns.map { column in
      let sum = samples.reduce(0) {
        $0 + ($1.values[column] - means[column]) * ($1.values[column] - means[column])
      }
      return max(1e-6, (sum / count).squareRoot())
    }
    (self.means, self.spreads) = (means, spreads)
    rows = samples.map { sample in [1] + columns.map { (sample.values[$0] - means[$0]) / spreads[$0] } }
    isCut = samples.map(\.isCut)
  }

  func write() {
    let weights = solve()
    let scaled = spreads.indices.map { weights[$0 + 1] / spreads[$0] }
    let bias = weights[0] - zip(scaled, means).reduce(0) { $0 + $1.0 * $1.1 }
    print("bias: \(rounded(bias)),")
    for (name, weight) in zip(CutEvidence.names, scaled) { print("\(rounded(weight)),  // \(name)") }
  }

  private func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }

  private func solve() -> [Double] {
    let size = rows[0].count
    var weights = [Double](repeating: 0, count: size)
    for _ in 0..<30 {
      var gradient = weights.map { -Self.pull * Double(rows.count) * $0 }
      var curve = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
      for index in 0..<size { curve[index][index] = Self.pull * Double(rows.count) + 1e-9 }
      for (row, isCut) in zip(rows, isCut) {
        let score = zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let likelihood = 1 / (1 + exp(-score))
        let slope = (isCut ? 1 : 0) - likelihood, bend = likelihood * (1 - likelihood)
        for i in 0..<size {
          gradient[i] += slope * row[i]
          for j in 0...i { curve[i][j] += bend * row[i] * row[j] }
        }
      }
      for i in 0..<size { for j in 0..<i { curve[j][i] = curve[i][j] } }
      let step = Self.solution(curve, gradient)
      for index in 0..<size { weights[index] += step[index] }
    }
    return weights
  }

  /// Of linear equations, by Gauss.
  private static func solution(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0.0 + [$0.1] }
    let size = rows.count
    for pivot in 0..<size {
      let best = (pivot..<size).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
      rows.swapAt(pivot, best)
      for row in 0..<size where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...size { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return (0..<size).map { rows[$0][size] / rows[$0][$0] }
  }
}
