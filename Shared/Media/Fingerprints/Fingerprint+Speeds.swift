public import Models

extension Fingerprint {
  /// The speeds that a query should be taken at, so that a recording is found which plays up to 2 % faster or slower.
  /// Pitch moves with speed, and terms bear less than 0.2 % of it: half of what is between two of these.
  public static let querySpeeds: [Double] =
    [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6].map { (step: Double) in 1 + step / 300 }
}
