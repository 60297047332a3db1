import API
import Documents
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct RightsRouteTests {
  private static let table = """
    track,territory,use,permission,source,colour
    spotify:abc,SE NO,commercial,,contract-17,red
    18,WW,organic,forbid,contract-17,red
    77777,SE,organic,,contract-18,red

    """

  private static func post(
    _ stage: GatewayStage, _ query: String, key: String, _ text: String = table
  ) async -> GatewayStage.Reply {
    await stage.ask(
      .post, "/v1/rights\(query)", key: key, [("Content-Type", "text/csv")], body: Array(text.utf8))
  }

  @Test(.enabled(if: TinyFolder.isPossible, "only root can make a folder that is full soon"))
  func `a table for which there is no room is refused, and stored when there is`() async throws {
    try await TinyFolder.with(byteCount: 16_384) { folder in
      try await withGateway(spoolFolder: folder) { stage in
        _ = try await stage.fill()
        try await stage.fillCatalogue()
        let key = try await stage.key(.ops)
        let long = Self.table + String(repeating: "18,WW,organic,forbid,contract-19,red\n", count: 1_000)

        let full = await Self.post(stage, "", key: key, long)
        let fits = await Self.post(stage, "", key: key)
        let document = await stage.ask(.get, "/openapi.json").document

        #expect(full.status == 507 && full.document["type"] == "urn:hookline:problem:room")
        #expect(fits.status == 200)
        #expect(document["paths"]?["/v1/rights"]?["post"]?["responses"]?["507"] != nil)
        let sources = try await stage.database.pool.rows(
          "select distinct source from track_right order by 1", as: String.self)
        #expect(sources == ["contract-1", "contract-17"])
      }
    }
  }

  @Test func `a table of licences is taken in whole, and what is wrong is told`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read, .ops, .admin)

      let tried = await Self.post(stage, "?dryRun=true", key: key)
      let strict = await Self.post(stage, "?strict=true", key: key)
      let before = await stage.ask(.get, "/v1/rights?source=contract-17", key: key)
      let taken = await Self.post(stage, "", key: key)
      let again = await Self.post(stage, "", key: key)
      let list = try await stage.pages("/v1/rights?source=contract-17&limit=2", key: key, "track")
      let audit = await stage.ask(.get, "/v1/audit?action=rights.import", key: key)

      #expect(tried.document["stored"] == false && tried.document["rights"] == 3)
      #expect(strict.document["stored"] == false && strict.document["rejected"] == 1)
      #expect(before.each("track").isEmpty)
      let document = taken.document
      #expect(document["stored"] == true && document["rows"] == 3 && document["taken"] == 2)
      #expect(document["sources"] == ["contract-17"] && document["withheld"] == ["contract-18"])
      #expect(document["strangeColumns"] == ["colour"] && document["replaced"] == 0)
      #expect(taken.each("line", of: "rejects") == [4])
      #expect(taken.each("reason", of: "rejects") == ["no track 77777 is known"])
      #expect(again.document["replaced"] == 3 && again.document["rights"] == 3)
      #expect(list == [["5", "5"], ["18"]])
      #expect(audit.each("action").count == 2)
      #expect(audit.document["items"]?.arrayValue?.first?["detail"]?["replaced"] == 3)
    }
  }

  @Test func `rights and contracts come in pages, and a source for rows that name none`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read, .ops)

      let named = await Self.post(
        stage, "?source=contract-3", key: key, "track,territory,use\n18,DE,organic branded\n")
      _ = await Self.post(
        stage, "?source=contract-2", key: key, "track,territory,use,permission\n5,FR,organic,forbid\n")
      let sources = try await stage.pages("/v1/rights/sources?limit=2", key: key, "source")
      let counts = await stage.ask(.get, "/v1/rights/sources", key: key)
      let all = try await stage.pages("/v1/rights?limit=3", key: key, "track")
      let use = await stage.ask(.get, "/v1/tracks/18/rights", key: key).document

      #expect(named.document["rights"] == 2)
      #expect(sources == [["contract-1", "contract-2"], ["contract-3"]])
      #expect(counts.each("rights") == [1, 1, 2] && counts.each("tracks") == [1, 1, 1])
      #expect(all == [["5", "5", "18"], ["18"]])
      let worldwide = use["tracks"]?.arrayValue?.first?["worldwide"]
      #expect(worldwide?["organic"] == true && worldwide?["branded"] == false)
    }
  }

  @Test func `what is no table is refused, and nothing is stored`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      let key = try await stage.key(.read, .ops)

      let noColumns = await Self.post(stage, "", key: key, "name;place\nx;y\n")
      let binary = await stage.ask(
        .post, "/v1/rights", key: key, [("Content-Type", "text/csv")], body: [0xFF, 0xFE, 0x00, 0x41])
      let json = await stage.ask(.post, "/v1/rights", key: key, json: ["track": "5"])
      let empty = await Self.post(stage, "", key: key, "")
      let list = await stage.ask(.get, "/v1/rights", key: key)

      #expect(noColumns.status == 422)
      #expect(
        noColumns.document["errors"]?.arrayValue?.first?["detail"]?.stringValue?.contains("\"track\"") == true
      )
      #expect(binary.status == 422 && json.status == 415 && empty.status == 422)
      #expect(list.each("track").isEmpty)
    }
  }
}
