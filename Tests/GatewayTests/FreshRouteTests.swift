import API
import Documents
import FoundationEssentials
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Gateway

/// Lists that are made for a request.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct FreshRouteTests {
  private func ask(_ stage: GatewayStage, _ query: String) async throws -> GatewayStage.Reply {
    let key = try await stage.key(.read)
    return await stage.ask(.get, "/v1/recommendations?\(query)", key: key)
  }

  @Test func `a list for a company has only what a contract allows there, and says so`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.database.add(tracks: [KnownTrack(Track.ID(6), title: "Free", uses: 9)])
      let right = TrackRight(
        try #require(Territory("SE")), .commercial, isPermission: true, source: "label")
      try await stage.database.pool.perform { _ = try $0.storeRights([.init(Track.ID(5), right)]) }

      let own = try await ask(stage, "handle=anna")
      let sweden = try await ask(stage, "handle=@anna&use=commercial&region=SE&limit=5")
      let everywhere = try await ask(stage, "handle=anna&use=commercial")

      func tracks(_ reply: GatewayStage.Reply) -> [JSONValue?] {
        reply.document["recommendations"]?.arrayValue?.first?["items"]?.arrayValue?.map { $0["trackId"] }
          ?? []
      }
      #expect(Set(tracks(own).compactMap { $0?.stringValue }) == ["5", "6"])
      #expect(tracks(sweden) == ["5"] && tracks(everywhere).isEmpty && everywhere.status == 200)
      let list = try #require(sweden.document["recommendations"]?.arrayValue?.first)
      #expect(list["fresh"] == true && list["run"] == .null && list["context"]?["region"] == "SE")
      #expect(list["items"]?.arrayValue?.first?["rights"]?["source"] == "label")
      #expect(list["leftOut"]?["unknown-rights"] == 1)
    }
  }

  @Test func `what makes no sense is told at once, and who is not known is named`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()

      let wrong = try await ask(stage, "handle=anna&genre=noise&length=0&limit=201&tempo=fast&regoin=SE")
      let impossible = try await ask(stage, "handle=anna&region=XX&tempo=120-90")
      let unknown = try await ask(stage, "handle=anna&handle=nobody")
      let nobody = try await ask(stage, "genre=jazz")
      let video = try await ask(stage, "handle=anna&video=77")

      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 5)
      let hint = wrong.document["errors"]?.arrayValue?.last?["detail"]?.stringValue
      #expect(hint?.contains("did you mean region?") == true)
      #expect(impossible.status == 422 && impossible.document["errors"]?.arrayValue?.count == 2)
      #expect(unknown.status == 404 && unknown.document["detail"]?.stringValue?.contains("@nobody") == true)
      #expect(nobody.status == 422 && video.status == 404)
    }
  }

  @Test func `what was forbidden since a list was made is not answered`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      let ban = TrackRight(.world, .organic, isPermission: false, source: "label")
      try await stage.database.pool.perform { _ = try $0.storeRights([.init(Track.ID(5), ban)]) }

      let key = try await stage.key(.read)
      let list = await stage.ask(.get, "/v1/creators/anna/recommendations", key: key).document

      #expect(list["items"]?.arrayValue?.isEmpty == true && list["withdrawn"] == 1)
    }
  }
}
