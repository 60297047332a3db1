import Glibc

/// What a drum is made of.
enum Layer: Sendable, Equatable {
  /// A sine that falls from one frequency to another in `fall` seconds.
  case sweep(from: Double, to: Double, fall: Double, decay: Double, level: Double)
  /// Ringing modes, as multiples of the lowest.
  case modes([Double], base: Double, decay: Double, level: Double)
  /// Noise between two frequencies; hands clap more than once.
  case noise(low: Double, high: Double, decay: Double, level: Double, claps: Int = 1, rise: Double = 0)
  /// Square waves that do not fit together, without what is below a frequency.
  case metal(base: Double, above: Double, decay: Double, level: Double)
}

/// A drum, and where it stands.
struct Stroke: Sendable, Equatable {
  let layers: [Layer]
  var place = 0.0

  /// `tuning` is a factor to all frequencies.
  func samples(rate: Double, tuning: Double, length: Double, seed: UInt32) -> [Float] {
    var samples: [Float] = []
    for (order, layer) in layers.enumerated() {
      let added = layer.samples(rate, tuning, length, seed &+ UInt32(order) &* 7919)
      if samples.count < added.count {
        samples.append(contentsOf: repeatElement(0, count: added.count - samples.count))
      }
      for index in added.indices { samples[index] += added[index] }
    }
    return samples
  }
}

extension Layer {
  fileprivate func samples(_ rate: Double, _ tuning: Double, _ length: Double, _ seed: UInt32) -> [Float] {
    switch self {
    case .sweep(let from, let to, let fall, let decay, let level):
      var phase = 0.0
      return (0..<Int(decay * length * 6 * rate)).map { index in
        let second = Double(index) / rate
        phase += 2 * Double.pi * tuning * (to + (from - to) * exp(-second / fall)) / rate
        return Float(level * sin(phase) * exp(-second / (decay * length)) * min(1, second * 2000))
      }
    case .modes(let ratios, let base, let decay, let level):
      return Self.modes(ratios, base * tuning, decay * length, level, rate)
    case .noise(let low, let high, let decay, let level, let claps, let rise):
      return Self.noise(low * tuning, high * tuning, decay * length, level, claps, rise, rate, seed)
    case .metal(let base, let above, let decay, let level):
      return Self.metal(base * tuning, above, decay * length, level, rate)
    }
  }

  private static func modes(
    _ ratios: [Double], _ base: Double, _ decay: Double, _ level: Double, _ rate: Double
  ) -> [Float] {
    var samples = [Float](repeating: 0, count: Int(decay * 6 * rate))
    for (order, ratio) in ratios.enumerated() where base * ratio < rate * 0.45 {
      let turn = 2 * Double.pi * base * ratio / rate
      let gain = level / Double(order + 1)
      let shrink = 1 / (decay / (1 + 0.3 * Double(order)) * rate)
      for index in samples.indices {
        samples[index] += Float(gain * sin(turn * Double(index)) * exp(-Double(index) * shrink))
      }
    }
    return samples
  }

  private static func noise(
    _ low: Double, _ high: Double, _ decay: Double, _ level: Double, _ claps: Int, _ rise: Double,
    _ rate: Double, _ seed: UInt32
  ) -> [Float] {
    var filter = Band(low: low, high: high, rate: rate)
    var state = seed | 1
    let gap = 0.011
    return (0..<Int((decay * 6 + gap * Double(claps - 1)) * rate)).map { index in
      state = state &* 1_664_525 &+ 1_013_904_223
      let second = Double(index) / rate
      let clap = min(claps - 1, Int(second / gap))
      let since = second - Double(clap) * gap
      let fade = clap < claps - 1 ? exp(-since / 0.006) : exp(-since / decay)
      let sample = filter.next(Float(Int32(bitPattern: state)) / 2_147_483_648)
      return sample * Float(level * fade * (rise > 0 ? min(1, second / rise) : 1))
    }
  }

  private static func metal(_ base: Double, _ above: Double, _ decay: Double, _ level: Double, _ rate: Double)
    -> [Float]
  {
    var filter = Band(low: above, high: rate, rate: rate)
    let steps = [1, 1.342, 1.2312, 1.6532, 1.9523, 2.1523].map { $0 * base / rate }
    return (0..<Int(decay * 6 * rate)).map { index in
      let sum = steps.reduce(Float(0)) { sum, step in
        let phase = step * Double(index)
        return sum + (phase - phase.rounded(.down) < 0.5 ? 1 : -1)
      }
      return filter.next(sum / 6) * Float(level * exp(-Double(index) / (decay * rate)))
    }
  }
}

/// Lets through what is between two frequencies: a second order below, a first order above.
struct Band {
  private let rise: Float
  private let fall: Float
  private var below: Float = 0
  private var lower: Float = 0
  private var above: Float = 0

  init(low: Double, high: Double, rate: Double) {
    rise = Float(1 - exp(-2 * Double.pi * min(low, rate * 0.45) / rate))
    fall = Float(1 - exp(-2 * Double.pi * min(high, rate * 0.49) / rate))
  }

  @inline(__always)
  mutating func next(_ sample: Float) -> Float {
    below += rise * (sample - below)
    let once = sample - below
    lower += rise * (once - lower)
    above += fall * (once - lower - above)
    return above
  }
}
