/// Whether two fingerprints are of the same recording.
public enum Verdict: String, Sendable, Equatable {
  case same, unrelated
  /// One of them says too little to tell.
  case tooShort

  /// Below so many different items nothing is told: that is three and a half seconds of music, and silence and held
  /// tones of any length.
  public static let leastVariety = 8

  /// With endless music, the part of the bits up to which two fingerprints count as the same. Encoded, cut, and
  /// over noise ten decibels down, a recording differs from itself in up to 0.10; played by 0.25 % slower or faster in up
  /// to 0.15, by 0.5 % in up to 0.22. Different songs differ over 25 seconds in 0.38 and more.
  static let endlessLimit = 0.33

  /// What is taken off for being brief, by one over the square root of the number of different items: the fewer there are,
  /// the more of them agree by chance at the best of all places. Different songs differ over five seconds in 0.16 and
  /// more, over eight in 0.23; the limits there are 0.10 and 0.18.
  static let brevity = 0.95

  /// What songs differ in when their items are paired at random, at the least. Noise is below: two recordings of
  /// different rain differ in 0.15 to 0.3 wherever they are laid upon each other.
  static let usualChance = 0.4

  /// The part of the bits that may differ.
  public static func limit(variety: Int, chance: Double) -> Double {
    guard variety >= leastVariety else { return 0 }
    return max(0, endlessLimit - brevity / Double(variety).squareRoot()) * min(1, chance / usualChance)
  }

  init(errorRate: Double, variety: Int, chance: Double) {
    self = errorRate < Self.limit(variety: variety, chance: chance) ? .same : .unrelated
  }
}
