import API
import Documents
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct TrendRouteTests {
  /// Days up to 2026-05-15: every day so many creators, each time others.
  private static func add(_ track: Int64, _ counts: [Int], to stage: GatewayStage) async throws {
    try await stage.database.pool.execute(
      """
      insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
      select \(track) * 1000000 + d.place * 1000 + n, \(track) * 1000000 + d.place * 1000 + n, \(track), 'film', '',
        timestamptz '2026-05-16 00:00Z' - make_interval(days => (\(counts.count) - d.place)::int, hours => 12),
        false, false, ''
      from unnest(\(counts)::int8[]) with ordinality as d(count, place) cross join generate_series(1, d.count) n
      """)
  }

  private static func fill(_ stage: GatewayStage) async throws {
    _ = try await stage.fill()
    try await stage.fillCatalogue()
    try await stage.database.add(
      tracks: (30...36).map { KnownTrack(Track.ID($0), title: "Still \($0)", artist: "Loro") })
    try await add(5, Array(repeating: 4, count: 54) + [20, 25], to: stage)
    for track in Int64(30)...36 { try await add(track, Array(repeating: 8, count: 56), to: stage) }
  }

  @Test func `bursts come first, and a stage narrows the list`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)

      let trends = await stage.ask(.get, "/v1/trends?at=2026-05-15&limit=3", key: key)
      let steady = await stage.ask(.get, "/v1/trends?at=2026-05-15&stage=steady", key: key)
      let later = await stage.ask(.get, "/v1/trends?at=2999-01-01", key: key)
      let wrong = await stage.ask(.get, "/v1/trends?at=2026-02-30&stage=new&by=week", key: key)

      let first = trends.document["trends"]?.arrayValue?.first
      #expect(first?["track"] == "5" && first?["title"] == "Lanterns" && first?["isBurst"] == true)
      #expect(first?["counts"]?.arrayValue?.suffix(3) == [4, 20, 25])
      #expect(trends.document["considered"] == 8 && trends.each("track", of: "trends").count == 3)
      #expect(trends.document["window"]?["ends"] == "2026-05-16T00:00:00Z")
      #expect(steady.each("stage", of: "trends").allSatisfy { $0 == "steady" })
      #expect(steady.each("stage", of: "trends").count == 7)
      #expect(later.status == 422 && wrong.document["errors"]?.arrayValue?.count == 3)
    }
  }

  @Test func `one track is told whatever is known of it, and many who ask get the same`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)
      let target = "/v1/tracks/spotify:abc/trend?at=2026-05-15"

      let replies = await withTaskGroup(of: GatewayStage.Reply.self) { group in
        for _ in 0..<8 { group.addTask { await stage.ask(.get, target, key: key) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let hours = await stage.ask(.get, "/v1/tracks/18/trend?at=2026-05-15&by=hour", key: key)
      let none = await stage.ask(.get, "/v1/tracks/99/trend", key: key)

      let first = try #require(replies.first)
      #expect(first.status == 200 && replies.allSatisfy { $0.bytes == first.bytes })
      #expect(first.each("track", of: "trends") == ["5"] && first.each("stage", of: "trends") == ["emerging"])
      #expect(hours.document["window"]?["period"] == "hour" && hours.each("creators", of: "trends") == [0])
      #expect(none.status == 404 && none.document["detail"]?.stringValue?.contains("?q=") == true)
    }
  }
}
