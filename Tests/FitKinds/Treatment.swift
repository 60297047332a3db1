import Audio
import Glibc
import Samples

/// What a recording does to a sound: it lifts and lowers what is low or high, drives an amplifier too far, cuts off what
/// is highest, lays another sound under it, and has a level of its own.
struct Treatment {
  private var draws: Draws

  init(seed: UInt64, number: Int) { draws = Draws(seed, .testMusic, 50 << 24 + number) }

  /// With a sound under it, or with noise at times, at least so many decibels below.
  mutating func treated(_ samples: [Float], over bed: [Float]?, noiseBelow least: Double?) -> [Float] {
    var samples = samples
    for _ in 0..<draws.index(below: 3) { shelve(&samples) }
    if draws.chance(30) { drive(&samples, by: Float(exp(draws.value(0...3.5)))) }
    if draws.chance(20) { cut(&samples, above: draws.value(3000...7000)) }
    if let bed {
      lay(bed, under: &samples, decibels: draws.value(15...35))
    } else if let least, draws.chance(45) {
      var racket = Racket(.shaped, seed: draws.next(), seconds: Double(samples.count) / Racket.rate)
      lay(racket.samples(), under: &samples, decibels: draws.value(least...45))
    }
    let top = samples.reduce(Float(1e-9)) { max($0, abs($1)) }
    let gain = Float(exp(-draws.value(0...4))) / top
    return samples.map { ($0 * gain * 32_767).rounded() / 32_767 }
  }

  private mutating func shelve(_ samples: inout [Float]) {
    let hertz = 80 * exp2(draws.value(0...6.5)), gain = Float(exp2(draws.value(-1.5...1.5))) - 1
    let share = Float(1 - exp(-2 * Double.pi * hertz / Racket.rate)), isLow = draws.chance(50)
    var low: Float = 0
    for at in samples.indices {
      low += share * (samples[at] - low)
      samples[at] += gain * (isLow ? low : samples[at] - low)
    }
  }

  /// Past what an amplifier can.
  private func drive(_ samples: inout [Float], by gain: Float) {
    let scale = gain / samples.reduce(Float(1e-9)) { max($0, abs($1)) }
    for at in samples.indices { samples[at] = tanhf(samples[at] * scale) }
  }

  /// By four poles, as a telephone or a low rate does it.
  private func cut(_ samples: inout [Float], above hertz: Double) {
    let share = Float(1 - exp(-2 * Double.pi * hertz / Racket.rate))
    var poles = SIMD4<Float>.zero
    for at in samples.indices {
      poles[0] += share * (samples[at] - poles[0])
      for pole in 1..<4 { poles[pole] += share * (poles[pole - 1] - poles[pole]) }
      samples[at] = poles[3]
    }
  }

  private func lay(_ bed: [Float], under samples: inout [Float], decibels: Double) {
    let gain = Float(pow(10, -decibels / 20)) * (power(samples) / max(1e-12, power(bed))).squareRoot()
    for at in samples.indices where at < bed.count { samples[at] += gain * bed[at] }
  }

  private func power(_ samples: [Float]) -> Float { samples.reduce(0) { $0 + $1 * $1 } }
}

extension Draws {
  mutating func value(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * fraction()
  }
}
