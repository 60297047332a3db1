import Glibc
import Samples

/// What a recording does to music: it lifts and lowers what is low or high, and has a level of its own.
struct Color {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// One channel.
  mutating func colored(_ sound: SongSound) -> [Float] {
    var samples = sound.channels[0]
    if sound.channels.count > 1 {
      for index in samples.indices { samples[index] = (samples[index] + sound.channels[1][index]) / 2 }
    }
    for _ in 0..<2 {
      let hertz = 80 * exp2(fraction() * 6.5), gain = Float(exp2((fraction() - 0.5) * 3)) - 1
      let share = Float(1 - exp(-2 * Double.pi * hertz / Double(sound.rate)))
      let isLow = fraction() < 0.5
      var low: Float = 0
      for index in samples.indices {
        low += share * (samples[index] - low)
        samples[index] += gain * (isLow ? low : samples[index] - low)
      }
    }
    let level = Float(exp2(-fraction() * 4)) / samples.reduce(Float(1e-3)) { max($0, abs($1)) }
    return samples.map { $0 * level }
  }

  private mutating func fraction() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }
}
