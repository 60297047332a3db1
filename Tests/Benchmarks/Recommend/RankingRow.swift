import Factors
import Lifecycle
import Sources

extension Comparison {
  /// What is foretold of MovieLens.
  static let ranking = Comparison(
    name: "ranking", unit: "NDCG@10", peerName: "implicit", target: 1.0, floor: 0.1, needsDatabase: false,
    help: "EASE on the last fifth of each user's likes in ml-latest-small (folder: HOOKLINE_BENCH_MOVIELENS)"
  ) { bench in
    try await RecommendPeer.with(bench) { peer in try await RankingRow(bench, peer).figures() }
  }
}

/// The protocol of `hookline evaluate ranking`. Both choose their settings on a slice of what they may learn from.
private struct RankingRow {
  private static let penalties = [50.0, 100, 150, 250, 400, 700]

  private struct Answer: Decodable {
    var alpha: Double
    var regularization: Double
  }

  private let bench: Bench
  private let peer: RecommendPeer
  private let trial: Trial
  private let slice: Trial
  private let itemCount: Int

  init(_ bench: Bench, _ peer: RecommendPeer) throws {
    (self.bench, self.peer) = (bench, peer)
    guard let folder = ChildProcess.ownEnvironment["HOOKLINE_BENCH_MOVIELENS"] else {
      throw BenchError(
        "HOOKLINE_BENCH_MOVIELENS names no folder of ml-latest-small, which may not be passed on")
    }
    let (uses, users, items) = try Self.likes(folder + "/ratings.csv")
    itemCount = items
    let split = TimeSplit(uses, userCount: users)
    let inner = TimeSplit(split.training, userCount: users)
    trial = try Trial(split, itemCount: items, threads: TasteBench.threads)
    slice = try Trial(inner, itemCount: items, threads: TasteBench.threads)
    try peer.shape(.init(users: users, items: items, seed: bench.scale.seed))
    try peer.write(split.training.map { ($0.user, $0.item) }, "training")
    try peer.write(inner.training.map { ($0.user, $0.item) }, "slice")
    let held = inner.held.enumerated().flatMap { user, items in items.sorted().map { (Int32(user), $0) } }
    try peer.write(held, "slice-held")
  }

  private static func likes(_ path: String) throws -> (uses: [TimedUse], users: Int, items: Int) {
    let reader = try CSVReader(path)
    let header = try CSVColumns(of: reader)
    let places = try ["userId", "movieId", "rating", "timestamp"].map { try header.place(of: $0, in: path) }
    var users: [Int64: Int32] = [:]
    var rows: [(user: Int32, item: Int64, at: Int64)] = []
    var known: Set<Int64> = []
    while case .record = try reader.next() {
      let texts = places.map { reader.text($0) ?? "" }
      guard let user = Int64(texts[0]), let item = Int64(texts[1]), let rating = Double(texts[2]),
        let at = Int64(texts[3])
      else { throw BenchError("\(path), line \(reader.line) is no rating") }
      let number = users[user] ?? Int32(users.count)
      users[user] = number
      known.insert(item)
      if rating >= 4 { rows.append((number, item, at)) }
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(known.sorted(), Int32(0)...))
    let uses = rows.compactMap { row in
      numbers[row.item].map { TimedUse(user: row.user, item: $0, at: row.at) }
    }
    return (uses, users.count, known.count)
  }

  func figures() async throws -> Figures {
    let answer = try await peer.run("rank", as: Answer.self)
    let ranked = try peer.integers("ranked")
    let theirs = trial.judged.map { user in
      ListQuality(ranked[user * 10..<user * 10 + 10], relevant: trial.held[user], length: 10).ndcg
    }
    let chosen = try Self.penalties.map { ($0, try slice.result(of: .ease(penalty: $0)).ndcg) }
      .max { $0.1 < $1.1 }
    let penalty = chosen?.0 ?? 150
    let ours = try trial.result(of: .ease(penalty: penalty)).short.map(\.ndcg)
    let popular = try trial.result(of: .popularity).short.map(\.ndcg)
    let intervals = Bootstrap(seed: UInt64(bench.scale.seed), threads: TasteBench.threads).intervals([
      ours, theirs, popular, zip(ours, theirs).map { $0 - $1 }, zip(ours, popular).map { $0 - $1 },
    ])
    return Figures(
      ours: intervals[0].mean, peer: intervals[1].mean,
      details: [
        ("penalty", penalty), ("peerAlpha", answer.alpha), ("peerRegularization", answer.regularization),
        ("oursLow", intervals[0].low), ("oursHigh", intervals[0].high), ("peerLow", intervals[1].low),
        ("peerHigh", intervals[1].high), ("popularity", intervals[2].mean),
        ("toPeer", intervals[3].mean), ("toPeerLow", intervals[3].low), ("toPeerHigh", intervals[3].high),
        ("toPopularity", intervals[4].mean), ("toPopularityLow", intervals[4].low),
        ("toPopularityHigh", intervals[4].high), ("users", Double(theirs.count)),
        ("items", Double(itemCount)),
      ])
  }
}
