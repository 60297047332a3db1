extension Comparison {
  private static let peer = "aiohttp, pydantic, psycopg COPY"

  static let pagesRow = Comparison(
    name: "pages", unit: "records/s", peerName: peer, target: 3,
    help:
      "1,000 pages of 100 records, each after 100 ms, \(PagesRun.concurrency) at once: validated and stored"
  ) { bench in
    let found = try await PagesLoad.shared.found(by: bench)
    return found.figures(
      ours: median(found.turns.ours.map(\.rate)), peer: median(found.turns.peer.map(\.rate)))
  }

  static let pagesProcessorRow = Comparison(
    name: "pages-cpu", unit: "us/record", peerName: peer, goal: .lower(), target: 2,
    help: "processor time of the client for a record of the same"
  ) { bench in
    let found = try await PagesLoad.shared.found(by: bench)
    return found.figures(
      ours: median(found.turns.ours.map(\.cost)), peer: median(found.turns.peer.map(\.cost)))
  }

  static let pagesMemoryRow = Comparison(
    name: "pages-memory", unit: "MB", peerName: peer, goal: .lower(allowance: 32), target: 1,
    help: "growth of resident memory from 200 to 1,000 pages of the same, 32 MB beside"
  ) { bench in
    let found = try await PagesLoad.shared.found(by: bench)
    return found.figures(
      ours: median(found.turns.ours.map(\.growth)), peer: median(found.turns.peer.map(\.growth)))
  }
}

/// One load gives all rows: whoever comes first measures.
private actor PagesLoad {
  static let shared = PagesLoad()

  private var found: PagesRun.Found?

  func found(by bench: Bench) async throws -> PagesRun.Found {
    if let found { return found }
    let found = try await PagesRun(bench).run()
    self.found = found
    return found
  }
}

/// Pages from a server that has them ready.
private struct PagesRun {
  /// So many that the server, which holds each for 100 ms, allows three times what either client gets.
  static let concurrency = 1_000
  /// Of users, tracks and histories: 1,000 in all.
  private static let pages = [334, 333, 333]
  /// The least that the server must allow, in multiples of the faster client.
  private static let headroom = 3.0

  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func run() async throws -> Found {
    let clients = try await IngestClients(bench)
    let found = try await IngestData.withPages(Self.pages) { data in
      try await PageServer.with(data) { server in try await compare(server, clients) }
    }
    await clients.close()
    let (allowed, fastest) = (found.serverAllows, found.fastest)
    guard allowed >= Self.headroom * fastest else {
      throw BenchError(
        "the server allows \(allowed.short) records/s, less than three times \(fastest.short): it would be measured"
      )
    }
    return found
  }

  struct Found: Sendable {
    var turns = IngestTurns()
    /// Pages per second.
    var allowed: [Double] = []

    var serverAllows: Double { median(allowed) * Double(IngestData.pageSize) }
    var fastest: Double { max(median(turns.ours.map(\.rate)), median(turns.tuned.map(\.rate))) }

    func figures(ours figure: Double, peer peerFigure: Double) -> Figures {
      Figures(
        ours: figure, peer: peerFigure,
        details: [
          ("serverAllows", serverAllows), ("oursGrowth", median(turns.ours.map(\.growth))),
          ("peerGrowth", median(turns.peer.map(\.growth))),
        ] + turns.details)
    }
  }

  private func compare(_ server: PageServer, _ clients: IngestClients) async throws -> Found {
    let count = Self.pages.reduce(0, +) * IngestData.pageSize
    var found = Found()
    // Both are told how many pages there are.
    let arguments =
      ["pages", server.url, "\(Self.concurrency)"]
      + zip(["users", "tracks", "listen_history"], Self.pages).map { "\($0)=\($1)" }
    for round in 1...bench.scale.rounds {
      try Task.checkCancellation()
      found.allowed.append(try await allowed(by: server))
      try await found.turns.add(clients, arguments, expecting: count)
      bench.progress.say(
        "pages: round \(round) of \(bench.scale.rounds): \(found.turns.latest), "
          + "the server allows \((found.allowed[round - 1] * 100).short)")
    }
    return found
  }

  /// Pages per second that a bare loop gets, at the same concurrency.
  private func allowed(by server: PageServer) async throws -> Double {
    let count = 10 * Self.concurrency
    let output = try await bench.database.run(
      try Programs.peer(), ["load", "\(server.port)", "users", "\(count)", "\(Self.concurrency)"])
    guard let seconds = Double(output.split(separator: "\n").first ?? "") else {
      throw BenchError("the load did not say how long it took: \(output)")
    }
    return Double(count) / seconds
  }
}
