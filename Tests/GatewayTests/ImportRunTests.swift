import API
import Documents
import HTTP
import Storage
import TestKit
import Testing

@testable import Gateway
@testable import Jobs

/// Runs of ingest that no creator asked for.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct ImportRunTests {
  @Test func `a list and a catalogue are taken in by runs, and one that is under way stands for both`()
    async throws
  {
    try await withGateway { stage in
      let key = try await stage.key(.submit, .read, .admin)
      func begin(_ path: String, _ body: JSONValue) async -> GatewayStage.Reply {
        await stage.ask(.post, "/v1/imports/\(path)", key: key, json: body)
      }

      let listing = await begin(
        "listing", ["listing": "#Dance", "source": "YT-DLP", "limit": 20, "lane": "bulk"])
      let again = await begin("listing", ["listing": "#Dance", "source": "yt-dlp"])
      let catalogue = await begin("catalogue", ["catalogue": "spotify"])
      let shown = await stage.ask(.get, "/v1/runs", key: key)
      let audit = await stage.ask(.get, "/v1/audit", key: key)
      let payloads = try await stage.database.pool.rows(
        "select payload::text from task order by id", as: String.self)

      #expect(listing.status == 202 && listing.document["isMerged"] == false)
      #expect(again.document == ["run": listing.document["run"] ?? .null, "isMerged": true])
      #expect(catalogue.status == 202)
      #expect(shown.each("kind") == ["catalogue", "listing"] && shown.each("lane") == ["norm", "bulk"])
      #expect(shown.each("subject") == ["spotify", "#Dance yt-dlp"])
      #expect(payloads.first?.contains("\"limit\": 20") == true, "\(payloads)")
      #expect(audit.each("action").allSatisfy { $0 == "runs.create" } && audit.each("action").count >= 2)
    }
  }

  @Test func `what cannot be listed is told with what can`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.submit)
      func begin(_ body: JSONValue) async -> GatewayStage.Reply {
        await stage.ask(.post, "/v1/imports/listing", key: key, json: body)
      }

      let two = await begin(["listing": "#one #two"])
      let unable = await begin(["listing": "sunrise", "source": "yt-dlp"])
      let wrong = await begin(["listing": "", "limit": 0, "lane": "fast", "pages": 3])
      let other = await stage.ask(.post, "/v1/imports/catalogue", key: key, json: ["catalogue": "library"])

      #expect(two.status == 422 && two.each("pointer", of: "errors") == ["#/listing"])
      #expect(unable.status == 422 && unable.each("pointer", of: "errors") == ["#/source"])
      #expect(
        unable.document["errors"]?.arrayValue?.first?["detail"]?.stringValue?.contains("tiktok-research")
          == true)
      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 4 && other.status == 422)
      #expect(try await stage.database.pool.value("select count(*) from run", as: Int64.self) == 0)
    }
  }
}
