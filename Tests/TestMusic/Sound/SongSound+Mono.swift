import Glibc
public import Samples

extension SongSound {
  /// One channel of so many samples a second, as analysis takes it.
  public func mono(rate target: Int) -> [Float] {
    let mixed = (0..<count).map { at in channels.reduce(0) { $0 + $1[at] } / Float(channels.count) }
    guard target != rate else { return mixed }
    let common = Self.divisor(target, rate)
    let (up, down) = (target / common, rate / common)
    let cutoff = min(1, Double(up) / Double(down)) * 0.95
    let reach = Int(16 / cutoff)
    let filters = (0..<up).map { Self.filter(part: Double($0) / Double(up), cutoff, reach) }
    return (0..<mixed.count * up / down).map { sample in
      let filter = filters[sample * down % up], middle = sample * down / up
      var sum: Float = 0
      for at in max(0, middle - reach)...min(mixed.count - 1, middle + reach) {
        sum += mixed[at] * filter[at - middle + reach]
      }
      return sum
    }
  }

  /// What samples around a moment count that is a part of a sample after one of them.
  private static func filter(part: Double, _ cutoff: Double, _ reach: Int) -> [Float] {
    (-reach...reach).map { at in
      let distance = Double(at) - part
      let angle = Double.pi * distance * cutoff
      let window = 0.5 + 0.5 * cos(Double.pi * distance / Double(reach + 1))
      return Float(cutoff * window * (abs(angle) < 1e-9 ? 1 : sin(angle) / angle))
    }
  }

  private static func divisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : divisor(other, one % other)
  }
}
