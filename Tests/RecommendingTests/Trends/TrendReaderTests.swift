import FoundationEssentials
import Glibc
import Models
import TestKit
import Testing

@testable import Recommending

@Suite struct TrendReaderTests {
  private let usual = [3.0, 2, 4, 3, 2, 3, 4]

  @Test func `a burst is seen with its age, and what is usual is none`() {
    let quiet = Uses().trend(usual, [])
    let burst = Uses().trend(usual, [20, 24])

    #expect(quiet.stage == .steady && !quiet.isBurst && abs(quiet.velocity) < 0.3 && quiet.doubt == nil)
    #expect(burst.stage == .emerging && burst.burstAge == 2 && burst.chance > 0.99 && burst.surprise > 5)
    #expect(abs(burst.velocity - log(49.0 / 11)) < 0.1, "44 and 5 by 6 and 5")
    #expect(burst.acceleration > 1 && burst.rate > 5 * burst.usualRate)
  }

  @Test func `one creator with many videos is no trend, nor is a video that all the world sees`() {
    let window = Uses().window
    var flood = UseTally(Track.ID(1), window), viral = UseTally(Track.ID(2), window)
    for place in 0..<window.length {
      for creator in 0..<3 { flood.add(Author.ID(Int64(place * 10 + creator)), at: place) }
    }
    for place in 50..<window.length { flood.add(Author.ID(99), at: place, videos: 200) }
    viral.add(Author.ID(5), at: 55)
    var seen = viral.uses
    seen.counted = UsageTrend([CounterReading(90_000_000, at: window.ends)])

    let (first, second) = (Uses().reader().trend(of: flood.uses), Uses().reader().trend(of: seen))

    #expect(first.doubt == .oneCreator && first.topShare > 0.9 && !first.isBurst && first.stage == .steady)
    #expect(second.doubt == .fewCreators && !second.isBurst && second.stage == .steady)
    #expect(second.signal.velocity == 0 && second.saturation > 0.4)
  }

  @Test func `days on which nobody looked are neither a fall nor in the way of a burst`() {
    var uses = Uses()
    for place in [10, 11, 30, 52, 53] { uses.others[place] = nil }
    let quiet = uses.counts(usual, []).enumerated().map { uses.others[$0] == nil ? 0 : $1 }
    let burst = uses.counts(usual, [20, 24]).enumerated().map { uses.others[$0] == nil ? 0 : $1 }
    let reader = uses.reader([quiet, burst])

    let (still, up) = (reader.trend(of: uses.uses(quiet)), reader.trend(of: uses.uses(burst)))
    uses.others[54] = nil
    uses.others[55] = nil
    let blind = uses.reader().trend(of: uses.uses(quiet))

    #expect(still.stage == .steady && still.counts[52] == nil && still.counts[51] == quiet[51])
    #expect(up.burstAge == 2 && abs(up.usualRate - 3) < 1)
    #expect(blind.doubt == .unknown && blind.stage == .steady)
  }

  @Test func `days of which only a part is known yet, and weekends, are no trend`() {
    var late = Uses()
    for place in 51..<56 { late.others[place] = 300 }
    var weekly = Uses()
    let isWeekend = weekly.window.places.map { [0, 6].contains(weekly.window.phase(of: $0)) }
    weekly.others = isWeekend.map { $0 ? 2_500 : 1_000 }

    let falling = late.counts([30], [9, 9, 9, 9, 9])
    let known = late.reader([falling]).trend(of: late.uses(falling))
    let counts: [Double?] = isWeekend.map { $0 ? 50 : 20 }
    let seasons = (0..<7).map { days in
      var shifted = weekly
      shifted.window = UseWindow(.day, until: weekly.window.ends.addingTimeInterval(Double(days) * 86_400))
      let moved = Array(counts[days...] + counts[..<days])
      shifted.others = Array(weekly.others[days...] + weekly.others[..<days])
      return shifted.reader([moved]).trend(of: shifted.uses(moved))
    }

    #expect(known.stage == .steady && abs(known.velocity) < 0.1)
    #expect(seasons.allSatisfy { $0.stage == .steady && abs($0.velocity) < 0.1 })
  }

  @Test func `a life goes from emerging over growth and its peak to decline and back to steady`() {
    let life: [Double] =
      [12, 16, 22, 30, 40, 55, 75, 95, 110, 120, 120, 121, 119, 120, 120, 118, 121, 120, 119, 121, 120, 121]
      + [90, 70, 50, 35, 25, 18, 12, 8, 5, 4, 3, 3] + Array(repeating: 3, count: 26)

    let stages = (1...life.count).map { Uses().trend([3], Array(life[..<$0].suffix(56))).stage }
    let order = stages.enumerated().filter { $0.offset == 0 || stages[$0.offset - 1] != $0.element }
      .map(\.element)

    #expect(order == [.emerging, .growth, .peak, .decline, .steady], "\(stages)")
  }

  @Test func `slow growth is growth without a burst`() {
    let slow = Uses().trend([20], (0..<21).map { 20 + Double($0) * 1.4 })

    #expect(slow.stage == .growth)
  }

  @Test func `counts that are none, negative or enormous do no harm`() {
    let evil: [Double?] = [.nan, -5, .infinity, 1e300, -.infinity, nil, .leastNonzeroMagnitude]
    let uses = Uses()
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      let counts = uses.window.places.map { _ in evil.randomElement(using: &generator) ?? nil }
      let totals = uses.window.places.map { _ in (evil.randomElement(using: &generator) ?? nil) ?? 3 }
      let reader = TrendReader(UseVolume(uses.window, totals: totals, creators: .min))
      let trend = reader.trend(
        of: TrackUses(
          Track.ID(1), uses.window, counts: counts, recentCreators: .max, topShare: .nan, creators: .min,
          counted: UsageTrend([CounterReading(.min, at: .distantPast)])))

      let figures = [
        trend.velocity, trend.acceleration, trend.surprise, trend.chance, trend.rate, trend.usualRate,
        trend.saturation,
      ]
      #expect(figures.allSatisfy { $0.isFinite }, "\(counts) \(totals) \(figures)")
      #expect((0...1).contains(trend.chance) && (0...1).contains(trend.saturation))
      #expect(!trend.isBurst, "nobody knows how many of the videos one creator made")
    }
    let short = uses.reader().trend(
      of: TrackUses(Track.ID(1), uses.window, counts: [], recentCreators: 0, topShare: 0, creators: 0))
    #expect(short.doubt == .unknown)
  }

  @Test func `a batch gives each track the signal that it has alone, in any order`() {
    let uses = Uses()
    let tracks = (1...20).map { number -> TrackUses in
      let last = Double(number) * Double(2 * (number % 3 + 1))
      return uses.uses(uses.counts([Double(number)], [last]), track: Int64(number))
    }
    let reader = uses.reader()

    let signals = reader.signals(of: tracks)

    #expect(signals == reader.signals(of: tracks.reversed()) && signals.count == 20)
    #expect(tracks.allSatisfy { signals[$0.track] == reader.trend(of: $0).signal })
    let other = TrackUses(
      Track.ID(9), Uses(period: .hour).window, counts: [], recentCreators: 0, topShare: 0, creators: 0)
    #expect(reader.signals(of: [other]).isEmpty, "counted in another window")
  }

  @Test func `hours are told as days are`() {
    let burst = Uses(others: 500, period: .hour).trend([0.5, 0, 1, 0.5], [6, 7, 8, 6])

    #expect(burst.stage == .emerging && burst.burstAge.map { (4...5).contains($0) } == true)
  }

  @Test func `saturation grows with how many have used it and how far it is past its peak`() {
    func saturation(_ last: [Double], creators: Int, counted: Int64?) -> Double {
      let uses = Uses(), counts = uses.counts([3], last)
      return uses.reader([counts]).trend(of: uses.uses(counts, creators: creators, counted: counted))
        .saturation
    }
    let (rising, fallen) = ([30.0, 40, 50], [40.0, 50, 60, 50, 40, 20, 10, 5, 5, 5])

    #expect(saturation(rising, creators: 0, counted: nil) == 0)
    #expect(saturation(rising, creators: 50, counted: 9_000) < 0.02)
    #expect(
      saturation(rising, creators: 500, counted: nil) < saturation(rising, creators: 1_500, counted: nil))
    #expect(saturation(rising, creators: 50, counted: 10_000_000) == 0.5)
    #expect(saturation(fallen, creators: 50, counted: 10_000_000) > 0.9)
    #expect(saturation(fallen, creators: 50, counted: 9_000) < 0.05)
  }

  @Test func `a list remembers the best of all, and counts the rest`() {
    let uses = Uses(), reader = uses.reader()
    var generator = SeededGenerator(seed: 1)
    let trends = (1...600).map { number in
      let counts = uses.counts(
        [Double.random(in: 0...9, using: &generator)], [Double.random(in: 0...60, using: &generator)])
      return reader.trend(of: uses.uses(counts, track: Int64(number)))
    }
    var (all, steady) = (TrendList(limit: 7), TrendList(limit: 1_000, stage: .steady))
    for trend in trends.shuffled(using: &generator) {
      all.add(trend)
      steady.add(trend)
    }

    #expect(all.first == Array(trends.sorted(by: TrackTrend.isBefore).prefix(7)) && all.considered == 600)
    #expect(
      all.first[0].isBurst && all.stages == Dictionary(grouping: trends, by: \.stage).mapValues(\.count))
    #expect(steady.first.count == all.stages[.steady] && steady.first.allSatisfy { $0.stage == .steady })
  }
}
