import API
import Datasets
import Documents
import HTTP
import Storage
import Telemetry
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct DatasetRouteTests {
  private static func states(_ stage: GatewayStage) async throws -> [String] {
    try await stage.database.pool.rows(
      "select id || ' ' || state from dataset_version order by id", as: String.self)
  }

  @Test func `versions are listed in pages, and one is shown with its report`() async throws {
    try await withGateway { stage in
      try await stage.database.pool.execute(GatewayStage.versions)
      let key = try await stage.key(.read)

      let pages = try await stage.pages("/v1/datasets?limit=2&dataset=movielens", key: key, "version")
      let shown = await stage.ask(.get, "/v1/datasets/1", key: key)
      let none = await stage.ask(.get, "/v1/datasets/99", key: key)
      let strange = await stage.ask(.get, "/v1/datasets?dataset=movielens2", key: key)

      #expect(pages == [["1", "2"], ["3"]])
      #expect(shown.document["records"] == 2 && shown.document["rejected"] == 1)
      #expect(shown.each("name", of: "kinds") == ["film"] && shown.document["state"] == "current")
      #expect(none.status == 404 && none.document["detail"]?.stringValue?.contains("/v1/datasets") == true)
      #expect(
        strange.document["errors"]?.arrayValue?.first?["detail"]?.stringValue?.contains("movielens?") == true)
    }
  }

  @Test func `another version becomes current, unless somebody is at it or its time is over`() async throws {
    try await withGateway { stage in
      try await stage.database.pool.execute(GatewayStage.versions)
      let key = try await stage.key(.ops, .admin)
      func use(_ version: String) async -> GatewayStage.Reply {
        await stage.ask(.post, "/v1/datasets/\(version)/use", key: key)
      }

      let lock = try await DatasetLock("movielens", stage.database.settings, logger: .silent)
      let busy = await use("2")
      await lock.release()
      let used = await use("2")
      let again = await use("2")
      let over = await use("3")
      let none = await use("99")
      let audit = await stage.ask(.get, "/v1/audit", key: key)

      #expect(busy.status == 409 && busy.headers["Retry-After"] == "30")
      #expect(used.document["previous"] == "1" && used.document["wasCurrent"] == false)
      #expect(again.document["wasCurrent"] == true && again.document["previous"] == .null)
      #expect(over.status == 409 && over.document["detail"] == "Version 3 is over its time.")
      #expect(none.status == 404)
      #expect(try await Self.states(stage) == ["1 history", "2 current", "3 history"])
      #expect(audit.each("action") == ["datasets.use"] && audit.each("subject") == ["2"])
    }
  }

  @Test func `what is over its time is named, and deleted when that is asked for`() async throws {
    try await withGateway { stage in
      try await stage.database.pool.execute(GatewayStage.versions)
      let key = try await stage.key(.ops, .admin)
      let path = "/v1/datasets/actions/expire"

      let tried = await stage.ask(.post, path, key: key, json: ["dryRun": true])
      let before = try await Self.states(stage)
      let done = await stage.ask(.post, path, key: key)
      let again = await stage.ask(.post, path, key: key)
      let audit = await stage.ask(.get, "/v1/audit", key: key)

      #expect(tried.document["versions"] == ["3"] && tried.document["dryRun"] == true && before.count == 3)
      #expect(done.document["versions"] == ["3"] && again.document["versions"] == [])
      #expect(try await Self.states(stage) == ["1 current", "2 history"])
      #expect(audit.each("result") == ["done", "begun"])
    }
  }
}
