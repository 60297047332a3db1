/// What a curve of onsets tells without a tempo.
enum Onsets {
  /// What is heard as one beginning raises the logarithm of the bands by so much, on average, at least.
  private static let least: Float = 0.3

  /// How many moments there are at which something begins: the greatest value within 35 ms, that stands out of the
  /// tenth of a second about it.
  static func count(_ curve: ArraySlice<Float>, rate: Double) -> Int {
    let near = max(1, Int(0.035 * rate)), far = max(2, Int(0.1 * rate))
    return curve.indices.count { at in
      let value = curve[at]
      guard value > least else { return false }
      let close = curve[max(curve.startIndex, at - near)..<min(curve.endIndex, at + near + 1)]
      guard close.allSatisfy({ $0 <= value }) else { return false }
      let wide = curve[max(curve.startIndex, at - far)..<min(curve.endIndex, at + far + 1)]
      return value > 1.5 * wide.reduce(0, +) / Float(wide.count)
    }
  }

  /// How like itself the curve is a quarter of a second to a second later, at best: 0 to 1.
  static func repetition(_ curve: ArraySlice<Float>, rate: Double) -> Double {
    let mean = curve.reduce(0, +) / Float(max(1, curve.count))
    let values = curve.map { $0 - mean }
    let power = values.reduce(0) { $0 + $1 * $1 }
    let first = Int(0.25 * rate), last = min(Int(rate), values.count / 2)
    guard power > 0, first < last else { return 0 }
    var best: Float = 0
    for lag in first...last {
      var product: Float = 0
      for at in lag..<values.count { product += values[at] * values[at - lag] }
      best = max(best, product / power * Float(values.count) / Float(values.count - lag))
    }
    return Double(min(1, best))
  }
}
