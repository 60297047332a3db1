import Glibc
import TestKit

@testable import Audio

/// What is heard of a song of parts, made without its sound. Beats last half a second, bars four beats.
struct FeatureSong {
  /// A part is eight bars of two phrases that are alike.
  static let barsPerPart = 8
  static let beat = 0.5
  static let partLength = 16.0

  let heard: Heard
  let beats: [Double]
  let downbeats: [Double]

  var chroma: Chroma { Chroma(heard.pitches) }

  /// What a part sounds like in each beat of a phrase.
  private struct Sounds {
    let notes: [[Int]]
    let timbre: [[Float]]
    let low: [Float]
    let level: Float

    /// A whole tone higher.
    var raised: Self {
      Self(notes: notes.map { $0.map { ($0 + 2) % 12 } }, timbre: timbre, low: low, level: level)
    }
  }

  /// `form` has a letter for each part; parts in `loud` are louder, and those at the places `raised` are a tone higher.
  /// `lead` seconds of nothing come before.
  init(
    _ form: String, loud: Set<Character> = [], raised: Set<Int> = [], lead: Double = 0, seed: UInt64 = 1
  ) {
    var random = SeededGenerator(seed: seed)
    var known: [Character: Sounds] = [:]
    for part in Set(form).sorted() {
      known[part] = Self.sounds(level: loud.contains(part) ? 30 : 0, &random)
    }
    let parts = form.enumerated().compactMap { place, letter in
      known[letter].map { raised.contains(place) ? $0.raised : $0 }
    }
    let perPart = Self.barsPerPart * 4
    let duration = lead + Double(parts.count) * Self.partLength
    beats = (0..<parts.count * perPart).map { lead + Double($0) * Self.beat }
    downbeats = stride(from: 0, to: beats.count, by: 4).map { lead + Double($0) * Self.beat }
    func sound(_ time: Double) -> (Sounds, Int)? {
      let beat = Int(((time - lead) / Self.beat).rounded(.down))
      guard time >= lead, beat < parts.count * perPart else { return nil }
      return (parts[beat / perPart], beat % 16)
    }
    var pitches = PitchFrames(rate: 22_050 / 2048), timbre = TimbreFrames(rate: 22_050 / 1024)
    var onsets = OnsetCurves(rate: 22_050 / 256)
    for frame in 0..<Int(duration * pitches.rate) {
      var bins = [Float](repeating: 0, count: PitchFrames.binCount)
      let found = sound(Double(frame) / pitches.rate)
      for note in found.map({ $0.0.notes[$0.1] }) ?? [] { bins[(note * 5 + 45) % 60] = 1 }
      pitches.bins += bins
      pitches.levels.append(found == nil ? 0 : 1)
      pitches.clarity.append(found == nil ? 0 : 0.9)
    }
    for frame in 0..<Int(duration * timbre.rate) {
      let found = sound(Double(frame) / timbre.rate)
      let noise = (0..<12).map { _ in Float.random(in: -1...1, using: &random) }
      timbre.coefficients.append((found?.0.level ?? -300) + noise[0])
      timbre.coefficients += found.map { zip($0.0.timbre[$0.1], noise).map { $0 + $1 } } ?? noise
    }
    for frame in 0..<Int(duration * onsets.rate) {
      let time = Double(frame) / onsets.rate
      let place = (time - lead) / Self.beat
      let isHit = place >= 0 && place - place.rounded(.down) < 0.05
      let strength = isHit ? sound(time).map { $0.0.low[$0.1] } ?? 0 : 0
      onsets.low.append(strength)
      onsets.middle.append(strength / 2)
      onsets.high.append(isHit ? 0.5 : 0)
      onsets.all.append(strength)
    }
    var shape = ShapeFrames(rate: timbre.rate)
    for frame in 0..<Int(duration * shape.rate) {
      let found = sound(Double(frame) / shape.rate)
      shape.powers.append(found.map { exp2f($0.0.level / 10) * 0.01 } ?? 0)
      shape.centroids.append(found == nil ? 0 : 1000 + 20 * (found?.0.timbre[0][0] ?? 0))
    }
    heard = Heard(
      duration: duration, isCut: false, onsets: onsets, pitches: pitches, timbre: timbre, shape: shape)
  }

  private static func sounds(level: Float, _ random: inout SeededGenerator) -> Sounds {
    var generator = random
    defer { random = generator }
    func number(_ range: ClosedRange<Float>) -> Float { Float.random(in: range, using: &generator) }
    let colour = (0..<12).map { _ in number(-6...6) }
    let chords = (0..<4).map { _ in Int.random(in: 0..<12, using: &generator) }
    return Sounds(
      notes: (0..<16).map { beat in
        let root = chords[beat / 4]
        return [root, (root + 4) % 12, (root + 7) % 12, Int.random(in: 0..<12, using: &generator)]
      },
      timbre: (0..<16).map { _ in colour.map { $0 + number(-3...3) } },
      low: (0..<16).map { $0 % 4 == 0 ? 2 : number(0...1) }, level: level)
  }
}
