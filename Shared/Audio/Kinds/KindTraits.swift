import Glibc

/// What tells speech, music and noise apart in a short stretch of sound; after Scheirer and Slaney 1997, "Construction
/// and evaluation of a robust multifeature speech/music discriminator".
public struct KindTraits: Sendable, Equatable {
  public static let names = [
    "soft frames", "level spread", "syllables", "modulation", "flux", "flux spread", "flatness",
    "flatness spread", "brightness", "brightness spread", "clarity", "steadiness", "temperament", "contrast",
    "contrast spread", "beginnings", "repetition", "repetition of basses", "repetition of hats", "swaying",
    "fluttering", "timbre spread", "restlessness", "focus",
  ]

  public let values: [Double]
  var softFrames: Double { values[0] }
  var syllables: Double { values[2] }

  /// Of the frames between two moments, in seconds. Nil where all is silent.
  public init?(_ heard: Heard, from start: Double, to end: Double) {
    let shape = heard.shape
    let frames = Self.range(start, end, rate: shape.rate, count: shape.powers.count)
    let powers = shape.powers[frames].map { Double($0) }
    // The tail of what ended before is not enough.
    guard let top = powers.max(), powers.count(where: { $0 > KindJudge.silence }) * 25 > powers.count
    else { return nil }
    // What is 50 dB below the loudest tells nothing but that it is soft.
    let heardFrames = frames.filter { Double(shape.powers[$0]) > top * 1e-5 }
    let levels = powers.map { 10 * log10(max($0, top * 1e-5)) }
    let envelope = powers.map { $0.squareRoot() }
    let flux = Self.flux(heard.timbre, heardFrames)
    let flatness = heardFrames.map { Double(shape.flatness[$0]) }
    let brightness = heardFrames.map { log2(max(50, Double(shape.centroids[$0]))) }
    let contrasts = heardFrames.map { Double(shape.contrasts[$0]) }
    let mean = envelope.mean
    let tones = ToneTraits(heard.pitches, from: start, to: end)
    let onsets = heard.onsets
    let moments = Self.range(start, end, rate: onsets.rate, count: onsets.all.count)
    let curve = onsets.all[moments]
    let spread = Self.timbreSpread(heard.timbre, heardFrames)
    values = [
      Double(envelope.count { $0 < 0.5 * mean }) / Double(envelope.count), levels.deviation / 10,
      Self.share(of: envelope, from: 2.5, to: 7, rate: shape.rate), envelope.deviation / max(1e-12, mean),
      flux.mean / 50, flux.mean > 0 ? flux.deviation / flux.mean : 0, flatness.mean, flatness.deviation,
      brightness.mean - 10, brightness.deviation, tones.clarity, tones.steadiness, tones.temperament,
      contrasts.mean / 20, contrasts.deviation / 10,
      Double(Onsets.count(curve, rate: onsets.rate)) / max(1, end - start) / 5,
      Onsets.repetition(curve, rate: onsets.rate), Onsets.repetition(onsets.low[moments], rate: onsets.rate),
      Onsets.repetition(onsets.high[moments], rate: onsets.rate),
      Self.share(of: envelope, from: 0.3, to: 2.5, rate: shape.rate),
      Self.share(of: envelope, from: 7, to: 10.5, rate: shape.rate), spread / 50,
      spread > 0 ? flux.mean / spread : 0, tones.focus,
    ]
  }

  /// How far the timbre moves from frame to frame.
  static func flux(_ timbre: TimbreFrames, _ frames: [Int]) -> [Double] {
    let count = TimbreFrames.coefficientCount
    return frames.compactMap { frame in
      guard frame > 0, (frame + 1) * count <= timbre.coefficients.count else { return nil }
      var sum: Float = 0
      for at in frame * count + 1..<(frame + 1) * count {
        let step = timbre.coefficients[at] - timbre.coefficients[at - count]
        sum += step * step
      }
      return Double(sum.squareRoot())
    }
  }

  /// How far the timbre is from its mean.
  private static func timbreSpread(_ timbre: TimbreFrames, _ frames: [Int]) -> Double {
    let count = TimbreFrames.coefficientCount
    let kept = frames.filter { ($0 + 1) * count <= timbre.coefficients.count }
    let variance = (1..<count).reduce(0) { sum, at in
      let deviation = kept.map { Double(timbre.coefficients[$0 * count + at]) }.deviation
      return sum + deviation * deviation
    }
    return variance.squareRoot()
  }

  /// How much of the variation of loudness is so many times a second: 2.5 to 7 times, as syllables are, for instance.
  private static func share(of envelope: [Double], from low: Double, to high: Double, rate: Double) -> Double
  {
    let mean = envelope.mean
    let variance = envelope.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard variance > 0, envelope.count >= 16 else { return 0 }
    let length = Double(envelope.count)
    let first = max(1, Int((low * length / rate).rounded(.up))), last = max(1, Int(high * length / rate))
    // So short that no whole number of cycles lies between.
    guard first <= last else { return 0 }
    var power = 0.0
    for cycle in first...last {
      var cosines = 0.0, sines = 0.0
      for (at, value) in envelope.enumerated() {
        let angle = 2 * Double.pi * Double(cycle * at) / length
        cosines += (value - mean) * cos(angle)
        sines += (value - mean) * sin(angle)
      }
      power += (cosines * cosines + sines * sines) * 2 / length
    }
    return power / variance
  }

  static func range(_ start: Double, _ end: Double, rate: Double, count: Int) -> Range<Int> {
    let first = min(count, max(0, Int((start * rate).rounded())))
    return first..<min(count, max(first, Int((end * rate).rounded())))
  }
}
