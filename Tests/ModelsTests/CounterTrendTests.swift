import FoundationEssentials
import Models
import Testing

@Suite struct CounterTrendTests {
  private let start = Date(timeIntervalSince1970: 1_790_000_000)

  /// What is said of a number after another one, so many days later.
  private func flag(
    _ name: String, _ before: Int64, _ now: Int64, days: Double = 1, of trends: [CounterTrend]
  ) -> String? {
    let trend = trends.first { $0.name == name }
    return trend?.flag(
      CounterReading(now, at: start + days * 86_400), after: CounterReading(before, at: start))
  }

  @Test func `what goes on as such numbers do has no flag`() {
    #expect(flag("followers", 1_000, 1_000, of: CounterTrend.author) == nil)
    #expect(flag("followers", 1_000, 701, of: CounterTrend.author) == nil)
    #expect(flag("plays", 137_100, 137_069, of: CounterTrend.video) == nil)
    #expect(flag("plays", 1_249_000, 1_200_000, of: CounterTrend.video) == nil)
    #expect(flag("plays", 100, 9_999, of: CounterTrend.video) == nil)
    #expect(flag("plays", 0, 10_000, of: CounterTrend.video) == nil)
  }

  @Test func `what falls more than people leave, or than is rounded, has fallen`() {
    #expect(flag("followers", 1_000, 699, of: CounterTrend.author) == "followers fell")
    #expect(flag("plays", 1_000_000, 940_000, of: CounterTrend.video) == "plays fell")
    #expect(flag("uses", 500, 100, days: 300, of: CounterTrend.track) == "uses fell")
    #expect(flag("likes", 5_000_000_000, 10, of: CounterTrend.author) == "likes fell")
    #expect(flag("plays", 99, 0, of: CounterTrend.video) == nil)
  }

  @Test func `more than a hundred times as much in a day has jumped, and after some days may have happened`()
  {
    #expect(flag("plays", 100, 10_001, of: CounterTrend.video) == "plays jumped")
    #expect(flag("plays", 100, 10_001, days: 0.01, of: CounterTrend.video) == "plays jumped")
    #expect(flag("plays", 0, 10_001, of: CounterTrend.video) == "plays jumped")
    #expect(flag("plays", 100, 500_000, days: 2, of: CounterTrend.video) == nil)
    #expect(flag("plays", 100, 2_000_000, days: 2, of: CounterTrend.video) == "plays jumped")
    #expect(flag("followers", 100, .max, days: 30, of: CounterTrend.author) == nil)
  }

  @Test func `the extremes of numbers and of time do no harm`() {
    for days in [0, 1e-9, 1e9] {
      _ = flag("plays", .max, 0, days: days, of: CounterTrend.video)
      _ = flag("plays", 0, .max, days: days, of: CounterTrend.video)
    }
    #expect(flag("plays", 10, 5_000, days: -1, of: CounterTrend.video) == nil)
  }

  @Test func `a snapshot's flags stand in the order of its numbers, and unknown numbers have none`() {
    let last = [CounterReading(1_000, at: start), nil, CounterReading(900, at: start), nil]

    let flags = CounterTrend.flags(
      CounterTrend.author, [10, 5, 1_000_000, nil], at: start + 60, after: last)

    #expect(flags == "followers fell, likes jumped")
    #expect(CounterTrend.flags(CounterTrend.author, [1, 2, 3, 4], at: start, after: []) == nil)
  }
}
