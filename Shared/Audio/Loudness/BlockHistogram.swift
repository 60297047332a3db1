import Glibc

/// The loudness of many blocks in little memory: how many there are of each, to a hundredth, and their exact power.
struct BlockHistogram {
  /// Softer blocks do not count at all.
  static let floor = -70.0
  private static let ceiling = 30.0
  private static let perUnit = 100.0

  private var counts = [Int](repeating: 0, count: Int((ceiling - floor) * perUnit))
  private var powers: [Double]

  init() { powers = [Double](repeating: 0, count: counts.count) }

  static func loudness(_ power: Double) -> Double { -0.691 + 10 * log10(power) }

  mutating func add(_ power: Double) {
    guard power > 0 else { return }
    let loudness = Self.loudness(power)
    guard loudness >= Self.floor else { return }
    let bin = min(counts.count - 1, Int((loudness - Self.floor) * Self.perUnit))
    counts[bin] += 1
    powers[bin] += power
  }

  /// The mean power of all blocks.
  var mean: Double? { mean(from: 0) }

  /// Of the blocks not softer than the mean by more than so many LU.
  func gatedMean(_ gate: Double) -> Double? { firstBin(gate).flatMap { mean(from: $0) } }

  /// Loudness of the soft and the loud end of the blocks that pass the gate: parts of them all, such as 0.1 and 0.95.
  func quantiles(gate: Double, low: Double, high: Double) -> (low: Double, high: Double)? {
    guard let first = firstBin(gate) else { return nil }
    let total = counts[first...].reduce(0, +)
    guard total > 0 else { return nil }
    func value(_ part: Double) -> Double {
      var left = Int((Double(total - 1) * part).rounded())
      for bin in first..<counts.count {
        if left < counts[bin] { return Self.floor + (Double(bin) + 0.5) / Self.perUnit }
        left -= counts[bin]
      }
      return Self.ceiling
    }
    return (value(low), value(high))
  }

  private func firstBin(_ gate: Double) -> Int? {
    mean.map { max(0, Int(((Self.loudness($0) - gate - Self.floor) * Self.perUnit).rounded(.up))) }
  }

  private func mean(from bin: Int) -> Double? {
    guard bin < counts.count else { return nil }
    let count = counts[bin...].reduce(0, +)
    return count > 0 ? powers[bin...].reduce(0, +) / Double(count) : nil
  }
}
