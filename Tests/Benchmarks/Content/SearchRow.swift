import FoundationEssentials
import Search
import Storage
import Telemetry

extension Question {
  /// Text search over made-up videos beside a plain scan with ILIKE for each word, in one run. The videos come in by
  /// COPY; their terms are made as the scheduler makes them.
  static let search = Question(
    name: "search",
    help: "text search over 200,000 videos beside ILIKE over their captions; what writing them costs",
    needsDatabase: true
  ) { bench in
    let database = bench.database
    _ = try await Migrator(database.settings, logger: bench.logger).migrate()
    let pool = database.pool(2)
    let findings: [Finding]
    do {
      let row = SearchRow(pool: pool, bench: bench)
      let writing = try await row.fill()
      findings = writing + (try await row.queries())
      await pool.close()
    } catch {
      await pool.close()
      throw error
    }
    return findings
  }
}

private struct SearchRow {
  private static let videos = 200_000
  private static let authors = 2_000
  private static let questions = [
    "ballroom dance", "balroom danc", "kpop dance", "slow motion sunset", "danca coracao", "踊ってみた",
    "#kpopdance", "\"summer night\" -rain", "recipe", "ballroom @creator7",
  ]
  private static let words = [
    "dance", "music", "love", "summer", "night", "party", "friends", "school", "new", "best", "song", "rain",
    "sunset",
    "slow", "motion", "kpop", "dança", "coração", "fiesta", "verano", "amour", "musique", "Tanz", "Straße",
    "kväll",
    "joget", "踊ってみた", "댄스", "跳舞", "challenge",
  ]

  let pool: Pool
  let bench: Bench

  // MARK: Writing

  /// How long a video takes to be searchable, without and with what it costs its writer.
  func fill() async throws -> [Finding] {
    let clock = ContinuousClock()
    try await pool.execute(
      "insert into author (id, handle) select n, 'creator' || n from generate_series(1, \(Self.authors)) n")
    try await pool.execute("alter table video disable trigger user")
    let bare = try await clock.measure { try await copy(1...Self.videos / 10) }
    try await pool.execute("alter table video enable trigger user")
    try await pool.execute("insert into search_pending (after_id) values (0)")
    let watched = try await clock.measure { try await copy(Self.videos / 10 + 1...2 * (Self.videos / 10)) }
    try await copy(2 * (Self.videos / 10) + 1...Self.videos)
    bench.progress.say("search: \(Self.videos) videos copied")
    let filling = TextFilling(pool)
    var count = 0
    let start = clock.now
    while true {
      let turn = try await filling.fill(limit: 1_000)
      count += turn.videos
      if turn.isDone { break }
    }
    let took = clock.now - start
    try await pool.execute("vacuum analyze video_text")
    try await pool.execute("vacuum analyze video")
    bench.progress.say("search: terms of \(count) videos made")
    let perVideo = 1e6 / Double(Self.videos / 10)
    return [
      Finding(
        name: "search/writing", unit: "us per video", ours: (watched - bare).inSeconds * perVideo,
        target: .none,
        count: Self.videos / 10, seed: bench.scale.seed,
        details: [
          ("copyMicroseconds", bare.inSeconds * perVideo),
          ("watchedCopyMicroseconds", watched.inSeconds * perVideo),
          ("termsMicroseconds", took.inSeconds * 1e6 / Double(max(1, count))),
        ])
    ]
  }

  private func copy(_ ids: ClosedRange<Int>) async throws {
    let seed = UInt64(bench.scale.seed)
    try await pool.perform { session in
      let columns = [
        "id", "author_id", "kind", "caption", "posted_at", "is_pinned", "is_advertisement", "content_hash",
        "plays",
      ]
      _ = try session.copyIn(into: "video", columns: columns) { writer in
        for id in ids {
          var draw = Draws(state: seed &+ UInt64(id) &* 0x9e37_79b9_7f4a_7c15)
          writer.append(id)
          writer.append(1 + draw.below(Self.authors))
          writer.append("film")
          writer.append(Self.caption(id, &draw))
          writer.append(Date(timeIntervalSince1970: 1_700_000_000 + Double(draw.below(50_000_000))))
          writer.append(false)
          writer.append(false)
          writer.append(Bytes([]))
          writer.append(draw.below(1_000_000))
          try writer.endRow()
        }
      }
    }
  }

  /// Common words, words that few have, and now and then what is looked for.
  private static func caption(_ id: Int, _ draw: inout Draws) -> String {
    var text = (0..<8 + draw.below(12)).map { _ in
      draw.below(3) == 0 ? "word\(draw.below(40_000))" : words[draw.below(words.count)]
    }
    if id % 500 == 0 { text.insert("ballroom dance", at: draw.below(text.count)) }
    if id % 700 == 0 { text.append("#kpopdance") }
    if id % 900 == 0 { text.append("recipe") }
    return text.joined(separator: " ")
  }

  // MARK: Asking

  /// The median of all questions, each in turns with the scan.
  func queries() async throws -> [Finding] {
    let clock = ContinuousClock()
    let search = VideoSearch(pool)
    var (ours, scans): ([Double], [Double]) = ([], [])
    var details: [(name: String, value: Double)] = []
    var found = 0
    for text in Self.questions {
      let question = try Search.Question(text)
      var times: [Double] = []
      for _ in 0..<max(3, bench.scale.rounds) {
        let time = try await clock.measure { found += try await search.videos(question).videos.count }
        times.append(time.inSeconds * 1_000)
      }
      let patterns = text.split(separator: " ").filter { !$0.hasPrefix("-") && !$0.hasPrefix("@") }
        .map { "%" + $0.filter { !"\"#".contains($0) } + "%" }
      let scan = try await clock.measure {
        _ = try await pool.rows(
          "select id from video where caption ilike all(\(patterns)) order by posted_at desc limit 20",
          as: Int64.self)
      }
      ours.append(times.sorted()[times.count / 2])
      scans.append(scan.inSeconds * 1_000)
      details.append((name: "ms " + text, value: ours.last ?? 0))
    }
    let median = { (values: [Double]) in values.sorted()[values.count / 2] }
    return [
      Finding(
        name: "search/text", unit: "ms", ours: median(ours), peers: [("ILIKE", .figure(median(scans)))],
        target: .timesLess(2), count: found > 0 ? Self.videos : 0, seed: bench.scale.seed,
        details: details + [("slowest", ours.max() ?? 0), ("slowestScan", scans.max() ?? 0)])
    ]
  }
}

/// SplitMix64: the same videos for the same seed.
private struct Draws {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
