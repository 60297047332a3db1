import Samples

/// What happens to a piece once it has been played.
struct Mastering: Sendable, Equatable {
  enum Width: Sendable, Equatable { case mono, stereo, opposed }

  /// Seconds.
  let duration: Double
  let rate: Int
  let width: Width
  /// The highest sample, in decibels below full scale.
  let peak: Double
  /// Seconds that the room rings, and how much of it is heard.
  let room: Double
  let wetness: Double
  /// How far it is squeezed: 0 is not at all.
  let squeeze: Double
  /// Cut off at so much of the peak.
  let clip: Double
  /// Hertz, above which little is left.
  let cutoff: Double?
  /// Of hiss, of the peak.
  let noise: Double
  /// Seconds.
  let fadeIn: Double
  let fadeOut: Double
  /// Of the drums, to everything else.
  let drums: Double

  init(duration: Double, _ brief: Recipe.Brief, _ draws: inout Draws) {
    let isClean = brief.isClean
    self.duration = duration
    // Everything is drawn, whether it is used or not, so that a clean piece is the same piece.
    let rates = [44_100, 44_100, 44_100, 44_100, 48_000, 48_000, 22_050, 32_000, 16_000, 11_025, 8_000]
    let drawnRate = draws.pick(rates)
    rate = brief.rate ?? (isClean ? 44_100 : drawnRate)
    let side = draws.index(below: 100)
    width = side < 3 && !isClean ? .opposed : side < 25 ? .mono : .stereo
    let level = draws.index(below: 100)
    let drawnPeak = -draws.value(level < 60 ? 0.5...6 : level < 85 ? 6...18 : 18...40)
    peak = isClean ? max(-6, drawnPeak) : drawnPeak
    room = draws.value(brief.style.room)
    wetness = draws.value(0.03...0.3)
    squeeze = draws.chance(45) ? draws.value(0.5...3) : 0
    let cut = draws.value(0.25...0.6)
    clip = draws.chance(10) && !isClean ? cut : 1
    let pass = draws.value(1200...6000)
    cutoff = draws.chance(12) && !isClean ? pass : nil
    let hiss = draws.value(0.001...0.03)
    noise = draws.chance(18) && !isClean ? hiss : 0
    let fades = (draws.value(1...6), draws.value(2...12))
    fadeIn = draws.chance(6) && !isClean ? min(fades.0, duration / 4) : 0
    fadeOut = draws.chance(15) && !isClean ? min(fades.1, duration / 3) : 0
    drums = draws.value(0.35...1)
  }
}

extension Draws {
  mutating func value(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * fraction()
  }

  /// Spread about zero as errors are: two of three are nearer than 1, and none is farther than 3.
  mutating func error() -> Double { (fraction() + fraction() + fraction() + fraction() - 2) * 1.732 }
}
