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

/// Stored lists of several creators.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct StoredListsRouteTests {
  /// Anna has a list, Ben another, Cleo is known and has none.
  private static func fill(_ stage: GatewayStage) async throws {
    _ = try await stage.fill()
    try await stage.database.add(author: 2, "ben")
    try await stage.database.add(author: 3, "cleo")
    let item = Recommendation(rank: 1, track: Track.ID(5), score: 0.5, reasons: [], hook: nil)
    let list = MadeList(
      author: Author.ID(2), run: UUID(), ranker: "fit 1", considered: 9, videos: 3, items: [item],
      day: Day("2026-11-18"))
    try await stage.database.pool.transaction { try RecommendationStore.store([list], $0) }
  }

  private static func ask(
    _ stage: GatewayStage, _ query: String, _ headers: [(String, String)] = []
  ) async throws -> GatewayStage.Reply {
    await stage.ask(
      .get, "/v1/recommendations/stored?\(query)", key: try await stage.key(.read), headers)
  }

  @Test func `lists come in the order of the handles, each as it is alone, and others are told`() async throws
  {
    try await withGateway { stage in
      try await Self.fill(stage)

      let reply = try await Self.ask(stage, "handle=nobody&handle=ben&handle=@anna&handle=cleo&handle=Ben")
      let alone = await stage.ask(
        .get, "/v1/creators/ben/recommendations", key: try await stage.key(.read))

      let lists = try #require(reply.document["recommendations"]?.arrayValue)
      #expect(reply.status == 200 && lists.map { $0["handle"] } == ["@ben", "@anna"])
      #expect(lists[0] == alone.document)
      #expect(
        reply.document["missing"] == [
          ["handle": "@nobody", "reason": "unknown", "nearest": .null],
          ["handle": "@cleo", "reason": "listless", "nearest": .null],
        ])
    }
  }

  @Test func `of a day each has their own list or the nearest day`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)

      let reply = try await Self.ask(stage, "handle=anna&handle=ben&date=2026-11-18")
      let none = try await Self.ask(stage, "handle=nobody")

      #expect(reply.each("handle", of: "recommendations") == ["@ben"])
      #expect(
        reply.document["missing"] == [["handle": "@anna", "reason": "listless", "nearest": "2026-11-20"]])
      #expect(none.status == 200 && none.document["recommendations"] == [])
    }
  }

  @Test func `what was forbidden since is in none of them, and the tag is another then`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let first = try await Self.ask(stage, "handle=anna&handle=ben")
      let tag = first.headers["ETag"] ?? ""
      let known = try await Self.ask(stage, "handle=anna&handle=ben", [("If-None-Match", tag)])

      let ban = TrackRight(.world, .organic, isPermission: false, source: "label")
      try await stage.database.pool.perform { _ = try $0.storeRights([.init(Track.ID(5), ban)]) }
      let later = try await Self.ask(stage, "handle=anna&handle=ben", [("If-None-Match", tag)])

      #expect(known.status == 304 && known.bytes.isEmpty)
      #expect(first.each("items", of: "recommendations").allSatisfy { $0?.arrayValue?.count == 1 })
      #expect(later.status == 200 && later.each("withdrawn", of: "recommendations") == [1, 1])
      #expect(later.each("items", of: "recommendations") == [[], []])
    }
  }

  @Test func `all that is wrong with a request is told at once`() async throws {
    try await withGateway { stage in
      let many = (0...100).map { "handle=a\($0)" }.joined(separator: "&")

      let wrong = try await Self.ask(stage, "handle=an+na&date=today&limit=51&run=x")
      let tooMany = try await Self.ask(stage, many)
      let nobody = try await Self.ask(stage, "")

      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 4)
      #expect(tooMany.status == 422 && nobody.status == 422)
    }
  }
}
