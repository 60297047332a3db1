import FoundationEssentials
import Lifecycle
import Models
import Storage
import Testing
import TestKit

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct TrendsCommandTests {
  private struct Document: Decodable {
    struct Window: Decodable {
      let period: String
      let begins: String
      let ends: String
    }

    struct Trend: Decodable {
      let track: String
      let title: String?
      let stage: String
      let isBurst: Bool
      let burstAge: Int?
      let doubt: String?
      let velocity: Double
      let recentCreators: Int
      let counted: Int?
      let counts: [Int?]
    }

    let window: Window
    let considered: Int
    let stages: [String: Int]
    let trends: [Trend]
  }

  /// Days up to 2026-05-15: every day so many creators, each time others.
  private func add(_ track: Int64, _ counts: [Int], to stage: JobsStage) async throws {
    try await stage.database.pool.execute(
      """
      insert into hookline.video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
      select \(track) * 1000000 + d.place * 1000 + n, \(track) * 1000000 + d.place * 1000 + n, \(track), 'film', '',
        timestamptz '2026-05-16 00:00Z' - make_interval(days => (\(counts.count) - d.place)::int, hours => 12),
        false, false, ''
      from unnest(\(counts)::int8[]) with ordinality as d(count, place) cross join generate_series(1, d.count) n
      """)
  }

  /// Track 1 bursts, 2 falls after a burst, 3 and others go on, 4 has few creators.
  private func fill(_ stage: JobsStage) async throws {
    try await stage.database.add(tracks: [
      KnownTrack(Track.ID(1), title: "Up\u{1b}[31mside", artist: "Band"),
      KnownTrack(Track.ID(2), title: "Down", artist: "Loro"), KnownTrack(Track.ID(3), title: "Still"),
      KnownTrack(Track.ID(4), title: "Seldom"),
    ])
    let usual = Array(repeating: 4, count: 54)
    try await add(1, usual + [20, 25], to: stage)
    try await add(2, Array(usual.prefix(40)) + [30, 35, 40, 35, 30, 20, 12, 6, 4, 4, 4, 3, 3, 3], to: stage)
    try await add(3, usual + [4, 4], to: stage)
    try await add(4, Array(repeating: 0, count: 53) + [1, 0, 1], to: stage)
    for track in 5...12 { try await add(Int64(track), Array(repeating: 8, count: 56), to: stage) }
  }

  @Test func `bursts come first, then what others do, with bars and without what steers a terminal`()
    async throws
  {
    try await withJobs { stage in
      try await fill(stage)

      let text = try await stage.run("trends", "--at", "2026-05-15")
      let document = try await stage.document(Document.self, "trends", "--at", "2026-05-15")

      let lines = text.text.split(separator: "\n").map(String.init)
      #expect(lines.first?.contains("VELOCITY") == true && lines.count == 12, "\(text.text)")
      #expect(lines.dropFirst().first?.contains("emerging") == true && lines[1].contains("by Band"))
      #expect(lines[1].contains("2d") && lines[1].contains("▇█") && !hasControls(text.text))
      #expect(document.window.period == "day" && document.window.begins == "2026-03-21T00:00:00Z")
      #expect(document.window.ends == "2026-05-16T00:00:00Z" && document.considered == 11)
      #expect(document.trends.first.map { $0.track == "1" && $0.isBurst && $0.burstAge == 2 } == true)
      #expect(document.trends.first?.counts.suffix(3) == [4, 20, 25])
      #expect(
        document.stages["emerging"] == 1 && document.stages["decline"] == 1 && document.stages["steady"] == 9)
    }
  }

  @Test func `stages and counts narrow the list, and a past day is another one`() async throws {
    try await withJobs { stage in
      try await fill(stage)

      let falling = try await stage.document(
        Document.self, "trends", "--at", "2026-05-15", "--stage", "decline")
      let two = try await stage.document(Document.self, "trends", "--at", "2026-05-15", "--limit", "2")
      let past = try await stage.document(Document.self, "trends", "--at", "2026-05-04")
      let none = try await stage.run("trends", "--at", "2026-05-15", "--stage", "peak")

      #expect(falling.trends.map(\.track) == ["2"] && falling.considered == 11)
      #expect(two.trends.count == 2)
      #expect(past.trends.first.map { $0.track == "2" && $0.isBurst } == true)
      #expect(none.text.hasPrefix("of 11 tracks from 2026-03-21 to 2026-05-15 none is at the stage peak"))
    }
  }

  @Test func `one track is told in words, also why it is no trend`() async throws {
    try await withJobs { stage in
      try await fill(stage)
      try await stage.database.pool.execute(
        """
        insert into hookline.track_metrics(track_id, at, uses) values (1, '2026-05-01', 1000), (1, '2026-05-15', 1210)
        """)
      try await stage.database.pool.execute(
        "insert into hookline.track_identity (track_id, canonical_id) values (4, 1)")

      let burst = try await stage.run("trends", "--at", "2026-05-15", "--track", "1")
      let member = try await stage.document(Document.self, "trends", "--at", "2026-05-15", "--track", "4")
      let still = try await stage.run("trends", "--at", "2026-01-15", "--track", "3")
      let missing = try await stage.run("trends", "--track", "99")

      #expect(burst.text.contains("stage emerging, bursting for 2 days\n"), "\(burst.text)")
      #expect(burst.text.contains("the platform counts 1,210 videos on 2026-05-15, +10.0 % a week"))
      #expect(!hasControls(burst.text))
      #expect(member.trends.map(\.track) == ["1"] && member.trends[0].counted == 1210)
      #expect(still.text.contains("stage steady: fewer than 10 creators used it lately"), "\(still.text)")
      #expect(missing.status == .exited(1) && missing.errorText.contains("tracks find"))
    }
  }

  @Test func `where nothing is known it says so, and from when on something is`() async throws {
    try await withJobs { stage in
      let empty = try await stage.run("trends")
      let document = try await stage.document(Document.self, "trends")
      try await fill(stage)
      let later = try await stage.run("trends", "--at", "2026-10-01")
      let hours = try await stage.document(Document.self, "trends", "--at", "2026-05-15", "--by", "hour")

      #expect(empty.status == .exited(0) && empty.text.hasPrefix("no track was used by 10 creators from "))
      #expect(empty.text.hasSuffix("no use is known from before\n"))
      #expect(document.trends.isEmpty && document.considered == 0)
      #expect(later.text.contains("the newest use that is known is of 2026-05-15: try --at 2026-05-15"))
      #expect(hours.window.period == "hour" && hours.trends.allSatisfy { $0.counts.count == 336 })
    }
  }

  @Test func `what makes no sense is refused before anything is asked`() async throws {
    try await withJobs { stage in
      let mistakes: [([String], String)] = [
        (["--at", "yesterday"], "--at takes a day"), (["--at", "2026-02-xx"], "--at takes a day"),
        (["--at", "9999-01-01"], "nothing is known of 9999-01-01 yet"),
        (["--limit", "0"], "--limit takes a number from 1 to 10000"),
        (["--stage", "hot"], "--stage takes one of emerging"),
        (["--by", "year"], "--by takes one of hour, day"),
        (["--track", "x:y"], "is no track"), (["--track", "1", "--limit", "3"], "--track is of one track"),
      ]
      for (arguments, reason) in mistakes {
        let result = try await Binary.run(["trends"] + arguments, environment: stage.environment)
        #expect(
          result.status == .exited(2) && result.errorText.contains(reason), "\(arguments) \(result.errorText)"
        )
      }
    }
  }

  @Test func `bars are as high as numbers are large`() {
    #expect(sparkline([0, 1, 7, nil, 3.5] as [Double?]) == "▁▂█·▅")
    #expect(sparkline([0, 0] as [Double?]) == "▁▁" && sparkline([] as [Double?]) == "")
    #expect(sparkline([Double.nan, -1, Double.infinity] as [Double?]).count == 3)
  }
}
