import Glibc

/// How the tones of a short stretch of sound behave: those of music stay, those of speech glide, and noise has none.
struct ToneTraits {
  /// Frames over which a tone must stay, so that they have little sound in common.
  private static let span = 3
  /// In semitones.
  private static let tolerance: Float = 0.2

  /// How much of the sound below 1500 Hz lies in peaks, from 0 to 1.
  private(set) var clarity = 0.0
  /// How much of the tones is still there a quarter of a second later, from 0 to 1.
  private(set) var steadiness = 0.0
  /// How far the tones keep to one tuning, from 0 to 1.
  private(set) var temperament = 0.0
  /// How few pitch classes hold most of the sound: 0 if all are alike, by the doublings of what one holds.
  private(set) var focus = 0.0

  init(_ pitches: PitchFrames, from start: Double, to end: Double) {
    let frames = KindTraits.range(start, end, rate: pitches.rate, count: pitches.levels.count)
    var level = 0.0, kept = 0.0, all = 0.0, weight = 0.0, direction = SIMD2<Double>.zero
    for frame in frames {
      clarity += Double(pitches.clarity[frame] * pitches.levels[frame])
      level += Double(pitches.levels[frame])
      for tone in pitches.tones(of: frame) {
        let magnitude = Double(tone.strength * tone.strength), angle = 2 * Double.pi * Double(tone.pitch)
        direction += SIMD2(cos(angle), sin(angle)) * magnitude
        weight += magnitude
      }
      guard frame + Self.span < frames.upperBound else { continue }
      let (stays, total) = Self.kept(pitches.tones(of: frame), pitches.tones(of: frame + Self.span))
      kept += stays
      all += total
    }
    focus = Self.focus(pitches, frames)
    clarity = level > 0 ? clarity / level : 0
    steadiness = all > 0 ? kept / all : 0
    temperament = weight > 0 ? (direction * direction).sum().squareRoot() / weight : 0
  }

  private static func focus(_ pitches: PitchFrames, _ frames: Range<Int>) -> Double {
    let count = PitchFrames.binCount
    var sums = [Double](repeating: 0, count: count)
    for frame in frames {
      for bin in 0..<count { sums[bin] += Double(pitches.bins[frame * count + bin]) }
    }
    let all = sums.reduce(0, +)
    return all > 0 ? log2(sums.reduce(0) { $0 + $1 * $1 } / (all * all) * Double(count)) : 0
  }

  /// The magnitude of the tones that have one of the same pitch among the others, as far as that is as strong; and of
  /// all. Both are in the order of their pitches.
  private static func kept(_ tones: ArraySlice<PitchFrames.Tone>, _ others: ArraySlice<PitchFrames.Tone>)
    -> (kept: Double, all: Double)
  {
    var kept = 0.0, all = 0.0
    var rest = others
    for tone in tones {
      let magnitude = Double(tone.strength * tone.strength)
      all += magnitude
      while let other = rest.first, other.pitch < tone.pitch - tolerance { rest.removeFirst() }
      guard let other = rest.first, other.pitch <= tone.pitch + tolerance else { continue }
      kept += min(magnitude, Double(other.strength * other.strength))
    }
    return (kept, all)
  }
}
