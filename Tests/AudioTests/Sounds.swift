import Glibc
import TestKit

/// Sounds of known truth, at 22.05 kHz.
struct Sounds {
  static let rate = 22_050.0
  private(set) var samples: [Float]
  private var random: SeededGenerator

  init(seconds: Double, seed: UInt64 = 1) {
    samples = [Float](repeating: 0, count: Int(seconds * Self.rate))
    random = SeededGenerator(seed: seed)
  }

  mutating func add(_ time: Double, seconds: Double, _ value: (Double) -> Double) {
    let start = Int(time * Self.rate)
    for at in max(0, start)..<min(samples.count, start + Int(seconds * Self.rate)) {
      samples[at] += Float(value(Double(at - start) / Self.rate))
    }
  }

  mutating func kick(_ time: Double) {
    add(time, seconds: 0.2) {
      0.8 * exp(-$0 * 20) * sin(2 * Double.pi * (55 * $0 + 1.5 * (1 - exp(-$0 * 40))))
    }
  }

  mutating func snare(_ time: Double, level: Double = 0.4) {
    var generator = random
    add(time, seconds: 0.15) { level * exp(-$0 * 25) * Double.random(in: -1...1, using: &generator) }
    random = generator
  }

  /// A note of four harmonics; 69 is the A of 440 Hz.
  mutating func note(_ pitch: Double, at time: Double, seconds: Double, level: Double = 0.1) {
    let hertz = 440 * pow(2, (pitch - 69) / 12)
    add(time, seconds: seconds) { moment in
      let fade = min(1, moment / 0.01) * min(1, (seconds - moment) / 0.02)
      return (1...4).reduce(0) {
        $0 + level * fade / Double($1 * $1) * sin(2 * Double.pi * hertz * Double($1) * moment)
      }
    }
  }

  mutating func append(_ other: Sounds) { samples += other.samples }

  mutating func scale(_ factor: Float) {
    for at in samples.indices { samples[at] *= factor }
  }

  mutating func noise(level: Double) {
    for at in samples.indices { samples[at] += Float(Double.random(in: -level...level, using: &random)) }
  }

  /// Kick on odd and snare on even beats, hats between, and chords of I, IV, V and I, a bar each.
  static func song(bpm: Double, tonic: Int = 0, seconds: Double, beatsPerBar: Int = 4, cents: Double = 0)
    -> Sounds
  {
    var song = Sounds(seconds: seconds)
    let beat = 60 / bpm
    for index in 0..<Int(seconds / beat) {
      let time = Double(index) * beat
      let place = index % beatsPerBar
      if place == 0 || (place == 2 && beatsPerBar == 4) { song.kick(time) } else { song.snare(time) }
      song.snare(time + beat / 2, level: 0.1)
      guard place == 0 else { continue }
      let root = Double(tonic) + [0, 5, 7, 0][index / beatsPerBar % 4] + cents / 100
      for third in [0.0, 4, 7] {
        song.note(60 + root + third, at: time, seconds: beat * Double(beatsPerBar))
      }
      song.note(36 + root, at: time, seconds: beat * Double(beatsPerBar), level: 0.2)
    }
    return song
  }
}
