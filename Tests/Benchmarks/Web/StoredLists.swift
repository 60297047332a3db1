import FoundationEssentials
import HTTP
import Lifecycle
import Models
import Storage

/// Creators with lists of twenty tracks in the database of a run, as the recommender stores them.
enum StoredLists {
  private static let tracks = 5_000

  /// Once in a run, however many rows ask for it.
  static func fill(_ bench: Bench) async throws {
    _ = try await Migrator(bench.database.settings, logger: bench.logger).migrate()
    let connection = Connection(bench.database.settings, logger: bench.logger)
    guard try await connection.value("select to_regclass('bench_tick') is null", as: Bool.self) else {
      return
    }
    bench.progress.say("storing lists of \(bench.scale.creators) creators")
    let count = Int64(bench.scale.creators)
    try await connection.execute(
      """
      insert into track (id, title, artist, is_original_sound)
      select n, 'Track number ' || n, 'Artist ' || n % 500, false from generate_series(1, \(Int64(tracks))) n
      """)
    try await connection.execute(
      "insert into author (id, handle) select n, 'bench' || n from generate_series(1, \(count)) n")
    for start in stride(from: 1, through: bench.scale.creators, by: 500) {
      let lists = (start..<min(start + 500, bench.scale.creators + 1)).map { list(of: $0, from: 3) }
      try await connection.transaction { session in try RecommendationStore.store(lists, session) }
    }
    try await connection.execute("create table bench_tick (n int8)")
    try await connection.execute("insert into bench_tick values (0)")
    try await connection.execute("vacuum analyze")
    await connection.close()
  }

  static func list(of creator: Int, from first: Double) -> MadeList {
    let items = (1...20).map { rank in
      Recommendation(
        rank: rank, track: Track.ID(Int64(1 + (creator * 31 + rank * 257) % tracks)),
        score: first / Double(rank),
        reasons: [
          Reason(.genre, contribution: 0.41, facts: ["genre": .text("pop"), "share": .number(0.5)]),
          Reason(.tempo, contribution: 0.2, facts: ["bpm": .number(120)]),
          Reason(.rising, contribution: 0.11, facts: ["growth": .number(1.3)]),
        ])
    }
    return MadeList(
      author: Author.ID(Int64(creator)), run: UUID(), ranker: "hybrid 7", considered: tracks, videos: 30,
      items: items)
  }

  /// Each list once, by a few readers at a time.
  static func readAll(_ server: WebServer, _ creators: Int) async throws {
    let client = Client()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for reader in 0..<32 {
        group.addTask {
          for creator in stride(from: reader + 1, through: creators, by: 32) {
            let text = try await read(server, creator, client)
            guard text.contains("bench\(creator)\"") else {
              throw BenchError("no list of creator \(creator)")
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private static func read(_ server: WebServer, _ creator: Int, _ client: Client) async throws -> String {
    var request = ClientRequest(.get, server.url + WebServer.path("bench\(creator)"))
    request.headers[server.authorization.name] = server.authorization.value
    return try await client.send(request).text
  }

  /// This process stores another list and the server's next answer must have it; likewise a track's new name.
  static func checkFreshness(_ server: WebServer, _ bench: Bench) async throws {
    let connection = Connection(bench.database.settings, logger: bench.logger)
    let client = Client()
    for turn in 1...100 {
      let creator = 1 + (turn * 97) % bench.scale.creators
      _ = try await read(server, creator, client)
      let mark = Double(1_000_000 + turn) + 0.5
      try await connection.transaction { session in
        try RecommendationStore.store([list(of: creator, from: mark)], session)
      }
      guard try await read(server, creator, client).contains("\"score\":\(mark)") else {
        throw BenchError("a list was read that was out of date")
      }
      let track = Int64(1 + (creator * 31 + 257) % tracks)
      try await connection.execute("update track set title = \("Renamed \(turn)") where id = \(track)")
      guard try await read(server, creator, client).contains("\"Renamed \(turn)\"") else {
        throw BenchError("a track was read by a name that it no longer has")
      }
    }
    await connection.close()
  }

  /// How many queries a second the database answers when nothing but the heads of lists is asked for, by key.
  static func pgbench(_ bench: Bench) async throws -> Double {
    let script = """
      \\set n random(1, \(bench.scale.creators))
      select run_id, ranker, considered, videos, made_at from hookline.recommendation where author_id = :n
        order by made_at desc, id desc limit 1;

      """
    return try await withTemporaryFile { path in
      try Data(script.utf8).write(to: URL(filePath: path))
      let output = try await bench.database.run(
        "pgbench", ["-n", "-M", "prepared", "-c", "16", "-T", "\(bench.scale.seconds)", "-f", path])
      guard let rate = output.number(after: "tps =") else { throw BenchError("pgbench said nothing") }
      return rate
    }
  }
}
