import Glibc

/// A filter of two poles.
struct Resonance {
  private let near: Double
  private let far: Double
  private let gain: Double
  private var last = 0.0
  private var before = 0.0

  /// In Hz.
  init(hertz: Double, width: Double) {
    let radius = exp(-Double.pi * min(width, 8000) / Racket.rate)
    near = 2 * radius * cos(2 * Double.pi * min(hertz, 0.45 * Racket.rate) / Racket.rate)
    far = -radius * radius
    gain = 1 - radius
  }

  mutating func next(_ value: Double) -> Double {
    let result = gain * value + near * last + far * before
    (last, before) = (result, last)
    return result
  }
}
