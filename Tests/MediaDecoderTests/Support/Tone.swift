import Glibc

/// What a stretch of samples sounds like.
enum Tone {
  /// The frequency of a single tone, from where it passes through zero on its way up.
  static func pitch(_ samples: some Collection<Float>, rate: Int) -> Double {
    let samples = Array(samples)
    let crossings = samples.indices.dropFirst().filter { samples[$0 - 1] < 0 && samples[$0] >= 0 }
    guard let first = crossings.first, let last = crossings.last, last > first else { return 0 }
    return Double(crossings.count - 1) * Double(rate) / Double(last - first)
  }

  /// The root of the mean square.
  static func level(_ samples: some Collection<Float>) -> Double {
    sqrt(samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(1, samples.count)))
  }
}
