import Glibc
public import Samples

extension SongSound {
  private static let places = 512

  /// One channel at another rate, as analyses take it. Where both sides are silence together, one alone.
  public func mono(rate target: Int) -> [Float] {
    let samples = mixed()
    guard rate != target else { return samples }
    let step = Double(rate) / Double(target)
    let reach = Int((16 * max(1, step)).rounded(.up))
    let filters = Self.filters(step: step, reach: reach)
    let silence = [Float](repeating: 0, count: reach + 2)
    let padded = silence + samples + silence
    return (0..<Int(Double(samples.count) / step)).map { index in
      let place = Double(index) * step
      let first = Int(place)
      let filter = filters[Int((place - Double(first)) * Double(Self.places))]
      var sum: Float = 0
      for at in filter.indices { sum += filter[at] * padded[first + at + 3] }
      return sum
    }
  }

  private func mixed() -> [Float] {
    guard channels.count > 1 else { return channels[0] }
    let mean = zip(channels[0], channels[1]).map { ($0 + $1) / 2 }
    return mean.allSatisfy { abs($0) < 1e-7 } ? channels[0] : mean
  }

  /// A sine over its arc in a window of Hann, for each of some places between samples.
  private static func filters(step: Double, reach: Int) -> [[Float]] {
    let cutoff = min(1, 1 / step) * 0.95
    return (0..<places).map { place in
      (1 - reach...reach).map { at in
        let distance = Double(at) - Double(place) / Double(places)
        guard abs(distance) < Double(reach) else { return 0 }
        let angle = Double.pi * distance * cutoff
        let part = abs(angle) < 1e-9 ? 1 : sin(angle) / angle
        return Float(part * cutoff * (0.5 + 0.5 * cos(Double.pi * distance / Double(reach))))
      }
    }
  }
}
