import Factors

/// Users who like what is of their genres, made from a seed.
///
/// There is a genre for every 200 items, and in each the first are liked most. A user has three; four of five likes are
/// of them, the first genre's being half of these, and one is of anything, by how popular it is everywhere.
struct TasteWorld: Sendable {
  let users: Int
  let items: Int
  /// What there is to learn from.
  let likes: [(user: Int32, item: Int32)]
  /// Some users, and what they liked besides.
  let judged: [Int32]
  let held: [Set<Int32>]

  /// `each` likes a user, of which one in ten of those of judged users is held back.
  init(users: Int, items: Int, each: Int, seed: Int) {
    (self.users, self.items) = (users, items)
    let random = CountedRandom(seed: UInt64(seed))
    let step = max(1, users / 5_000)
    var likes: [(user: Int32, item: Int32)] = []
    likes.reserveCapacity(users * each)
    var judged: [Int32] = []
    var held: [Set<Int32>] = []
    for user in 0..<users {
      let isJudged = user % step == 0
      var own: Set<Int32> = []
      var later: Set<Int32> = []
      for place in 0..<each {
        let item = Self.item(user, user * each + place, items, random)
        if isJudged, place % 10 == 9 { later.insert(item) } else { own.insert(item) }
      }
      likes += own.sorted().map { (Int32(user), $0) }
      later.subtract(own)
      guard isJudged, !later.isEmpty else { continue }
      judged.append(Int32(user))
      held.append(later)
    }
    (self.likes, self.judged, self.held) = (likes, judged, held)
  }

  private static func item(_ user: Int, _ place: Int, _ items: Int, _ random: CountedRandom) -> Int32 {
    let genres = max(1, items / 200)
    let kind = random.uniform(4 * place)
    guard kind < 0.8 else { return Int32(steep(random.uniform(4 * place + 1), below: items)) }
    let which = kind < 0.4 ? 0 : kind < 0.6 ? 1 : 2
    // Far behind the numbers that the likes are drawn with.
    let genre = random.index(1 << 50 + 3 * user + which, below: genres)
    let rank = steep(random.uniform(4 * place + 1), below: items / genres)
    return Int32(min(items - 1, rank * genres + genre))
  }

  /// Low numbers more often than high ones.
  private static func steep(_ share: Double, below limit: Int) -> Int {
    min(limit - 1, Int(share * share * Double(limit)))
  }

  var interactions: Interactions {
    get throws {
      try Interactions(
        likes.map { Interaction(user: $0.user, item: $0.item) }, userCount: users, itemCount: items)
    }
  }

  /// The mean NDCG@10 of factors, over the judged users; `table` is of all likes.
  func ndcg(_ judgedFactors: FactorMatrix, _ items: FactorMatrix, _ table: Interactions) throws -> Double {
    let own = judged.enumerated().flatMap { row, user in
      table.byUser[Int(user)].map { Interaction(user: Int32(row), item: $0.id) }
    }
    let excluding = try Interactions(own, userCount: judged.count, itemCount: self.items)
    let lists = try TopLists(
      of: judgedFactors, among: items, excluding: excluding.byUser,
      .init(length: 10, threads: TasteBench.threads))
    let gains = held.indices.map { ListQuality(lists[$0].map(\.id), relevant: held[$0], length: 10).ndcg }
    return gains.reduce(0, +) / Double(gains.count)
  }
}
