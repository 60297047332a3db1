import MediaWire

/// Gathers the lowest and highest samples, one pair for each part of a second from the start of what is wanted.
struct PeakLine {
  /// Of a message; more peaks than that, which only many hours can have, come in several.
  static let messageLimit = 4 << 20

  private let perSecond: Int
  private let start: Double
  private(set) var peaks: [Peak] = []
  private var low: Float = 0
  private var high: Float = 0
  private var hasSamples = false

  init(perSecond: Int, start: Double) { (self.perSecond, self.start) = (perSecond, start) }

  /// Takes samples, the first of which is at `time`. What lies between two stretches is silent.
  mutating func take(_ samples: UnsafePointer<Float>, count: Int, time: Double, rate: Int) {
    let first = Int(((time - start) * Double(rate)).rounded())
    var index = 0
    while index < count {
      let bucket = max(0, first + index) * perSecond / rate
      close(upTo: bucket)
      let next = ((bucket + 1) * rate + perSecond - 1) / perSecond - first
      let end = min(count, max(index + 1, next))
      widen(samples + index, end - index)
      index = end
    }
  }

  /// All of them, when there will be no more samples.
  mutating func finish() -> [Peak] {
    if hasSamples { close(upTo: peaks.count + 1) }
    return peaks
  }

  private mutating func close(upTo bucket: Int) {
    while peaks.count < bucket {
      peaks.append(Peak(low: Self.level(low), high: Self.level(high)))
      (low, high, hasSamples) = (0, 0, false)
    }
  }

  private mutating func widen(_ samples: UnsafePointer<Float>, _ count: Int) {
    var (low, high) = hasSamples ? (self.low, self.high) : (samples[0], samples[0])
    for index in 0..<count {
      let sample = samples[index]
      if sample < low { low = sample }
      if sample > high { high = sample }
    }
    (self.low, self.high, hasSamples) = (low, high, true)
  }

  private static func level(_ sample: Float) -> Int8 { Int8((min(1, max(-1, sample)) * 127).rounded()) }
}
