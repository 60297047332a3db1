import API
import Documents
import HTTP
import Jobs
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct OnceTests {
  private static let body: JSONValue = ["handles": ["@anna", "@Ben", "anna"]]

  private static func begin(
    _ stage: GatewayStage, _ key: String, once: String?, _ body: JSONValue = body
  ) async -> GatewayStage.Reply {
    await stage.ask(.post, "/v1/runs", key: key, json: body, once.map { [("Idempotency-Key", $0)] } ?? [])
  }

  private static func counts(_ stage: GatewayStage) async throws -> [Int] {
    try await stage.database.pool.rows(
      "select count(*) from run union all select count(*) from audit union all select count(*) from outbox",
      as: Int.self)
  }

  @Test func `the same request with the same key is done once and answered the same`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.submit)

      let first = await Self.begin(stage, key, once: "a")
      let again = await Self.begin(stage, key, once: "a")
      let stranger = await Self.begin(stage, try await stage.key(.submit), once: "a")
      let other = await Self.begin(stage, key, once: "a", ["handle": "cara"])

      #expect(first.status == 202 && first.document["accepted"] == 2 && first.document["duplicates"] == 1)
      #expect(again.status == 202 && again.bytes == first.bytes)
      #expect(again.headers["Idempotency-Replayed"] == "true" && first.headers["Idempotency-Replayed"] == nil)
      #expect(stranger.status == 202 && stranger.document["merged"] == 2)
      #expect(
        other.status == 422 && other.document["errors"]?.arrayValue?.first?["parameter"] == "Idempotency-Key")
      #expect(try await Self.counts(stage)[..<2] == [2, 2])
    }
  }

  @Test func `of many at once one is done, and the others get its answer or are told to wait`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.submit)

      let replies = await withTaskGroup(of: GatewayStage.Reply.self) { group in
        for _ in 0..<12 { group.addTask { await Self.begin(stage, key, once: "b") } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let late = await Self.begin(stage, key, once: "b")

      #expect(replies.allSatisfy { $0.status == 202 || $0.status == 409 && $0.headers["Retry-After"] != nil })
      let done = replies.filter { $0.status == 202 }
      #expect(!done.isEmpty && Set(done.map(\.bytes)) == [late.bytes])
      #expect(done.count { $0.headers["Idempotency-Replayed"] == nil } == 1)
      #expect(try await Self.counts(stage)[..<2] == [2, 1])
    }
  }

  @Test func `what failed may be asked for again, and what died is taken over`() async throws {
    try await withGateway { stage in
      let key = try await stage.makeKey([.submit])
      try await stage.database.pool.execute("alter table run rename to gone")
      let failed = await Self.begin(stage, key.text, once: "c")
      try await stage.database.pool.execute("alter table gone rename to run")
      let after = await Self.begin(stage, key.text, once: "c")
      try await stage.database.pool.execute(
        """
        update idempotency set status = null, media_type = null, body = null, claimed_until = now() - interval '1 s'
        """)
      let takenOver = await Self.begin(stage, key.text, once: "c")

      #expect(failed.status == 500 && after.status == 202 && after.headers["Idempotency-Replayed"] == nil)
      #expect(takenOver.status == 202 && takenOver.document["merged"] == 2)
    }
  }

  @Test func `answers are forgotten after a day`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.submit)
      _ = await Self.begin(stage, key, once: "d")
      _ = await Self.begin(stage, key, once: "e")
      try await stage.database.pool.execute(
        "update idempotency set created_at = now() - interval '25 h' where key = 'd'")

      let count = try await stage.gatekeeper.answers.sweep()
      let other = await Self.begin(stage, key, once: "d", ["handle": "cara"])

      #expect(count == 1 && other.status == 202)
    }
  }

  @Test func `lists come as text and as CSV, and what is no handle is told`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.submit, .read)
      let text = "\u{FEFF}@anna\r\n\n# a remark\nhttps://www.tiktok.com/@ben?x=1\n@anna\nno handle!\n"
      let csv = "handle,followers\n\"cara\",7\n@dan;8\nanna,9\n"

      let plain = await stage.ask(
        .post, "/v1/runs?lane=bulk", key: key, [("Content-Type", "text/plain; charset=utf-8")],
        body: Array(text.utf8))
      let table = await stage.ask(
        .post, "/v1/runs", key: key, [("Content-Type", "text/csv")], body: Array(csv.utf8))
      let broken = await stage.ask(
        .post, "/v1/runs", key: key, [("Content-Type", "text/plain")], body: [0x61, 0xFF])
      let many = await stage.ask(
        .post, "/v1/runs", key: key, [("Content-Type", "text/plain")],
        body: Array((0...Gateway.handleLimit).map { "u\($0)\n" }.joined().utf8))
      let runs = await stage.ask(.get, "/v1/runs?handle=@Ben", key: key)

      #expect(plain.document["accepted"] == 2 && plain.document["duplicates"] == 1)
      #expect(plain.document["bad"]?.arrayValue?.map { $0["line"] } == [6])
      #expect(table.document["accepted"] == 3 && table.document["merged"] == 1)
      #expect(broken.status == 400 && many.status == 422)
      #expect(runs.document["items"]?.arrayValue?.map { $0["lane"] } == ["bulk"])
    }
  }
}
