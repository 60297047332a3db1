import Glibc

/// A yes or no from several numbers: the probability is the logistic function of their weighted sum.
public struct Likelihood: Sendable, Equatable {
  public var weights: [Double]
  public var bias: Double

  public init(weights: [Double], bias: Double) {
    self.weights = weights
    self.bias = bias
  }

  public func probability(_ values: [Double]) -> Double {
    1 / (1 + exp(-zip(weights, values).reduce(bias) { $0 + $1.0 * $1.1 }))
  }

  /// That a sound has a pulse: the weights of `PulseEvidence`. Fitted to made music, noises and spoken text;
  /// no program of the project does that yet, nor for the next.
  public static let pulse = Likelihood(weights: [6.143, 4.161, 3.448, 6.295, 3.939, 0.263], bias: -12.478)

  /// That music is in a key: the weights of `KeyEvidence.values`. Fitted to the same, and to drums and music without a
  /// key.
  public static let tonality = Likelihood(
    weights: [
      3.946, 4.948, -2.491, -12.29, 12.795, 3.164, -1.498, 2.379, 7.521, 10.11, -5.439, -10.839,
    ], bias: -31.113)
}
