/// What speaks for there being a pulse: how strongly a sound repeats itself, over all and in each window, and whether
/// there is harmony, which speech and noise have not.
struct PulseEvidence {
  let values: [Double]

  init(_ periodicity: Periodicity, _ key: KeyEvidence) {
    let rate = periodicity.rate
    let range = Int(0.24 * rate)...min(periodicity.all.count - 2, Int(2 * rate))
    let whole = Self.comb(periodicity.all, range)
    let own = periodicity.windows.map { Self.comb($0.values, range) }
    let mean = own.reduce(0, +) / Double(max(1, own.count))
    // What chance repeats shrinks with the number of windows.
    let chance = 0.25 / Double(max(1, own.count)).squareRoot()
    values = [
      max(0, whole).squareRoot(), whole - chance, mean > 0 ? whole / mean : 0,
      key.correlations.max() ?? 0, key.clarity, min(key.contrast, 1.5),
    ]
  }

  /// The greatest mean of a lag and its double.
  private static func comb(_ curve: [Float], _ range: ClosedRange<Int>) -> Double {
    range.reduce(-1) { best, lag in
      max(best, Double(curve[lag] + max(curve[2 * lag - 1], curve[2 * lag], curve[2 * lag + 1])) / 2)
    }
  }
}
