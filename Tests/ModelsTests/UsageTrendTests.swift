import FoundationEssentials
import Models
import Testing

@Suite struct UsageTrendTests {
  private func reading(_ value: Int64, day: Double) -> CounterReading {
    CounterReading(value, at: Date(timeIntervalSince1970: 1_790_000_000 + day * 86_400))
  }

  @Test func `without a reading there is nothing to tell`() {
    #expect(UsageTrend([]) == nil)
  }

  @Test func `growth is told from the oldest of the last four weeks`() throws {
    let trend = try #require(
      UsageTrend([
        reading(400, day: 28), reading(1, day: -1), reading(100, day: 0), reading(350, day: 20),
      ]))

    #expect(trend.last == reading(400, day: 28) && trend.first == reading(100, day: 0))
    #expect(try abs(#require(trend.weeklyGrowth) - 0.41421356) < 1e-6)
  }

  @Test func `loss is growth below zero`() throws {
    let trend = try #require(UsageTrend([reading(200, day: 0), reading(50, day: 14)]))

    #expect(try abs(#require(trend.weeklyGrowth) + 0.5) < 1e-9)
  }

  @Test(arguments: [(100, 0.5), (19, 7), (0, 7), (100, 29)] as [(Int64, Double)])
  func `too few, too close and too old readings make no trend`(value: Int64, days: Double) throws {
    let trend = try #require(UsageTrend([reading(value, day: 0), reading(500, day: days)]))

    #expect(trend.last.value == 500 && trend.first == nil && trend.weeklyGrowth == nil)
  }

  @Test func `everything may be lost`() throws {
    let trend = try #require(UsageTrend([reading(100, day: 0), reading(0, day: 7)]))

    #expect(trend.weeklyGrowth == -1)
  }
}
