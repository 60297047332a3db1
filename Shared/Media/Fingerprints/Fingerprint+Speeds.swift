public import Models

extension Fingerprint {
  /// The speeds that a query should be taken at, so that a recording is found which plays up to 2 % faster or slower.
  /// Pitch moves with speed, and terms bear less than 0.2 % of it: half of what is between two of these.
  public static let querySpeeds: [Double] =
    [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6].map { (step: Double) in 1 + step / 300 }

  /// The speeds that a query should be taken at, so that recordings are found of which it is a version at one of the
  /// speeds that people play songs at, and those that are such versions of it.
  public static let versionSpeeds: [Double] = {
    let usual = [1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5, 0.95, 0.9, 0.85, 0.75, 0.7]
    return Set(usual + usual.map { 1 / $0 }).sorted()
  }()
}
