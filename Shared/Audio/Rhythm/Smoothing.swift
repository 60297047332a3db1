/// Running means of curves.
enum Smoothing {
  /// The mean of `radius` values before and after, fewer at the ends.
  static func mean(_ curve: [Float], radius: Int) -> [Float] {
    // Sums of doubles lose nothing that could matter, whatever the length.
    var sums = [0.0]
    sums.reserveCapacity(curve.count + 1)
    var total = 0.0
    for value in curve {
      total += Double(value)
      sums.append(total)
    }
    return curve.indices.map { at in
      let low = max(0, at - radius), high = min(curve.count, at + radius + 1)
      return Float((sums[high] - sums[low]) / Double(high - low))
    }
  }

  /// What stands out of the mean of the neighbourhood.
  static func detrended(_ curve: [Float], radius: Int) -> [Float] {
    zip(curve, mean(curve, radius: radius)).map { $0 - $1 }
  }

  /// Weights 1, 2, 1: peaks become three frames wide, so that values between frames can be told.
  static func softened(_ curve: [Float]) -> [Float] {
    curve.indices.map { at in
      let before = curve[max(0, at - 1)], after = curve[min(curve.count - 1, at + 1)]
      return 0.25 * before + 0.5 * curve[at] + 0.25 * after
    }
  }
}
