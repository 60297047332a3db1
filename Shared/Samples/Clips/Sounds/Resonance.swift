import Glibc

/// A filter of two poles that lets what is near its frequency through.
struct Resonance {
  private var near = 0.0
  private var far = 0.0
  private var gain = 0.0
  private var last = 0.0
  private var before = 0.0

  /// In Hz, as `rate` is.
  init(hertz: Double, width: Double, rate: Double) { tune(hertz, width: width, rate: rate) }

  mutating func tune(_ hertz: Double, width: Double, rate: Double) {
    let radius = exp(-Double.pi * width / rate)
    near = 2 * radius * cos(2 * Double.pi * min(hertz, 0.45 * rate) / rate)
    far = -radius * radius
    gain = 1 - radius
  }

  mutating func next(_ value: Double) -> Double {
    let result = gain * value + near * last + far * before
    (last, before) = (result, last)
    return result
  }
}
