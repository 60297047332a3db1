import Glibc

/// Finds the highest value of a sound, between its samples too: four times as many are made, or two for rates from
/// 96 kHz on.
struct TruePeak {
  /// Samples that each new one is made of.
  private static let taps = 16
  private static let capacity = 1024

  /// `taps` numbers for each place between two samples.
  private let phases: [[Float]]
  private var memory: [Float]
  private var filled: Int
  private var peak: Float = 0

  init(rate: Int) {
    let factor = rate < 96_000 ? 4 : rate < 192_000 ? 2 : 1
    phases = (1..<max(1, factor)).map { Self.filter(at: Double($0) / Double(factor)) }
    memory = [Float](repeating: 0, count: Self.capacity + Self.taps)
    filled = Self.taps - 1
  }

  mutating func take(_ samples: UnsafePointer<Float>, stride: Int, count: Int) {
    for index in 0..<count {
      let sample = samples[index &* stride]
      memory[filled] = abs(sample) <= 16 ? sample : 0
      filled += 1
      if filled == memory.count { search() }
    }
  }

  /// The peak of what was taken, silence after it.
  func finished() -> Float {
    var copy = self
    let silence = [Float](repeating: 0, count: Self.taps)
    silence.withUnsafeBufferPointer { silence in
      if let base = silence.baseAddress { copy.take(base, stride: 1, count: Self.taps) }
    }
    copy.search()
    return copy.peak
  }

  /// A windowed sinc, so many parts of a sample after the middle one; its sum is 1.
  private static func filter(at part: Double) -> [Float] {
    let values = (0..<taps).map { tap -> Double in
      let distance = Double(tap - taps / 2 + 1) - part
      let angle = Double.pi * distance
      let window = 0.5 + 0.5 * cos(angle / (Double(taps) / 2 + 0.5))
      return (abs(angle) < 1e-9 ? 1 : sin(angle) / angle) * window
    }
    let sum = values.reduce(0, +)
    return values.map { Float($0 / sum) }
  }

  private mutating func search() {
    let (phases, filled) = (phases, filled)
    var top = peak
    memory.withUnsafeBufferPointer { memory in
      guard let base = memory.baseAddress else { return }
      for at in 0..<filled - (Self.taps - 1) {
        top = max(top, abs(base[at + Self.taps / 2 - 1]))
        let window = UnsafeRawPointer(base + at).loadUnaligned(as: SIMD16<Float>.self)
        for phase in phases {
          phase.withUnsafeBytes { filter in
            top = max(top, abs((window * filter.loadUnaligned(as: SIMD16<Float>.self)).sum()))
          }
        }
      }
    }
    peak = top
    let kept = Self.taps - 1
    for at in 0..<kept { memory[at] = memory[filled - kept + at] }
    self.filled = kept
  }
}
