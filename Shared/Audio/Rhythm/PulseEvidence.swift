import Glibc

/// What speaks for there being a pulse: how strongly a sound repeats itself, over all and in each window.
struct PulseEvidence {
  let values: [Double]

  init(_ periodicity: Periodicity) {
    let rate = periodicity.rate
    let range = Int(0.24 * rate)...min(periodicity.all.count - 2, Int(2 * rate))
    let whole = Self.comb(periodicity.all, range)
    let own = periodicity.windows.map { Self.comb($0.values, range) }
    let mean = own.reduce(0) { $0 + $1.height } / Double(max(1, own.count))
    // How well the windows agree: what the lag of all is worth in each of them, against each one's best.
    let agreement = own.isEmpty || mean <= 0 ? 0 : whole.height / mean
    values = [whole.height, mean, agreement, log2(max(0.05, periodicity.onsetRate)), Double(own.count)]
  }

  /// The greatest mean of a lag and its double.
  private static func comb(_ curve: [Float], _ range: ClosedRange<Int>) -> (lag: Int, height: Double) {
    var best = (lag: range.lowerBound, height: -1.0)
    for lag in range {
      let height = Double(curve[lag] + max(curve[2 * lag - 1], curve[2 * lag], curve[2 * lag + 1])) / 2
      if height > best.height { best = (lag, height) }
    }
    return best
  }
}
