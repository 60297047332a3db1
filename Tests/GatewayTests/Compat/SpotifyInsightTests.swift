import API
import Documents
import FoundationEssentials
import HTTP
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct SpotifyInsightTests {
  private static func ask(_ stage: GatewayStage, _ rest: String) async throws -> GatewayStage.Reply {
    await stage.ask(.get, "/user-recommendations/\(rest)", key: try await stage.key(.read))
  }

  @Test func `a day's list has the members of that system, and what was null there`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.database.pool.execute(
        "insert into track_source (platform, key, track_id) values ('spotify', '4uLU6hMCjMI75M1A2tKUQC', 9)")
      let unnamed = try await Self.ask(stage, "anna?date=2026-11-20")
      try await stage.database.pool.execute(
        "insert into track_identity (track_id, canonical_id) values (9, 5)")

      let list = try await Self.ask(stage, "anna?date=2026-11-20")
      let at = try await Self.ask(stage, "@Anna?date=2026-11-20")

      let items = try #require(list.document.arrayValue)
      #expect(items.count == 1 && at.document == list.document)
      guard case .object(let members) = items[0], case .object(let user)? = items[0]["user"] else {
        Issue.record("the list has no objects")
        return
      }
      #expect(
        members.map(\.0) == [
          "id", "user", "track_id", "track_title", "track_link", "created_at", "is_published",
        ])
      #expect(user.map(\.0) == ["id", "username", "client_id", "client_secret"])
      #expect(items[0]["user"] == ["id": 1, "username": "anna", "client_id": "", "client_secret": ""])
      #expect(items[0]["id"]?.intValue ?? 0 > 1_000 && items[0]["is_published"] == true)
      #expect(items[0]["track_title"] == "Lanterns" && items[0]["track_id"] == "4uLU6hMCjMI75M1A2tKUQC")
      #expect(items[0]["track_link"] == "spotify:track:4uLU6hMCjMI75M1A2tKUQC")
      #expect(items[0]["created_at"]?.stringValue?.hasSuffix("Z") == true)
      #expect(unnamed.document.arrayValue?.first?["track_link"] == "hookline:track:5")
    }
  }

  @Test func `today is the day that is not said, nobody has nothing, and a day that is none is a problem`()
    async throws
  {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.database.pool.execute(
        "update recommendation set day = (now() at time zone 'UTC')::date")

      let today = try await Self.ask(stage, "anna")
      let another = try await Self.ask(stage, "anna?date=2026-11-18")
      let nobody = try await Self.ask(stage, "nobody")
      let noName = try await Self.ask(stage, "no%20name%21")
      let wrong = try await Self.ask(stage, "anna?date=20-11-2026")
      let never = try await Self.ask(stage, "anna?date=2026-02-30")

      #expect(today.document.arrayValue?.count == 1)
      for none in [another, nobody, noName] { #expect(none.status == 200 && none.document == []) }
      for problem in [wrong, never] {
        #expect(problem.status == 422 && problem.headers["Content-Type"] == "application/problem+json")
        #expect(problem.document["errors"]?.arrayValue?.first?["parameter"] == "date")
      }
    }
  }

  @Test func `of two lists of a day the later one counts, and what was forbidden since is left out`()
    async throws
  {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.database.add(tracks: [KnownTrack(Track.ID(6), title: "Free")])
      let items = [5, 6].enumerated().map { place, track in
        Recommendation(rank: place + 1, track: Track.ID(track), score: 1, reasons: [], hook: nil)
      }
      let list = MadeList(
        author: Author.ID(1), run: .init(), ranker: "fit 1", considered: 2, videos: 1, items: items,
        day: Day("2026-11-20"))
      try await stage.database.pool.transaction { try RecommendationStore.store([list], $0) }

      let before = try await Self.ask(stage, "anna?date=2026-11-20")
      let ban = TrackRight(.world, .organic, isPermission: false, source: "label")
      try await stage.database.pool.perform { _ = try $0.storeRights([.init(Track.ID(5), ban)]) }
      let after = try await Self.ask(stage, "anna?date=2026-11-20")

      #expect(before.document.arrayValue?.map { $0["track_id"] } == ["5", "6"])
      #expect(after.document.arrayValue?.map { $0["track_id"] } == ["6"])
      let ids = before.document.arrayValue?.compactMap { $0["id"]?.intValue } ?? []
      #expect(Set(ids).count == 2 && after.document.arrayValue?.first?["id"] == .int(ids.last ?? 0))
    }
  }
}
