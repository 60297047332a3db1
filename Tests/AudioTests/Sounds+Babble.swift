import Glibc
import TestKit

extension Sounds {
  /// Vowels whose pitch falls and whose colour changes, hisses between them, and a breath after some.
  static func babble(seconds: Double, pitch: Double) -> Sounds {
    var sounds = Sounds(seconds: seconds, seed: 11)
    var random = SeededGenerator(seed: 12)
    var time = 0.1
    while time < seconds - 0.3 {
      let length = Double.random(in: 0.1...0.2, using: &random)
      let start = pitch * Double.random(in: 0.9...1.3, using: &random)
      let formant = Double.random(in: 400...900, using: &random)
      let upper = Double.random(in: 1200...2400, using: &random)
      sounds.add(time, seconds: length) { moment in
        let phase = 2 * Double.pi * (start * moment - 0.5 * start * moment * moment)
        let fade = min(1, moment / 0.02) * min(1, (length - moment) / 0.03)
        return (1...18).reduce(0) { sum, partial in
          let hertz = Double(partial) * start
          let gain = 1 / (1 + pow((hertz - formant) / 120, 2)) + 0.4 / (1 + pow((hertz - upper) / 160, 2))
          return sum + 0.2 * fade * gain * sin(Double(partial) * phase)
        }
      }
      sounds.snare(time + length, level: 0.08)
      let rest = Double.random(in: 0...1, using: &random) < 0.25 ? 0.3 : 0.06
      time += length + rest
    }
    return sounds
  }
}
