/// After what times a sound repeats itself: over all, in bands, between bands and in its harmony.
struct Periodicity {
  /// Frames a second, of all curves.
  let rate: Double
  let all: [Float]
  let low: [Float]
  let middle: [Float]
  let high: [Float]
  /// How alike low and middle are: where kick and snare answer each other, small at 0 and great after a beat.
  let answer: [Float]
  let harmony: [Float]
  /// `all` of each window, with its energy.
  let windows: [(values: [Float], energy: Float)]
  /// The middles of the windows, in frames.
  let centres: [Int]
  let onsetRate: Double
  /// The curves themselves, of all, low, middle and high, without what is steady.
  let prepared: [[Float]]

  init(_ curves: OnsetCurves, harmony changes: [Float]) {
    rate = curves.rate
    let radius = Int(0.4 * rate)
    let prepared = [curves.all, curves.low, curves.middle, curves.high].map {
      Smoothing.softened(Smoothing.detrended($0, radius: radius))
    }
    let correlation = Autocorrelation(window: Int(12 * rate), longestLag: Int(8 * rate))
    let starts = correlation.starts(in: curves.all.count)
    let half = min(Int(12 * rate), curves.all.count) / 2
    centres = starts.map { $0 + half }
    self.prepared = prepared
    windows = starts.map { correlation.windowed(prepared[0], at: $0) }
    all = Self.mean(windows, count: correlation.longestLag + 1)
    low = correlation.mean(of: prepared[1])
    middle = correlation.mean(of: prepared[2])
    high = correlation.mean(of: prepared[3])
    harmony = correlation.mean(of: Smoothing.detrended(changes, radius: Int(2 * rate)))
    let one = Self.scaled(prepared[1]), two = Self.scaled(prepared[2])
    let both = correlation.mean(of: zip(one, two).map { $0 + $1 })
    let apart = zip(low, middle).map { $0 + $1 }
    answer = zip(both, apart).map { 2 * $0 - $1 }
    onsetRate = Self.peakRate(prepared[0], rate: rate)
  }

  /// A curve's value between frames.
  static func value(_ curve: [Float], at lag: Double) -> Double {
    let below = Int(lag)
    guard below >= 0, below + 1 < curve.count else { return 0 }
    let part = lag - Double(below)
    return Double(curve[below]) * (1 - part) + Double(curve[below + 1]) * part
  }

  private static func mean(_ windows: [(values: [Float], energy: Float)], count: Int) -> [Float] {
    var sum = [Float](repeating: 0, count: count)
    var weights: Float = 0
    for (values, energy) in windows {
      let weight = energy.squareRoot()
      weights += weight
      for lag in 0..<count { sum[lag] += weight * values[lag] }
    }
    return weights > 0 ? sum.map { $0 / weights } : sum
  }

  private static func scaled(_ curve: [Float]) -> [Float] {
    let energy = curve.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(1, curve.count))
    let scale = energy > 0 ? Float(1 / energy.squareRoot()) : 0
    return curve.map { $0 * scale }
  }

  /// How many peaks there are a second that stand out by a tenth of the greatest.
  private static func peakRate(_ curve: [Float], rate: Double) -> Double {
    guard curve.count > 2, let top = curve.max(), top > 0 else { return 0 }
    let peaks = (1..<curve.count - 1).count { at in
      curve[at] > 0.15 * top && curve[at] > curve[at - 1] && curve[at] >= curve[at + 1]
    }
    return Double(peaks) * rate / Double(curve.count)
  }
}
