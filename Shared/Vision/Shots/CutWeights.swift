import Glibc

/// How much each part of the evidence counts for a cut.
public struct CutWeights: Sendable {
  let bias: Double
  let weights: [Double]

  static let threshold = 0.5

  /// By `FitShots fit 60 7`.
  public static let fitted = CutWeights(
    bias: 4.1819,
    weights: [
      -0.2409, 0.3134, 0.3712, 0.4203, 0.7514, 0.8003, 0.7272, 0.7877, 0.6516, 0.2322,
    ])

  /// 0 to 1, that there is a cut.
  public func likelihood(_ values: [Double]) -> Double {
    let score = zip(weights, values).reduce(bias) { $0 + $1.0 * $1.1 }
    return 1 / (1 + exp(-score))
  }
}
