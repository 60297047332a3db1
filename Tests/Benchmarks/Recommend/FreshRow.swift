import Factors

extension Comparison {
  /// One list for somebody who waits.
  static let fresh = Comparison(
    name: "fresh", unit: "ms", peerName: "bare product", goal: .lower(), target: 1 / 1.5,
    needsDatabase: false,
    help: "the best 100 of ten times --tracks, with a context and without what is had; NumPy only multiplies"
  ) { bench in
    try await RecommendPeer.with(bench) { peer in try await FreshRow(bench, peer).figures() }
  }
}

private struct FreshRow {
  private static let turns = 30

  private struct Answer: Decodable { var turns: [Spent] }

  private let bench: Bench
  private let peer: RecommendPeer
  private let items: FactorMatrix
  private let user: [Float]
  private let offsets: [Float]
  private let had: Set<Int32>

  init(_ bench: Bench, _ peer: RecommendPeer) throws {
    (self.bench, self.peer) = (bench, peer)
    let (count, width) = (10 * bench.scale.tracks, TasteBench.factors)
    let random = CountedRandom(seed: UInt64(bench.scale.seed), stream: 8)
    items = try FactorMatrix(
      rows: count, columns: width, values: (0..<count * width).map { Float(random.uniform($0)) - 0.5 })
    user = (0..<width).map { Float(random.normal(1 << 50 + $0)) }
    offsets = (0..<count).map { Float(random.uniform(1 << 51 + $0)) }
    had = Set((0..<200).map { Int32(random.index(1 << 52 + $0, below: count)) })
    try peer.shape(.init(users: 1, items: count, turns: Self.turns, seed: bench.scale.seed))
    try peer.write(items.values, "items")
    try peer.write(user, "users")
  }

  func figures() async throws -> Figures {
    var (ours, peers): ([Spent], [Spent]) = ([], [])
    for round in 1...bench.scale.rounds {
      try Task.checkCancellation()
      var turns: [Spent] = []
      for _ in 0..<Self.turns {
        turns.append(
          try Spent {
            let list = try items.best(
              TasteBench.length, for: user, offsets: offsets, excluded: had, threads: TasteBench.threads)
            guard list.count == TasteBench.length else { throw BenchError("the list is too short") }
          })
      }
      ours.append(Spent.middle(of: turns))
      peers.append(Spent.middle(of: try await peer.run("product", as: Answer.self).turns))
      bench.progress.say(
        "fresh: round \(round) of \(bench.scale.rounds): ours \((1e3 * ours[round - 1].seconds).short) ms, "
          + "peer \((1e3 * peers[round - 1].seconds).short) ms")
    }
    let (own, other) = (Spent.middle(of: ours), Spent.middle(of: peers))
    return Figures(
      ours: 1e3 * own.seconds, peer: 1e3 * other.seconds,
      details: [
        ("oursCPUMilliseconds", 1e3 * own.cpuSeconds), ("peerCPUMilliseconds", 1e3 * other.cpuSeconds),
        ("ratioOfCPU", other.cpuSeconds / own.cpuSeconds), ("items", Double(items.rows)),
        ("megabytesOfFactors", Double(4 * items.values.count) / 1e6),
        ("threads", Double(TasteBench.threads)),
      ])
  }
}
