/// How much of each note, from the tonic up, music in a key has.
public struct KeyProfile: Sendable, Equatable {
  public let major: [Float]
  public let minor: [Float]

  /// Ratings of probe tones by listeners: Krumhansl and Kessler 1982, "Tracing the dynamic changes in perceived tonal
  /// organization in a spatial representation of musical keys".
  public static let krumhansl = KeyProfile(
    major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
    minor: [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])

  /// The first, moved towards dance music: Sha'ath 2011, "Estimation of key in digital music recordings".
  public static let shaath = KeyProfile(
    major: [6.6, 2.0, 3.5, 2.3, 4.6, 4.0, 2.5, 5.2, 2.4, 3.7, 2.3, 3.4],
    minor: [6.5, 2.7, 3.5, 5.4, 2.6, 3.5, 2.5, 5.2, 4.0, 2.7, 4.3, 3.2])

  /// Shares of short segments that have the note: Temperley 2007, "Music and Probability", from the corpus of Kostka
  /// and Payne.
  public static let temperley = KeyProfile(
    major: [0.748, 0.060, 0.488, 0.082, 0.670, 0.460, 0.096, 0.715, 0.104, 0.366, 0.057, 0.400],
    minor: [0.712, 0.084, 0.474, 0.618, 0.049, 0.460, 0.105, 0.747, 0.404, 0.067, 0.133, 0.330])

  /// From counts of chords: Bellman 2005, "About the determination of key of a musical excerpt", after Budge 1943.
  public static let bellman = KeyProfile(
    major: [16.80, 0.86, 12.95, 1.41, 13.49, 11.93, 1.25, 20.28, 1.80, 8.04, 0.62, 10.57],
    minor: [18.16, 0.69, 12.99, 13.34, 1.07, 11.15, 1.38, 21.07, 7.49, 1.53, 0.92, 10.21])

  /// The notes of the scale, natural minor: what pop music keeps to.
  public static let scale = KeyProfile(
    major: [1, 0, 0.6, 0, 0.8, 0.6, 0, 0.9, 0, 0.6, 0, 0.5],
    minor: [1, 0, 0.6, 0.8, 0, 0.6, 0, 0.9, 0.5, 0, 0.6, 0.1])
}

extension KeyProfile {
  /// Of twelve notes with each key: major before minor, C first.
  func correlations(_ notes: [Double]) -> [Double] {
    [major, minor].flatMap { profile in
      (0..<12).map { tonic in Self.correlation((0..<12).map { notes[($0 + tonic) % 12] }, profile) }
    }
  }

  private static func correlation(_ notes: [Double], _ profile: [Float]) -> Double {
    let one = notes.reduce(0, +) / 12, two = profile.reduce(0.0) { $0 + Double($1) } / 12
    var product = 0.0, first = 0.0, second = 0.0
    for at in 0..<12 {
      let a = notes[at] - one, b = Double(profile[at]) - two
      product += a * b
      first += a * a
      second += b * b
    }
    let norm = (first * second).squareRoot()
    return norm > 0 ? product / norm : 0
  }
}
