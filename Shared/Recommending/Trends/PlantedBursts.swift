import FoundationEssentials
import Glibc
import Models

/// A world of tracks in which it is known who bursts when, to ask how soon bursts are found and how often one is seen that is
/// none.
///
/// 100 tracks are used by 0.3 to 30 creators a day (evenly by the logarithm), at weekends more, each day by a Gamma factor
/// of variance 0.05 more or less. On one day in forty nobody looked; on others 60 to 100 % of the uses are known. A
/// quarter of the tracks burst once while they are watched: from one day on to 3 to 6 times as many creators and 10 more,
/// for 5 to 10 days, then halving in three. A tenth have a day on which one creator posts hundreds of videos.
public struct PlantedBursts: Sendable {
  public struct Result: Sendable, Equatable {
    /// Bursts, and those of them that were seen on their first or second day.
    public var bursts = 0
    public var found = 0
    /// Days of tracks on which nothing burst, and those of them that were taken for a burst.
    public var quietDays = 0
    public var falseAlarms = 0
    /// Days of tracks on which one creator flooded them, and those of them that were taken for a burst.
    public var floodedDays = 0
    public var floodsTaken = 0

    public init() {}

    public var foundShare: Double { bursts > 0 ? Double(found) / Double(bursts) : 0 }
    public var falseAlarmsPerThousand: Double {
      quietDays > 0 ? 1_000 * Double(falseAlarms) / Double(quietDays) : 0
    }

    public static func + (left: Result, right: Result) -> Result {
      var sum = left
      sum.bursts += right.bursts
      sum.found += right.found
      sum.quietDays += right.quietDays
      sum.falseAlarms += right.falseAlarms
      sum.floodedDays += right.floodedDays
      sum.floodsTaken += right.floodsTaken
      return sum
    }
  }

  public static let trackCount = 100
  /// Days on which every track is asked, each with what was known by then.
  public static let watchedDays = 30
  private static let week = [0.85, 0.9, 0.95, 1, 1.05, 1.2, 1.05]
  /// What a burst has left behind is neither a burst nor a quiet day.
  private static let afterglow = 14

  private struct Planted {
    var usual = 0.0
    var burst: (start: Int, length: Int, rate: Double)?
    var flood: Int?
    var counts: [Double] = []

    func rate(on day: Int) -> Double {
      guard let burst, day >= burst.start else { return usual }
      let over = day - burst.start - burst.length
      return over < 0 ? burst.rate : usual + (burst.rate - usual) * exp2(-Double(over + 1) / 3)
    }

    /// One creator has most of the videos of the last week.
    func isFlooded(on day: Int) -> Bool { flood.map { $0 <= day && day < $0 + 7 } ?? false }

    func isQuiet(on day: Int) -> Bool {
      burst.map { day < $0.start || day >= $0.start + $0.length + PlantedBursts.afterglow } ?? true
    }
  }

  private let tracks: [Planted]
  private let totals: [Double]
  private let window = UseWindow(.day, until: Date(timeIntervalSince1970: 1_767_225_600))

  /// The same seed makes the same world.
  public init(seed: UInt64) {
    var numbers = FixedNumbers(seed: seed)
    let days = window.length + Self.watchedDays
    let coverage = (0..<days).map { _ in
      Double.random(in: 0..<1, using: &numbers) < 1.0 / 40 ? 0 : Double.random(in: 0.6...1, using: &numbers)
    }
    var (tracks, totals) = ([Planted](), [Double](repeating: 0, count: days))
    for number in 0..<Self.trackCount {
      let track = Self.track(number, coverage, from: window.length, &numbers)
      for day in totals.indices { totals[day] += track.counts[day] }
      tracks.append(track)
    }
    (self.tracks, self.totals) = (tracks, totals)
  }

  private static func track(
    _ number: Int, _ coverage: [Double], from first: Int, _ numbers: inout FixedNumbers
  ) -> Planted {
    var track = Planted(usual: 0.3 * exp(log(100) * Double.random(in: 0..<1, using: &numbers)))
    if number % 4 == 0 {
      // Not on a day on which nobody looked, nor on the last.
      let days = (first..<coverage.count - 1).filter { coverage[$0] > 0 && coverage[$0 + 1] > 0 }
      track.burst = (
        days.randomElement(using: &numbers) ?? first, Int.random(in: 5...10, using: &numbers),
        track.usual * Double.random(in: 3...6, using: &numbers) + 10
      )
    } else if number % 10 == 1 {
      track.flood = Int.random(in: first..<coverage.count, using: &numbers)
    }
    track.counts = coverage.enumerated().map { day, coverage in
      let noise = numbers.gamma(shape: 20) / 20
      return numbers.poisson(track.rate(on: day) * week[day % 7] * noise * coverage)
    }
    return track
  }

  /// Asks for every track on every watched day, with what was known by then.
  public func watch() -> Result {
    let days = (0..<Self.watchedDays).map { $0 + 1..<$0 + 1 + window.length }
    let readers = days.map { days in
      TrendReader(UseVolume(window, totals: Array(totals[days]), creators: 100_000))
    }
    return tracks.enumerated().reduce(Result()) { sum, track in
      let taken = zip(days, readers).map { days, reader in
        reader.trend(of: uses(track.offset, track.element, days)).isBurst
      }
      return sum + judge(track.element, taken)
    }
  }

  private func judge(_ track: Planted, _ taken: [Bool]) -> Result {
    var result = Result()
    for (place, isTaken) in taken.enumerated() {
      let today = window.length + place
      if track.isFlooded(on: today) {
        result.floodedDays += 1
        result.floodsTaken += isTaken ? 1 : 0
      } else if track.isQuiet(on: today) {
        result.quietDays += 1
        result.falseAlarms += isTaken ? 1 : 0
      }
    }
    guard let start = track.burst.map({ $0.start - window.length }) else { return result }
    result.bursts = 1
    result.found = taken[start] || taken[start + 1] ? 1 : 0
    return result
  }

  private func uses(_ number: Int, _ track: Planted, _ days: Range<Int>) -> TrackUses {
    let counts = Array(track.counts[days]), recent = counts.suffix(window.recent).reduce(0, +)
    return TrackUses(
      Track.ID(Int64(number + 1)), window, counts: counts, recentCreators: Int(recent),
      topShare: track.isFlooded(on: days.upperBound - 1) ? 0.9 : 1 / max(1, recent),
      creators: Int(counts.reduce(0, +)))
  }
}

extension FixedNumbers {
  /// Above 0 and below 1.
  private mutating func unit() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

  mutating func poisson(_ mean: Double) -> Double {
    // By waiting times, in parts of which the exponential does not vanish.
    var left = mean, count = 0.0
    while left > 0 {
      let part = min(left, 100), limit = exp(-part)
      var product = unit()
      while product > limit {
        count += 1
        product *= unit()
      }
      left -= part
    }
    return count
  }

  /// Of scale 1, for shapes from 1 on (Marsaglia and Tsang).
  mutating func gamma(shape: Double) -> Double {
    let d = shape - 1.0 / 3, c = 1 / (9 * d).squareRoot()
    while true {
      let normal = (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit())
      let root = 1 + c * normal
      guard root > 0 else { continue }
      let value = root * root * root
      if log(unit()) < 0.5 * normal * normal + d - d * value + d * log(value) { return d * value }
    }
  }
}
