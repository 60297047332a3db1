import Glibc

/// A choice among kinds by numbers: the logarithm of each kind's odds is a weighted sum of them.
public struct KindWeights: Sendable, Equatable {
  /// For speech, music and noise: a weight for each of `KindTraits.values`, and what is added last.
  public var rows: [[Double]]

  public init(rows: [[Double]]) { self.rows = rows }

  public func probabilities(_ values: [Double]) -> [Double] {
    let scores = rows.map { row in zip(row, values + [1]).reduce(0) { $0 + $1.0 * $1.1 } }
    let top = scores.max() ?? 0
    let powers = scores.map { exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// Fitted by `FitKinds` to read text, made music and noises.
  public static let fitted = KindWeights(rows: [
    [
      0.098, 1.231, 1.016, -0.472, 5.869, -0.945, -4.528, 4.347, 0.211,
      0.128, -3.267, -1.356, -2.036, 2.227, 2.225, 0.51, -1.994, -4.778,
    ],
    [
      -0.85, -1.004, -0.812, 0.73, -3.264, 3.863, -3.456, 6.039, 0.325,
      0.802, 2.911, -2.756, 4.701, 2.848, 1.62, -0.234, 3.526, -4.836,
    ],
    [
      0.752, -0.227, -0.204, -0.258, -2.612, -2.917, 7.985, -10.388, -0.536,
      -0.93, 0.357, 4.113, -2.665, -5.075, -3.846, -0.276, -1.532, 7.183,
    ],
  ])
}
