import Factors

extension Comparison {
  /// Lists for everybody at once.
  static let precompute = Comparison(
    name: "precompute", unit: "user/s", peerName: "implicit", target: 1, needsDatabase: false,
    help: "the best 100 of --tracks items for as many users, 64 factors, without what each has; 2 threads"
  ) { bench in
    try await RecommendPeer.with(bench) { peer in try await PrecomputeRow(bench, peer).figures() }
  }
}

private struct PrecomputeRow {
  private struct Answer: Decodable {
    var seconds: Double
    var cpuSeconds: Double
    var sum: Double
    var peakMegabytes: Double
  }

  private let bench: Bench
  private let peer: RecommendPeer
  private let users: FactorMatrix
  private let items: FactorMatrix
  private let likes: Interactions

  init(_ bench: Bench, _ peer: RecommendPeer) throws {
    (self.bench, self.peer) = (bench, peer)
    let (count, width) = (bench.scale.tracks, TasteBench.factors)
    let random = CountedRandom(seed: UInt64(bench.scale.seed), stream: 7)
    func matrix(_ start: Int) throws -> FactorMatrix {
      try FactorMatrix(
        rows: count, columns: width, values: (0..<count * width).map { Float(random.normal(start + $0)) })
    }
    (users, items) = (try matrix(0), try matrix(count * width))
    let world = TasteWorld(users: count, items: count, each: 50, seed: bench.scale.seed)
    likes = try world.interactions
    try peer.shape(.init(users: count, items: count, seed: bench.scale.seed))
    try peer.write(users.values, "users")
    try peer.write(items.values, "items")
    try peer.write(world.likes, "likes")
  }

  func figures() async throws -> Figures {
    var (ours, peers): ([Spent], [Answer]) = ([], [])
    let settings = TopLists.Settings(length: TasteBench.length, threads: TasteBench.threads)
    for round in 1...bench.scale.rounds {
      try Task.checkCancellation()
      var sum = 0.0
      var lists: TopLists?
      ours.append(
        try Spent { lists = try TopLists(of: users, among: items, excluding: likes.byUser, settings) })
      if let lists {
        for user in 0..<lists.count { for scored in lists[user] { sum += Double(scored.score) } }
      }
      lists = nil
      let answer = try await peer.run("lists", as: Answer.self)
      guard abs(sum / answer.sum - 1) < 1e-5 else {
        throw BenchError("the lists differ: their scores add up to \(sum) here and \(answer.sum) there")
      }
      peers.append(answer)
      bench.progress.say(
        "precompute: round \(round) of \(bench.scale.rounds): ours \(ours[round - 1].seconds.short) s, "
          + "peer \(answer.seconds.short) s")
    }
    return figures(
      Spent.middle(of: ours),
      Spent.middle(of: peers.map { Spent(seconds: $0.seconds, cpuSeconds: $0.cpuSeconds) }),
      peerPeak: peers.map(\.peakMegabytes).max() ?? 0)
  }

  private func figures(_ ours: Spent, _ peer: Spent, peerPeak: Double) -> Figures {
    let count = Double(users.rows)
    let settings = TopLists.Settings(length: TasteBench.length, threads: TasteBench.threads)
    let bytes = TopLists.bytesNeeded(
      userCount: users.rows, itemCount: items.rows, factors: users.columns, denied: 0, settings: settings)
    return Figures(
      ours: count / ours.seconds, peer: count / peer.seconds,
      details: [
        ("oursSeconds", ours.seconds), ("peerSeconds", peer.seconds), ("oursCPUSeconds", ours.cpuSeconds),
        ("peerCPUSeconds", peer.cpuSeconds), ("ratioOfCPU", peer.cpuSeconds / ours.cpuSeconds),
        ("oursMegabytesStated", Double(bytes) / 1e6),
        ("oursMegabytesHeld", ResidentMemory.megabytes() ?? 0), ("peerPeakMegabytes", peerPeak),
        ("users", count), ("items", Double(items.rows)), ("threads", Double(TasteBench.threads)),
      ])
  }
}
