import Glibc

/// Beats as a clock would give them.
///
/// What follows beats through a song may slide to the off-beats of one of its parts, and back again. Where the tempo does
/// not change, that shows: the beats keep their distance and lie a third, a quarter or half of it beside each other.
struct SteadyBeats: Sendable, Equatable {
  private static let leastBeats = 32
  /// More are not of one song.
  private static let mostBeats = 2000
  /// How far the period may be from the usual distance, as a part of it.
  private static let reach = 0.02
  /// How well the beats must lie on a clock, whose quarters or thirds they may be on, from 0 to 1.
  private static let leastFit = 0.6
  /// Of a beat, that one may be beside the clock.
  private static let width = 0.08

  /// Seconds.
  let period: Double
  /// Of the first beat, less than a period.
  let start: Double

  /// Nil where the tempo wanders, and for beats that are too few or too many for one clock. They are sorted.
  init?(_ beats: [Double]) {
    guard (Self.leastBeats...Self.mostBeats).contains(beats.count), let last = beats.last,
      let first = beats.first
    else { return nil }
    let usual = zip(beats.dropFirst(), beats).map { $0 - $1 }.sorted()[(beats.count - 1) / 2]
    guard usual > 0, last > first else { return nil }
    // A step by which the last of the beats moves by a fiftieth.
    let step = usual / (last - first) / 50
    let best = stride(from: -Self.reach, through: Self.reach, by: step).lazy
      .map { usual * (1 + $0) }.map { (period: $0, fit: Self.fit(beats, $0)) }
      .max { $0.fit < $1.fit }
    guard let best, best.fit >= Self.leastFit else { return nil }
    period = best.period
    start = Self.start(beats, best.period)
  }

  /// From the first on, in seconds, `level` beats apart.
  func times(until duration: Double, level: Double = 1) -> [Double] {
    let distance = period * level
    let first = start - (start / distance).rounded(.down) * distance
    return (0...Int(max(0, duration - first) / distance)).map { first + Double($0) * distance }
  }

  /// How much the beats agree on a clock of that period, its quarters and thirds being alike.
  private static func fit(_ beats: [Double], _ period: Double) -> Double {
    [3.0, 4].map { part in
      var sums = (0.0, 0.0)
      for beat in beats {
        let angle = 2 * Double.pi * part * beat / period
        sums.0 += cos(angle)
        sums.1 += sin(angle)
      }
      return (sums.0 * sums.0 + sums.1 * sums.1).squareRoot() / Double(beats.count)
    }.reduce(0, max)
  }

  /// Where most of the beats are.
  private static func start(_ beats: [Double], _ period: Double) -> Double {
    let places = beats.map { ($0 / period) - ($0 / period).rounded(.down) }
    func beside(_ place: Double, _ other: Double) -> Double { (place - other) - (place - other).rounded() }
    let best = (0..<48).map { Double($0) / 48 }.max { one, other in
      places.count { abs(beside($0, one)) < width } < places.count { abs(beside($0, other)) < width }
    }
    let offsets = places.map { beside($0, best ?? 0) }.filter { abs($0) < width }
    let middle = (best ?? 0) + offsets.reduce(0, +) / Double(max(1, offsets.count))
    return (middle - middle.rounded(.down)) * period
  }
}
