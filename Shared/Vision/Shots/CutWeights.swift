import Glibc

/// How much each part of the evidence counts for a cut.
public struct CutWeights: Sendable {
  let bias: Double
  let weights: [Double]

  static let threshold = 0.5

  /// By `FitShots`.
  public static let fitted = CutWeights(
    bias: 4.1801,
    weights: [
      -0.2384, 0.3173, 0.3691, 0.4117, 0.7499, 0.8038, 0.7143, 0.7807, 0.6597, 0.2134,
    ])

  /// 0 to 1, that there is a cut.
  public func likelihood(_ values: [Double]) -> Double {
    let score = zip(weights, values).reduce(bias) { $0 + $1.0 * $1.1 }
    return 1 / (1 + exp(-score))
  }
}
