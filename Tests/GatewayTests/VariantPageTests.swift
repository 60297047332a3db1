import API
import Documents
import HTTP
import Storage
import TestKit
import Testing

@testable import Gateway

/// Versions of all songs, in pages.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct VariantPageTests {
  private static func fill(_ stage: GatewayStage) async throws {
    _ = try await stage.fill()
    try await stage.fillCatalogue()
    try await stage.database.pool.execute(
      """
      insert into track_link (left_id, right_id, relation, kind, rule, evidence, made_by) values
        (18, 19, 'variant', 'sped-up', 'person', '{}', 'anna'), (5, 18, 'apart', null, 'person', '{}', 'anna')
      """)
  }

  @Test func `pages go on and back with the names of what they hold, the newest first`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)

      let all = await stage.ask(.get, "/v1/tracks/variants", key: key)
      let first = await stage.ask(.get, "/v1/tracks/variants?limit=1", key: key)
      let next = first.document["next_cursor"]?.stringValue ?? ""
      let second = await stage.ask(.get, "/v1/tracks/variants?limit=1&cursor=\(next)", key: key)
      let back = second.document["prev_cursor"]?.stringValue ?? ""
      let again = await stage.ask(.get, "/v1/tracks/variants?limit=1&cursor=\(back)", key: key)

      #expect(
        all.each("kind") == ["sped-up", "live"] && all.each("track", of: "tracks") == ["5", "18", "19"])
      #expect(first.each("left") == ["18"] && first.each("track", of: "tracks") == ["18", "19"])
      #expect(first.headers["Link"]?.contains("rel=\"next\"") == true)
      #expect(second.each("left") == ["5"] && second.each("track", of: "tracks") == ["5", "19"])
      #expect(second.document["next_cursor"] == .null && again.each("left") == ["18"])
      #expect(again.each("track", of: "tracks") == ["18", "19"])
    }
  }

  @Test func `without any there is an empty page, and a cursor of another list is none`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read)
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let other = await stage.ask(.get, "/v1/creators/anna/videos?limit=1", key: key)
      try await stage.database.pool.execute("delete from track_link")

      let none = await stage.ask(.get, "/v1/tracks/variants", key: key)
      let foreign = await stage.ask(
        .get, "/v1/tracks/variants?cursor=\(other.document["next_cursor"]?.stringValue ?? "x")", key: key)

      #expect(none.status == 200 && none.each("left") == [] && none.document["tracks"] == [])
      #expect(foreign.status == 404)
    }
  }
}
