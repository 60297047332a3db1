import API
import Documents
import FoundationEssentials
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct StoredRouteTests {
  private static let target = "/v1/creators/anna/recommendations"

  @Test func `a list has the same tag until something of it is another`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      let key = try await stage.key(.read)
      let first = await stage.ask(.get, Self.target, key: key)
      let tag = first.headers["ETag"] ?? ""
      let again = await stage.ask(.get, Self.target, key: key)
      let known = await stage.ask(.get, Self.target, key: key, [("If-None-Match", tag)])
      let short = await stage.ask(.get, Self.target + "?limit=1", key: key)

      #expect(first.status == 200 && again.bytes == first.bytes && again.headers["ETag"] == tag)
      #expect(known.status == 304 && known.bytes.isEmpty && known.headers["ETag"] == tag)
      #expect(short.document["items"] == first.document["items"])

      for change: SQL in [
        "update track set title = 'Lights' where id = 5", "update recommendation_item set score = 0.5",
        "delete from recommendation_item",
      ] {
        try await stage.database.pool.execute(change)
        let now = await stage.ask(.get, Self.target, key: key, [("If-None-Match", tag)])
        #expect(now.status == 200 && now.headers["ETag"] != tag && now.bytes != first.bytes, "\(change.text)")
      }
      try await stage.database.pool.execute("delete from recommendation")
      #expect(await stage.ask(.get, Self.target, key: key, [("If-None-Match", tag)]).status == 404)
    }
  }

  @Test func `a right that begins takes a track out although nothing was written`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      let key = try await stage.key(.read)
      let ban = TrackRight(
        .world, .organic, isPermission: false, from: Date() + 5, source: "label")
      try await stage.database.pool.perform { _ = try $0.storeRights([.init(Track.ID(5), ban)]) }

      let before = await stage.ask(.get, Self.target, key: key)
      #expect(before.document["items"]?.arrayValue?.count == 1)
      let isGone = await eventually(within: .seconds(30)) {
        let now = await stage.ask(
          .get, Self.target, key: key, [("If-None-Match", before.headers["ETag"] ?? "")])
        return now.status == 200 && now.document["withdrawn"] == 1
      }

      #expect(isGone)
    }
  }
}
