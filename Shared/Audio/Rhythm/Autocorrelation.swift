/// How alike a curve is to itself some frames later.
///
/// Taken in windows of some seconds that overlap, each against its own energy, so that a tempo that drifts does not
/// wash out; loud windows weigh more.
final class Autocorrelation {
  let longestLag: Int
  private let window: Int
  private let hop: Int
  private let transform: RealTransform
  private let norm: Float

  init(window: Int, longestLag: Int) {
    self.window = window
    self.longestLag = longestLag
    hop = window / 3
    var size = 64
    while size < window + longestLag { size *= 2 }
    transform = RealTransform(size: size)
    norm = 1 / Float(size)
  }

  /// Where windows begin in a curve of so many values; a short curve is one window.
  func starts(in count: Int) -> [Int] {
    guard count > window else { return [0] }
    let steps = (count - window + hop - 1) / hop
    return (0...steps).map { min($0 * hop, count - window) }
  }

  /// Values for lags from 0 to the longest, and the energy of the window a frame.
  func windowed(_ curve: [Float], at start: Int) -> (values: [Float], energy: Float) {
    let end = min(start + window, curve.count)
    var frame = [Float](repeating: 0, count: transform.size)
    frame.replaceSubrange(0..<end - start, with: curve[start..<end])
    let half = transform.power(of: frame)
    for k in 0..<half.count { frame[k] = half[k] }
    for k in 1..<half.count - 1 { frame[transform.size - k] = half[k] }
    let sums = transform.spectrum(of: frame).real
    let energy = sums[0] * norm
    guard energy > 0 else { return ([Float](repeating: 0, count: longestLag + 1), 0) }
    let count = end - start
    let values = (0...longestLag).map { lag -> Float in
      // A lag that only some of the window can show is told of by that part, but never by less than a third.
      let seen = max(count - lag, count / 3)
      return sums[lag] / sums[0] * Float(count) / Float(seen)
    }
    return (values, energy / Float(count))
  }

  func mean(of curve: [Float]) -> [Float] {
    var sum = [Float](repeating: 0, count: longestLag + 1)
    var weights: Float = 0
    for start in starts(in: curve.count) {
      let (values, energy) = windowed(curve, at: start)
      let weight = energy.squareRoot()
      weights += weight
      for lag in 0...longestLag { sum[lag] += weight * values[lag] }
    }
    return weights > 0 ? sum.map { $0 / weights } : sum
  }
}
