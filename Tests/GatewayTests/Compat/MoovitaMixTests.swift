import API
import Datasets
import Documents
import FoundationEssentials
import HTTP
import Knowledge
import Lifecycle
import Models
import Sources
import Storage
import Telemetry
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct MoovitaMixTests {
  /// Creators 1 to `count`, half as many tracks, and uses: creator n has used n and then 1, but the last one nothing.
  private static func fill(_ stage: GatewayStage, count: Int) async throws {
    let pool = stage.database.pool
    try await pool.execute(
      """
      insert into author (id, handle, name, first_seen_at, seen_at)
      select n, 'c' || n, case when n % 2 = 0 then 'Creator ' || n end, now(), now() - interval '1 day'
      from generate_series(1, \(Int64(count))) n
      """)
    try await pool.execute(
      """
      insert into track (id, title, artist, duration, is_original_sound, album)
      select n, 'Song ' || n, case when n % 3 = 0 then 'Artist' end, case n when 1 then 4000 when 2 then null else 270.9 end,
        false, null
      from generate_series(1, \(Int64(count / 2))) n
      """)
    try await pool.execute(
      """
      insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
      select 2 * n + k, n, case k when 0 then 1 + n % \(Int64(count / 2)) else 1 end, 'film', '',
        now() - make_interval(days => 9 - k::int), false, false, ''
      from generate_series(1, \(Int64(count) - 1)) n, generate_series(0, 1) k
      """)
  }

  @Test func `our own import reads the gateway, whole`() async throws {
    try await withGateway(isOpen: true) { stage in
      try await Self.fill(stage, count: 234)
      // 117 is 116 by another name: the recording is there once, and whoever used either has used it.
      try await stage.database.pool.execute(
        "insert into track_identity (track_id, canonical_id) values (117, 116)")
      let server = HTTP.Server(
        address: .loopback(port: 0), router: stage.router, shutdown: stage.shutdown, metrics: Metrics(),
        logger: .silent)
      let url = "http://\(try server.bind())"
      let running = Task { try await server.run() }

      let caller = Caller(source: "moovitamix", client: Client(), meter: SourceMeter())
      let origin = MoovitaMixImport.Origin.api(try MoovitaMixAPI(url, size: 40, caller: caller), .init())
      let outcome = try await MoovitaMixImport(stage.database.pool).run(origin)
      let again = try await MoovitaMixImport(stage.database.pool).run(origin)

      #expect(outcome.version != nil && outcome.gaps == [] && outcome.report.rejected == 0)
      #expect(outcome.report.kinds.map(\.records) == [234, 116, 234])
      #expect(
        outcome.report.kinds.allSatisfy { $0.flagged.keys.allSatisfy { !$0.hasSuffix("updated_at order") } })
      #expect(again.version == nil)
      let users = try await stage.database.pool.rows(
        "select first_name, last_name from hookline.moovitamix_user order by position limit 2",
        as: String.self,
        String.self)
      #expect(users.map(\.0) == ["c1", "Creator 2"] && users.map(\.1) == ["@c1", "@c2"])
      let seconds = try await stage.database.pool.rows(
        "select seconds from hookline.moovitamix_track order by position limit 3", as: Int32.self)
      #expect(seconds == [3_599, 0, 270])
      let plays = try await stage.database.pool.rows(
        """
        select user_id, track_id from hookline.moovitamix_play where user_id in (2, 115, 116, 117) order by user_id, place
        """, as: Int.self, Int.self)
      #expect(
        plays.map { [$0.0, $0.1] } == [
          [2, 3], [2, 1], [115, 116], [115, 1], [116, 116], [116, 1], [117, 1],
        ])
      stage.shutdown.drain()
      try await running.value
    }
  }

  @Test func `pages are as there, and one behind the last is empty`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage, count: 250)
      let key = try await stage.key(.read)
      func page(_ rest: String) async -> GatewayStage.Reply { await stage.ask(.get, rest, key: key) }

      let usual = await page("/users").document
      var ids: [JSONValue?] = []
      for number in 1...9 {
        ids +=
          await page("/users?page=\(number)&size=30").document["items"]?.arrayValue?.map { $0["id"] } ?? []
      }
      let behind = await page("/users?page=4").document
      let far = await page("/users?page=1000000000&size=100")
      let wrong = await page("/tracks?page=0&size=101")

      #expect(usual["items"]?.arrayValue?.count == 100 && usual["total"] == 250 && usual["pages"] == 3)
      #expect(usual["page"] == 1 && usual["size"] == 100)
      #expect(ids == (1...250).map { .int($0) })
      #expect(behind["items"] == [] && behind["total"] == 250 && far.status == 200)
      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 2)
    }
  }

  @Test func `what goes and comes between is counted anew`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage, count: 250)
      let pool = stage.database.pool
      let pages = NumberedPages.authors(pool)
      let first = try await pages.part(from: 0, count: 100)
      try await pool.execute("delete from author where id in (3, 150)")

      let less = try await pages.part(from: 100, count: 100)
      try await pool.execute("insert into author (id, handle) values (3, 'back')")
      let more = try await pages.part(from: 0, count: 3)
      try await pool.execute("insert into author (id, handle) values (900, 'late')")
      let late = try await pages.part(from: 200, count: 100)

      #expect(first.numbers == Array(1...100) && first.total == 250)
      #expect(less.total == 248 && less.numbers.first == 102 && less.numbers.count == 100)
      #expect(more.numbers == [1, 2, 3] && more.total == 249)
      // What comes last is told with the next count: whoever reads page after page sees one list.
      #expect(late.total == 249 && late.numbers.last == 250)
    }
  }

  @Test func `genres come in the words of that system`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage, count: 4)
      try await stage.database.put(
        TrackFeatures(
          genre: Feature([
            Finding(Distribution([.rhythmAndBlues: 0.6, .jazz: 0.4]), confidence: 0.5, evidence: .audio)
          ])), of: Track.ID(2))
      try await stage.database.pool.execute(
        """
        insert into video_text (video_id, terms, genre, text_hash)
        select v, '', g, '' from (values (2, 'hip-hop'), (3, 'hip-hop'), (4, 'jazz')) x(v, g)
        """)
      let key = try await stage.key(.read)

      let users = await stage.ask(.get, "/users", key: key).document["items"]?.arrayValue ?? []
      let tracks = await stage.ask(.get, "/tracks", key: key).document["items"]?.arrayValue ?? []

      #expect(users.map { $0["favorite_genres"] } == ["Hip Hop", "Jazz", "", ""])
      #expect(
        tracks.map { $0["genres"] } == ["", "R&B"] && tracks.map { $0["duration"] } == ["59:59", "00:00"])
      let small = Genre.allCases.map(Gateway.word).filter { $0.first?.isUppercase != true }
      #expect(small == [])
    }
  }
}
