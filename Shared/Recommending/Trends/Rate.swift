/// What is believed of how many creators use a track in a period: a Gamma distribution, fed by counts (Gamma and Poisson).
struct Rate {
  /// Next to nothing is believed beforehand.
  var shape = 0.5
  var exposure = 0.5

  var mean: Double { shape / exposure }

  /// The weight is below 1 for what says less: what is long ago, or counts that vary more than chance makes them.
  mutating func add(_ count: Double, exposure: Double, weight: Double) {
    shape += weight * count
    self.exposure += weight * exposure
  }

  /// How surely this rate is more than `factor` times the other.
  ///
  /// Of two Gamma variables of scale 1 the share of the first in their sum has a Beta distribution.
  func chance(exceeding other: Rate, times factor: Double) -> Double {
    let odds = factor * exposure / other.exposure
    return betaShare(below: 1 / (1 + odds), other.shape, shape)
  }
}
