/// How alike each two bars are: 1 for the same, about 0 for bars that have nothing in common.
struct Likeness: Sendable {
  let count: Int
  private(set) var values: [Float]

  subscript(row: Int, column: Int) -> Float { values[row * count + column] }

  /// `bars` are rows of features, beat after beat.
  init(_ features: BeatFeatures, _ bars: BarGrid) {
    count = bars.count
    values = [Float](repeating: 1, count: count * count)
    let width = bars.beatsPerBar * BeatFeatures.width
    let norm = 1 / Float(2 * bars.beatsPerBar)
    features.values.withUnsafeBufferPointer { all in
      guard let all = all.baseAddress else { return }
      for row in 0..<count {
        let one = all + bars.firstBeat(row) * BeatFeatures.width
        for column in row + 1..<max(row + 1, count) {
          let other = all + bars.firstBeat(column) * BeatFeatures.width
          let value = 1 - Self.distance(one, other, width) * norm
          values[row * count + column] = value
          values[column * count + row] = value
        }
      }
    }
  }

  private init(count: Int, values: [Float]) { (self.count, self.values) = (count, values) }

  /// Squared.
  private static func distance(_ one: UnsafePointer<Float>, _ other: UnsafePointer<Float>, _ width: Int)
    -> Float
  {
    var sum = SIMD8<Float>.zero
    for at in stride(from: 0, to: width, by: 8) {
      let first = UnsafeRawPointer(one + at).loadUnaligned(as: SIMD8<Float>.self)
      let second = UnsafeRawPointer(other + at).loadUnaligned(as: SIMD8<Float>.self)
      let difference = first - second
      sum += difference * difference
    }
    return sum.sum()
  }

  /// The same of what lies around the bars, so that the bars of one part are alike even where it repeats a phrase of
  /// several bars; from 0 to 1.
  func blurred() -> Likeness {
    let reach = 2
    var widest = values
    for row in 0..<count {
      for column in 0..<count {
        let low = max(0, column - reach), high = min(count - 1, column + reach)
        var top = values[row * count + column]
        for near in low...high { top = max(top, values[row * count + near]) }
        widest[row * count + column] = top
      }
    }
    var both = widest
    for row in 0..<count {
      for column in 0..<count {
        both[row * count + column] = min(widest[row * count + column], widest[column * count + row])
      }
    }
    return Likeness(count: count, values: both).stretched()
  }

  /// Common unlikeness becomes 0, and common likeness 1.
  private func stretched() -> Likeness {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return self }
    let low = sorted[(sorted.count - 1) * 30 / 100], high = sorted[(sorted.count - 1) * 95 / 100]
    let span = max(0.05, high - low)
    return Likeness(count: count, values: values.map { min(1, max(0, ($0 - low) / span)) })
  }

  /// The mean of the greatest values of each row but its own, and of the greatest alone.
  func tops() -> (three: Double, one: Double) {
    guard count > 3 else { return (0, 0) }
    var three = 0.0, one = 0.0
    for row in 0..<count {
      var best = (Float(-9), Float(-9), Float(-9))
      for column in 0..<count where column != row {
        let value = self[row, column]
        if value > best.0 {
          best = (value, best.0, best.1)
        } else if value > best.1 {
          best = (best.0, value, best.1)
        } else if value > best.2 {
          best.2 = value
        }
      }
      three += Double(best.0 + best.1 + best.2) / 3
      one += Double(best.0)
    }
    return (three / Double(count), one / Double(count))
  }

  /// The standard deviation of all values.
  func spread() -> Double {
    guard count > 0 else { return 0 }
    let mean = values.reduce(0.0) { $0 + Double($1) } / Double(values.count)
    let square = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (square / Double(values.count)).squareRoot()
  }

  /// How alike two stretches are at their best alignment with enough of the shorter in common.
  func alignment(_ one: Range<Int>, _ other: Range<Int>) -> Double {
    alignment(one, other) { self[$0, $1] }
  }

  /// The same by another measure of two bars.
  func alignment(_ one: Range<Int>, _ other: Range<Int>, _ value: (Int, Int) -> Float) -> Double {
    let need = max(2, Int(0.74 * Double(min(one.count, other.count))))
    var best = -1.0
    let first = other.lowerBound - one.upperBound + need, last = other.upperBound - one.lowerBound - need
    guard first <= last else { return best }
    for offset in first...last where offset != 0 {
      let low = max(one.lowerBound, other.lowerBound - offset)
      let high = min(one.upperBound, other.upperBound - offset)
      guard high - low >= need else { continue }
      var sum: Float = 0
      for bar in low..<high { sum += value(bar, bar + offset) }
      best = max(best, Double(sum) / Double(high - low))
    }
    return best
  }
}
