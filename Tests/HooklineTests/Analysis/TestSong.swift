import Glibc
import TestKit

/// A song of known truth: drums, basses and chords in D major at 120 beats a minute.
enum TestSong {
  static let rate = 22_050

  /// One channel of it.
  static func samples(seconds: Double) -> [Float] {
    var samples = [Float](repeating: 0, count: Int(seconds * Double(rate)))
    var random = SeededGenerator(seed: 3)
    for beat in 0..<Int(seconds * 2) {
      let time = Double(beat) / 2
      if beat % 2 == 0 {
        add(&samples, time, 0.2) {
          0.7 * exp(-$0 * 20) * sin(2 * Double.pi * (55 * $0 + 1.5 * (1 - exp(-$0 * 40))))
        }
      } else {
        add(&samples, time, 0.15) { 0.3 * exp(-$0 * 25) * Double.random(in: -1...1, using: &random) }
      }
      add(&samples, time + 0.25, 0.05) { 0.1 * exp(-$0 * 60) * Double.random(in: -1...1, using: &random) }
      guard beat % 4 == 0 else { continue }
      let root = 62.0 + [0, 5, 7, 0][beat / 4 % 4]
      for pitch in [root - 24, root, root + 4, root + 7] { addNote(&samples, pitch, time) }
    }
    return samples
  }

  private static func addNote(_ samples: inout [Float], _ pitch: Double, _ time: Double) {
    let hertz = 440 * pow(2, (pitch - 69) / 12)
    add(&samples, time, 2) { moment in
      let fade = min(1, moment / 0.01) * min(1, (2 - moment) / 0.02)
      return (1...3).reduce(0) {
        $0 + 0.08 * fade / Double($1 * $1) * sin(2 * Double.pi * hertz * Double($1) * moment)
      }
    }
  }

  private static func add(
    _ samples: inout [Float], _ time: Double, _ seconds: Double, _ value: (Double) -> Double
  ) {
    let start = Int(time * Double(rate))
    for at in start..<max(start, min(samples.count, start + Int(seconds * Double(rate)))) {
      samples[at] += Float(value(Double(at - start) / Double(rate)))
    }
  }

  /// Noise without a pulse.
  static func noise(seconds: Double) -> [Float] {
    var random = SeededGenerator(seed: 4)
    return (0..<Int(seconds * Double(rate))).map { _ in Float.random(in: -0.3...0.3, using: &random) }
  }
}
