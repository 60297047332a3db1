import Glibc

/// The strokes of a song's drums, each made once and played often. Every song has drums of its own tuning.
struct DrumKit {
  struct Stroke {
    var samples: [Float]
    let left: Float
    let right: Float
  }

  private let strokes: [Stroke]

  subscript(drum: SongPlan.Hit.Drum) -> Stroke { strokes[drum.rawValue] }

  init(seed: UInt64, rate: Int) {
    var draws = Draws(seed, .drums)
    strokes = SongPlan.Hit.Drum.allCases.map { Self.stroke($0, rate: Double(rate), &draws) }
  }

  private static func stroke(_ drum: SongPlan.Hit.Drum, rate: Double, _ draws: inout Draws) -> Stroke {
    let tuning = 0.8 + 0.4 * draws.fraction()
    let noise = Noise(seed: UInt32(truncatingIfNeeded: draws.next()))
    switch drum {
    case .kick:
      let body = swept(from: 160 * tuning, to: 48 * tuning, time: 0.05, decay: 0.16, rate: rate)
      return Stroke(samples: body, left: 0.8, right: 0.8)
    case .snare:
      let body = swept(from: 240 * tuning, to: 180 * tuning, time: 0.03, decay: 0.07, rate: rate)
      return Stroke(
        samples: noise.burst(decay: 0.09 * tuning, smooth: 0.5, rate: rate, over: body), left: 0.4,
        right: 0.45)
    case .clap:
      return Stroke(
        samples: noise.burst(decay: 0.07 * tuning, smooth: 0.6, rate: rate), left: 0.5, right: 0.45)
    case .closedHat:
      return Stroke(
        samples: noise.burst(decay: 0.025 * tuning, smooth: 0, rate: rate), left: 0.13, right: 0.2)
    case .openHat:
      return Stroke(
        samples: noise.burst(decay: 0.12 * tuning, smooth: 0, rate: rate), left: 0.12, right: 0.18)
    case .tom:
      let body = swept(from: 190 * tuning, to: 110 * tuning, time: 0.08, decay: 0.15, rate: rate)
      return Stroke(samples: body, left: 0.6, right: 0.4)
    }
  }

  /// A sine that falls from one frequency to another and dies away.
  private static func swept(from high: Double, to low: Double, time: Double, decay: Double, rate: Double)
    -> [Float]
  {
    var phase = 0.0
    return (0..<Int(decay * 5 * rate)).map { index in
      let second = Double(index) / rate
      phase += 2 * Double.pi * (low + (high - low) * exp(-second / time)) / rate
      return Float(sin(phase) * exp(-second / decay) * min(1, second * 1000))
    }
  }

  private struct Noise {
    var seed: UInt32

    /// Noise that dies away. `smooth` takes away highs; without it lows are taken away instead.
    func burst(decay: Double, smooth: Double, rate: Double, over body: [Float] = []) -> [Float] {
      let count = max(body.count, Int(decay * 6 * rate))
      var (state, last) = (seed, 0.0)
      return (0..<count).map { index in
        state = state &* 1_664_525 &+ 1_013_904_223
        let white = Double(Int32(bitPattern: state)) / 2_147_483_648
        let sample = smooth > 0 ? last * smooth + white * (1 - smooth) : (white - last) / 2
        last = smooth > 0 ? sample : white
        let tone = index < body.count ? body[index] : 0
        return tone * 0.7 + Float(sample * exp(-Double(index) / (decay * rate)))
      }
    }
  }
}
