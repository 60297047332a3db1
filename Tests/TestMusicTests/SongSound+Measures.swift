import Glibc
import Samples
import TestMusic

extension SongSound {
  /// The mean square of the first channel.
  func power(_ seconds: Range<Double>) -> Double {
    let range =
      max(0, Int(seconds.lowerBound * Double(rate)))..<min(count, Int(seconds.upperBound * Double(rate)))
    guard !range.isEmpty else { return 0 }
    return channels[0][range].reduce(0.0) { $0 + Double($1 * $1) } / Double(range.count)
  }

  /// How much louder it gets there, players being late or early by some milliseconds.
  func rise(at second: Double) -> Double {
    let before = channels[0].edges(second - 0.055..<second - 0.02, rate)
    return max(0, channels[0].edges(second - 0.02..<second + 0.035, rate) - before)
  }

  /// Of the twelve tones, by naive transforms at the pitches of three octaves.
  func strengths(tuning: Double) -> [Double] {
    var strengths = [Double](repeating: 0, count: 12)
    for pitch in 48..<84 {
      let turn = 2 * Double.pi * 440 * exp2((Double(pitch) - 69 + tuning / 100) / 12) / Double(rate)
      for start in stride(from: 0, to: count - 4096, by: 8192) {
        strengths[pitch % 12] += channels[0].strength(turn, start..<start + 4096)
      }
    }
    return strengths
  }
}

extension SongSound {
  /// Of a tone and its first overtones.
  func strength(of pitch: Int, cents: Double) -> Double {
    let turn = 2 * Double.pi * 440 * exp2((Double(pitch) - 69 + cents / 100) / 12) / Double(rate)
    return (1...3).reduce(0) { $0 + channels[0].strength(turn * Double($1), 0..<count) }
  }
}

extension [Float] {
  /// The power of the differences between samples: highs count for more.
  fileprivate func edges(_ seconds: Range<Double>, _ rate: Int) -> Double {
    let first = Swift.max(1, Int(seconds.lowerBound * Double(rate)))
    let last = Swift.min(count, Int(seconds.upperBound * Double(rate)))
    guard last > first else { return 0 }
    return (first..<last).reduce(0.0) { sum, index in
      let edge = Double(self[index] - self[index - 1])
      return sum + edge * edge
    } / Double(last - first)
  }

  fileprivate func strength(_ turn: Double, _ range: Range<Int>) -> Double {
    var (sine, cosine) = (0.0, 0.0)
    let (stepSine, stepCosine) = (sin(turn), cos(turn))
    var (s, c) = (0.0, 1.0)
    for index in range {
      // Highest in the middle.
      let place = Double(index - range.lowerBound) / Double(range.count)
      let window = 4 * place * (1 - place)
      sine += Double(self[index]) * s * window
      cosine += Double(self[index]) * c * window
      (s, c) = (s * stepCosine + c * stepSine, c * stepCosine - s * stepSine)
    }
    return (sine * sine + cosine * cosine).squareRoot()
  }
}

extension Truth {
  /// The highest sample.
  var amplitude: Float { peak.map { Float(pow(10, $0 / 20)) } ?? 0 }
}
