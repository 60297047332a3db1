import Glibc
public import Samples

extension SongSound {
  /// One channel at another rate, as analysis takes it: the mean of both channels, or their difference where the mean
  /// is all but silent.
  public func heard(at target: Int) -> [Float] { Self.resampled(mono(), from: rate, to: target) }

  private func mono() -> [Float] {
    guard channels.count == 2 else { return channels[0] }
    let mean = zip(channels[0], channels[1]).map { ($0 + $1) / 2 }
    let difference = zip(channels[0], channels[1]).map { ($0 - $1) / 2 }
    func power(_ samples: [Float]) -> Float { samples.reduce(0) { $0 + $1 * $1 } }
    return power(mean) < 0.01 * power(difference) ? difference : mean
  }

  /// By a sinc with a Hann window of 24 zero crossings each side.
  private static func resampled(_ samples: [Float], from rate: Int, to target: Int) -> [Float] {
    guard rate != target else { return samples }
    let crossings = 24.0, fineness = 256.0
    let step = Double(rate) / Double(target)
    let cutoff = min(1, 1 / step) * 0.96
    let reach = crossings / cutoff
    let table = (0...Int(crossings * fineness) + 1).map { index in
      let x = Double(index) / fineness
      guard x > 0, x < crossings else { return x > 0 ? Float(0) : Float(cutoff) }
      return Float(cutoff * sin(Double.pi * x) / (Double.pi * x) * pow(cos(Double.pi * x / crossings / 2), 2))
    }
    return (0..<Int(Double(samples.count) / step)).map { index in
      let place = Double(index) * step
      let first = max(0, Int((place - reach).rounded(.up))), last = min(samples.count - 1, Int(place + reach))
      var sum: Float = 0
      for at in first...max(first, last) where at < samples.count {
        sum += samples[at] * table[Int(abs(place - Double(at)) * cutoff * fineness)]
      }
      return sum
    }
  }
}
