import Testing

@testable import Factors

@Suite struct MeasureTests {
  @Test func `measures are what their formulas say`() {
    let quality = ListQuality([7, 1, 8, 2], relevant: [1, 2, 3], length: 4)

    // Hits at ranks 2 and 4; the best possible has three at 1, 2 and 3.
    let gain = 0.6309297535714575 + 0.43067655807339306
    #expect(abs(quality.ndcg - gain / (1 + 0.6309297535714575 + 0.5)) < 1e-12)
    #expect(quality.recall == 2.0 / 3)
    #expect(quality.reciprocalRank == 0.5)
    #expect(abs(quality.averagePrecision - (0.5 + 0.5) / 3) < 1e-12)
    #expect(ListQuality([1, 2, 3], relevant: [1, 2, 3], length: 3).ndcg == 1)
    #expect(ListQuality([4], relevant: [1], length: 10).ndcg == 0)
    #expect(ListQuality([4, 1], relevant: [1], length: 1).recall == 0)
  }

  @Test func `spread tells even lists from uneven ones`() {
    let even = Spread(counts: [3, 3, 3, 3])
    let uneven = Spread(counts: [0, 0, 0, 12])

    #expect(even.coverage == 1 && abs(even.gini) < 1e-12)
    #expect(uneven.coverage == 0.25 && abs(uneven.gini - 0.75) < 1e-12)
    #expect(Spread(counts: [0, 0]).coverage == 0)
  }

  @Test func `an interval holds the mean, and is as wide as theory says`() {
    let random = CountedRandom(seed: 3)
    let values = (0..<1_000).map { random.normal($0) }

    let interval = Bootstrap(seed: 5, threads: 2).intervals([values])[0]

    #expect(interval.low < interval.mean && interval.mean < interval.high)
    // 2 * 1.96 / sqrt(1000), within what 2,000 draws and this sample leave open.
    #expect(abs((interval.high - interval.low) / 0.124 - 1) < 0.1)
    #expect(Bootstrap(seed: 5).intervals([values])[0] == interval)
    #expect(Bootstrap(seed: 6).intervals([values])[0] != interval)
  }

  @Test func `differences are paired`() {
    let random = CountedRandom(seed: 4)
    let values = (0..<500).map { random.normal($0) }
    let better = values.map { $0 + 0.01 }

    let intervals = Bootstrap().intervals([values, better, zip(better, values).map { $0 - $1 }])

    // Each by itself says nothing, the difference is certain.
    #expect(intervals[0].high > intervals[1].low)
    #expect(intervals[2].low > 0.0099 && intervals[2].high < 0.0101)
  }

  @Test func `the last part of each user's time is set aside`() {
    let uses =
      (0..<10).map { TimedUse(user: 0, item: Int32($0), at: Int64(100 - $0)) }
      + (0..<4).map { TimedUse(user: 1, item: Int32($0), at: 5) }
      + (0..<6).map { TimedUse(user: 2, item: Int32($0), at: 5) }

    let split = TimeSplit(uses, userCount: 4)

    // Two of ten, none of a user with fewer than five, two of six that have one time: the last in their order.
    #expect(split.held == [[1, 0], [], [4, 5], []])
    #expect(split.training.count == 16)
    #expect(!split.training.contains { split.held[Int($0.user)].contains($0.item) })
  }

  @Test func `what was taken before is not foretold`() {
    let uses = [1, 2, 3, 4, 1].enumerated().map { TimedUse(user: 0, item: $1, at: Int64($0)) }

    #expect(TimeSplit(uses, userCount: 1).held == [[]])
  }

  @Test func `draws depend on seed, stream and place alone`() {
    let random = CountedRandom(seed: 9, stream: 2)
    let backwards = (0..<100).reversed().map { random.uniform($0) }

    #expect((0..<100).map { random.uniform($0) } == backwards.reversed())
    #expect(CountedRandom(seed: 9, stream: 3).bits(0) != random.bits(0))
    #expect(backwards.allSatisfy { 0..<1 ~= $0 })
    let mean = (0..<20_000).reduce(0) { $0 + random.normal($1) } / 20_000
    #expect(abs(mean) < 0.03)
  }
}
