import Testing

@testable import Factors

@Suite struct ListTests {
  private static func sorted(_ scores: [Float], _ limit: Int) -> [Scored] {
    let all = scores.enumerated().map { Scored(Int32($0), score: $1) }.filter { $0.score > -.infinity }
    return Array(all.sorted(by: TopList.isBetter).prefix(limit))
  }

  @Test(arguments: 0..<30)
  func `the best are those of a full sort, with equal scores by id`(seed: UInt64) {
    let random = CountedRandom(seed: seed)
    let count = 1 + random.index(0, below: 5_000)
    let limit = 1 + random.index(1, below: 120)
    // Few different scores, so that many are equal.
    let levels = [3, 50, 1_000_000][random.index(2, below: 3)]
    var scores = (0..<count).map { Float(random.index(10 + $0, below: levels)) - Float(levels / 2) }
    for place in 0..<count where random.uniform(10_000 + place) < 0.1 { scores[place] = -.infinity }
    // Zeros of both signs are one.
    for place in 0..<count where scores[place] == 0 { scores[place] = place % 2 == 0 ? 0 : -0.0 }
    var top = TopList(limit: limit)

    var start = 0
    while start < count {
      let length = min(count - start, 1 + random.index(20_000 + start, below: 300))
      top.take(Array(scores[start..<start + length]), count: length, first: Int32(start))
      start += length
    }

    #expect(top.finish() == Self.sorted(scores, limit), "seed \(seed)")
  }

  @Test func `the best of ascending and descending scores`() {
    for scores in [(0..<3_000).map { Float($0) }, (0..<3_000).map { Float(-$0) }] {
      var top = TopList(limit: 7)
      top.take(scores, count: scores.count, first: 0)
      #expect(top.finish() == Self.sorted(scores, 7))
    }
  }

  /// Items of one factor, so that scores are what anybody can compute.
  @Test func `lists have as many items as there are, none that is had or denied`() throws {
    let (users, items) = (try World.factors(300, 5, seed: 1), try World.factors(1_300, 5, seed: 2))
    // The last users have all but a few.
    var had = (0..<1_293).map { Interaction(user: 299, item: Int32($0)) }
    for user in 0..<300 {
      for place in 0..<40 {
        had.append(Interaction(user: Int32(user), item: Int32((user * 31 + place * 7) % 1_300)))
      }
    }
    let excluding = try Interactions(had, userCount: 300, itemCount: 1_300)
    let denied: Set<Int32> = [0, 5, 511, 512, 1_299]

    let lists = try TopLists(
      of: users, among: items, excluding: excluding.byUser, denied: denied, .init(length: 50, threads: 2))

    for user in 0..<300 {
      let taken = Set(excluding.byUser.columns(of: user)).union(denied)
      #expect(lists[user].count == min(50, 1_300 - taken.count))
      #expect(taken.isDisjoint(with: lists[user].map(\.id)))
      let scores = (0..<1_300).map { (item: Int) -> Float in
        taken.contains(Int32(item)) ? -Float.infinity : World.product(users[user], items[item])
      }
      let expected = Self.sorted(scores, 50)
      // The library adds in another order than this test: scores may differ in their last bits, ranks of near ones too.
      #expect(zip(lists[user], expected).allSatisfy { abs($0.score - $1.score) < 1e-4 })
      #expect(Set(lists[user].map(\.id)).count == lists[user].count)
    }
    #expect(lists[299].count == 6)
  }

  @Test func `everything denied leaves empty lists`() throws {
    let lists = try TopLists(
      of: try World.factors(3, 4, seed: 1), among: try World.factors(9, 4, seed: 2), denied: Set(0..<9))

    #expect((0..<3).allSatisfy { lists[$0].isEmpty })
  }

  @Test func `equal items stand by id`() throws {
    let users = try FactorMatrix(rows: 200, columns: 2, values: [Float](repeating: 1, count: 400))
    let items = try FactorMatrix(rows: 2_000, columns: 2, values: [Float](repeating: 0.5, count: 4_000))

    let lists = try TopLists(of: users, among: items, denied: [1], .init(length: 4))

    #expect((0..<200).allSatisfy { lists[$0].map(\.id) == [0, 2, 3, 4] })
  }

  @Test func `is the same for any number of threads`() throws {
    let (users, items) = (try World.factors(700, 16, seed: 3), try World.factors(3_000, 16, seed: 4))

    let lists = try [1, 2, 5].map { threads in
      try TopLists(of: users, among: items, .init(length: 20, threads: threads))
    }

    #expect(lists[0] == lists[1])
    #expect(lists[0] == lists[2])
  }

  @Test func `a fresh list is the sort of what the context says`() throws {
    let items = try World.factors(40_000, 6, seed: 5)
    let user: [Float] = [1, -2, 0.5, 0, 3, 1]
    let random = CountedRandom(seed: 6)
    var offsets = (0..<40_000).map { Float(random.uniform($0)) }
    for item in 0..<100 { offsets[item * 3] = -.infinity }
    let excluded = Set((0..<500).map { Int32($0 * 37) })

    let lists = try [1, 2, 5].map { threads in
      try items.best(30, for: user, offsets: offsets, excluded: excluded, threads: threads)
    }

    let scores = (0..<40_000).map { (item: Int) -> Float in
      excluded.contains(Int32(item)) ? -Float.infinity : offsets[item] + World.product(user[...], items[item])
    }
    #expect(zip(lists[0], Self.sorted(scores, 30)).allSatisfy { abs($0.score - $1.score) < 1e-4 })
    #expect(lists[0].count == 30)
    #expect(lists[0] == lists[1] && lists[0] == lists[2])
  }

  @Test func `refuses what makes no sense`() throws {
    let (users, items) = (try World.factors(3, 4, seed: 1), try World.factors(9, 4, seed: 2))
    let other = try World.factors(3, 5, seed: 1)
    let had = try Interactions([], userCount: 2, itemCount: 9)

    #expect(code { _ = try TopLists(of: other, among: items) } == .invalid)
    #expect(code { _ = try TopLists(of: users, among: items, .init(length: 0)) } == .invalid)
    #expect(code { _ = try TopLists(of: users, among: items, excluding: had.byUser) } == .invalid)
    #expect(code { _ = try TopLists(of: users, among: items, .init(memoryLimit: 1_000)) } == .tooLarge)
    #expect(code { _ = try FactorMatrix(rows: 1, columns: 2, values: [1, .nan]) } == .invalid)
    #expect(code { _ = try FactorMatrix(rows: 2, columns: 2, values: [1, 1]) } == .invalid)
    #expect(code { _ = try items.best(3, for: [1]) } == .invalid)
    #expect(code { _ = try items.best(3, for: [1, 1, 1, 1], offsets: [1]) } == .invalid)
  }
}
