/// Where in a track a film has to begin for its cuts to come on beats.
public struct CutAlignment: Sendable, Equatable {
  /// Where the film begins, in seconds of the track.
  public let offset: Double
  /// By how much that is later than where the hook alone would have it begin; below 0 earlier.
  public let shift: Double
  /// How many of the film's cuts come within `Nearness.reach` of a beat.
  public let hits: Int
  public let cuts: Int
  /// The share of cuts that would come so near to a beat anywhere.
  public let chance: Double
  /// How likely cuts that were moved about at random would lie on the beats as well at any of the offsets that were tried.
  public let probability: Double
  /// Whether it was found in the first bar of the hook.
  public let isInHook: Bool

  public var share: Double { Double(hits) / Double(max(1, cuts)) }

  /// Fewer cuts are on the beats of any music, somewhere.
  public static let leastCuts = 4
  /// Beyond this it may as well be chance.
  static let mostProbability = 0.01
  private static let mostCuts = 2000
  /// How near to the best of all the best of the hook has to be: a film that was cut to another part of a song, which people
  /// play and no clock, is best left there.
  private static let hookShare: Float = 0.8
  /// Additions in one search: some tenths of a second.
  private static let effort = 600_000_000

  /// Nil where no offset is better than chance, be it within a bar of `home`, which is where the hook begins, or as far around
  /// it as there is time to look, where that is clearly better.
  public init?(cuts times: [Double], duration: Double, pulse: Pulse, trackEnd: Double, home: Double) {
    let cuts = Array(times.lazy.filter { $0 > 0 && $0 < duration }.prefix(Self.mostCuts).sorted())
    guard cuts.count >= Self.leastCuts, !pulse.isEmpty, let bar = pulse.barPeriod, duration < 86_400,
      trackEnd < 86_400
    else { return nil }
    let latest = max(0, trackEnd - duration)
    let home = min(max(0, home), latest)
    let search = OffsetSearch(cuts: cuts, duration: duration, pulse: pulse, home: home, jitter: bar / 2)
    let nearby = min(8, bar, Self.room(cuts))
    let near = search.best(in: Self.range(from: home - CutGrid.slack, length: nearby, latest: latest))
    let wide = search.best(in: Self.around(home, cuts, latest))
    let isNear = near.sum >= Self.hookShare * wide.sum
    // The place that is worth more comes first; the other one is a second try.
    let choices = isNear ? [near, wide] : [wide, near]
    let told = choices.enumerated().lazy.map { ($1, Double($0 + 1) * search.probability(of: $1)) }
      .first { $0.1 <= Self.mostProbability }
    guard let (best, probability) = told else { return nil }
    offset = min(max(0, search.refined(best.offset)), latest)
    shift = offset - home
    hits = search.hits(at: offset)
    self.cuts = cuts.count
    chance = search.chance(at: offset)
    self.probability = probability
    isInHook = abs(shift) <= min(8, bar) + Nearness.reach
  }

  private static func range(from start: Double, length: Double, latest: Double) -> ClosedRange<Double> {
    let start = max(0, min(start, latest - length))
    return start...min(latest, start + length)
  }

  private static func around(_ home: Double, _ cuts: [Double], _ latest: Double) -> ClosedRange<Double> {
    let length = min(latest, room(cuts))
    return range(from: home - length / 2, length: length, latest: latest)
  }

  /// How many seconds of a track there is time to try, with so many cuts.
  private static func room(_ cuts: [Double]) -> Double {
    Double(effort / (OffsetSearch.trials * cuts.count)) * Nearness.cell
  }
}

/// Tries where in a track a film may begin.
private struct OffsetSearch {
  /// Of cuts that are moved about, at most.
  static let trials = 499
  /// When so many of them were as good, the rest is not worth a look.
  private static let enough = 10
  /// What is that near to the best is as good.
  private static let nearlyBest: Float = 0.99

  let cuts: [Double]
  let duration: Double
  let pulse: Pulse
  let home: Double
  /// How far cuts are moved at random, in seconds: a bar in all, so that they come anywhere in it and the film is as busy where
  /// it was.
  let jitter: Double

  /// The best offset of some.
  struct Best {
    let offset: Double
    /// How near the cuts come to beats there, together.
    let sum: Float
    let range: ClosedRange<Double>
  }

  /// Of several that are nearly as good the one next to the hook's begin.
  func best(in range: ClosedRange<Double>) -> Best {
    var sums = Self.blank(range)
    nearness(in: range).sums(of: places(cuts), into: &sums)
    let top = sums.max() ?? 0
    func offset(_ place: Int) -> Double { range.lowerBound + Double(place) * Nearness.cell }
    let best = sums.indices.filter { sums[$0] >= Self.nearlyBest * top }
      .min { abs(offset($0) - home) < abs(offset($1) - home) }
    return Best(offset: offset(best ?? 0), sum: top, range: range)
  }

  private static func blank(_ range: ClosedRange<Double>) -> [Float] {
    [Float](repeating: 0, count: Int((range.upperBound - range.lowerBound) / Nearness.cell) + 1)
  }

  private func nearness(in range: ClosedRange<Double>) -> Nearness {
    Nearness(pulse, from: range.lowerBound, to: range.upperBound + duration)
  }

  /// How likely cuts that are moved about come as near to beats at the best of all offsets that were tried: trials until
  /// enough did (Besag and Clifford 1991).
  func probability(of best: Best) -> Double {
    guard best.sum > 0 else { return 1 }
    let nearness = nearness(in: best.range)
    var sums = Self.blank(best.range)
    var dice = Dice(seed: UInt64(cuts.count))
    var asGood = 0
    for trial in 1...Self.trials {
      let moved = cuts.map { reflected($0 + Double.random(in: -jitter...jitter, using: &dice)) }
      nearness.sums(of: places(moved), into: &sums)
      guard sums.contains(where: { $0 >= best.sum }) else { continue }
      asGood += 1
      if asGood == Self.enough { return Double(asGood) / Double(trial) }
    }
    return Double(asGood + 1) / Double(Self.trials + 1)
  }

  private func reflected(_ time: Double) -> Double {
    let inner = time < 0 ? -time : time > duration ? 2 * duration - time : time
    return min(max(0, inner), duration)
  }

  private func places(_ times: [Double]) -> [Int] { times.map { Int(($0 / Nearness.cell).rounded()) } }

  /// How far each cut comes after the nearest beat, of those that come near one.
  private func distances(at offset: Double) -> [Double] {
    cuts.compactMap { cut in
      pulse.beats.nearest(to: cut + offset).map { cut + offset - $0 }
    }.filter { abs($0) <= Nearness.reach }
  }

  func hits(at offset: Double) -> Int { distances(at: offset).count }

  /// With as many cuts before their beats as after.
  func refined(_ offset: Double) -> Double {
    let distances = distances(at: offset).sorted()
    guard !distances.isEmpty else { return offset }
    return offset - (distances[(distances.count - 1) / 2] + distances[distances.count / 2]) / 2
  }

  /// The share of the time that is near a beat.
  func chance(at offset: Double) -> Double {
    var (covered, last) = (0.0, offset)
    let end = offset + duration
    let first = pulse.beats.place(of: offset - Nearness.reach)
    for beat in pulse.beats[first...].prefix(while: { $0 - Nearness.reach < end }) {
      let (from, to) = (max(last, beat - Nearness.reach), min(end, beat + Nearness.reach))
      covered += max(0, to - from)
      last = max(last, to)
    }
    return covered / duration
  }
}
