import API
import Documents
import FoundationEssentials
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Gateway

/// What became of recommendations, and models.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct FeedbackRouteTests {
  private static func items(_ stage: GatewayStage, _ key: String, _ target: String) async -> (
    tracks: [String], list: JSONValue?
  ) {
    let document = await stage.ask(.get, target, key: key).document
    let list = document["recommendations"]?.arrayValue?.first ?? document
    return (list["items"]?.arrayValue?.compactMap { $0["trackId"]?.stringValue } ?? [], list)
  }

  @Test func `a track that was dismissed is gone from lists at once, and comes back`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      let key = try await stage.key(.read, .submit)
      let (stored, fresh) = ("/v1/creators/anna/recommendations", "/v1/recommendations?handle=anna")
      let before = await stage.ask(.get, stored, key: key)

      let said = await stage.ask(
        .post, "/v1/feedback", key: key, json: ["handle": "@Anna", "trackId": "5", "kind": "dismiss"])
      let id = said.document["results"]?.arrayValue?.first?["id"]?.stringValue ?? ""
      let tagged = await stage.ask(
        .get, stored, key: key, [("If-None-Match", before.headers["ETag"] ?? "")])
      let (gone, list) = await Self.items(stage, key, stored)
      let (none, made) = await Self.items(stage, key, fresh)
      let back = await stage.ask(.delete, "/v1/feedback/\(id)", key: key)
      let twice = await stage.ask(.delete, "/v1/feedback/\(id)", key: key)
      let (again, _) = await Self.items(stage, key, stored)

      #expect(said.status == 200 && said.document["accepted"] == 1 && tagged.status == 200)
      #expect(gone.isEmpty && list?["dismissed"] == 1 && list?["withdrawn"] == 0)
      #expect(none.isEmpty && made?["leftOut"]?["dismissed"] == 1)
      #expect(back.status == 200 && back.document["kind"] == "dismiss" && twice.status == 404)
      #expect(again == ["5"])
      let actions = try await stage.database.pool.rows(
        "select action from audit order by id", as: String.self)
      #expect(actions == ["feedback.create", "feedback.delete"])
    }
  }

  @Test func `each is accepted or refused by itself, and what is said twice is one thing`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      let key = try await stage.makeKey([.read, .submit], "shop")
      let run = try await stage.database.pool.value(
        "select run_id::text from recommendation", as: String.self)
      func said(_ more: [(String, JSONValue)]) -> JSONValue {
        .object(
          [("handle", "anna"), ("trackId", "5"), ("kind", "use")].filter { name, _ in
            !more.contains { $0.0 == name }
          } + more)
      }
      let list: [JSONValue] = [
        said([("run", .string(run)), ("rank", 1), ("at", "2025-11-20T08:00:00Z")]),
        said([("run", .string(run))]), said([("handle", "nobody")]), said([("trackId", "99")]),
        said([("run", .string(UUID().uuidString.lowercased()))]), said([("at", "2126-11-20T08:00:00Z")]),
        said([("kind", "click")]), said([]),
      ]

      let first = await stage.ask(.post, "/v1/feedback", key: key.text, json: ["feedback": .array(list)])
      let again = await stage.ask(.post, "/v1/feedback", key: key.text, json: ["feedback": .array(list)])
      let all = await stage.ask(.get, "/v1/feedback?handle=anna&kind=use", key: key.text)
      let page = await stage.ask(.get, "/v1/feedback?limit=2", key: key.text)
      let cursor = page.document["next_cursor"]?.stringValue ?? ""
      let rest = await stage.ask(.get, "/v1/feedback?limit=2&cursor=\(cursor)", key: key.text)

      func states(_ reply: GatewayStage.Reply) -> [String] {
        reply.document["results"]?.arrayValue?.compactMap { $0["state"]?.stringValue } ?? []
      }
      #expect(
        states(first) == [
          "accepted", "known", "refused", "refused", "refused", "refused", "known", "accepted",
        ])
      #expect(first.document["refused"] == 4 && first.document["known"] == 2)
      #expect(again.document["accepted"] == 0 && again.document["known"] == 4)
      let reasons = first.document["results"]?.arrayValue?.compactMap { $0["reason"]?.stringValue }
      #expect(
        reasons == [
          "no such creator is known", "there is no such track",
          "that run has made no list for this creator", "it cannot have happened then",
        ])
      let items = try #require(all.document["items"]?.arrayValue)
      #expect(items.count == 2 && items.last?["run"] == .string(run) && items.last?["rank"] == 1)
      #expect(
        items.last?["at"] == "2025-11-20T08:00:00Z" && items.last?["key"] == .string(key.record.label)
          && items.last?["handle"] == "@anna")
      #expect(
        page.document["items"]?.arrayValue?.count == 2 && rest.document["items"]?.arrayValue?.count == 1)
      // Saying nothing new is no change.
      #expect(try await stage.database.pool.value("select count(*) from audit", as: Int.self) == 1)
    }
  }

  @Test func `a creator who has dismissed too much is told what to take back`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      let key = try await stage.makeKey([.read, .submit], "shop")
      try await stage.database.pool.execute(
        """
        insert into feedback (author_id, track_id, kind, at, key_id)
        select 1, 1000 + n, 'dismiss', now(), \(key.record.id)
        from generate_series(1, \(Int64(FeedbackStore.dismissalLimit))) n
        """)
      let body: JSONValue = ["handle": "anna", "trackId": "5", "kind": "dismiss"]

      let full = await stage.ask(.post, "/v1/feedback", key: key.text, json: body)
      let click = await stage.ask(
        .post, "/v1/feedback", key: key.text, json: ["handle": "anna", "trackId": "5", "kind": "click"])
      let listed = await stage.ask(.get, "/v1/feedback?handle=anna&kind=dismiss&limit=1", key: key.text)
      let id = listed.each("id").first??.stringValue ?? ""
      let back = await stage.ask(.delete, "/v1/feedback/\(id)", key: key.text)
      let free = await stage.ask(.post, "/v1/feedback", key: key.text, json: body)

      #expect(full.status == 409 && full.document["type"] == "urn:hookline:problem:dismissals")
      #expect(
        full.document["detail"]?.stringValue?.contains("GET /v1/feedback?handle=anna&kind=dismiss") == true)
      #expect(click.status == 200 && back.status == 200 && free.document["accepted"] == 1)
    }
  }

  @Test func `what has the wrong shape is refused as a whole`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      let key = try await stage.key(.submit)
      let one: JSONValue = ["handle": "anna", "trackId": "5", "kind": "click"]

      let none = await stage.ask(.post, "/v1/feedback", key: key, json: ["feedback": []])
      let many = await stage.ask(
        .post, "/v1/feedback", key: key, json: ["feedback": .array(Array(repeating: one, count: 1_001))])
      let most = await stage.ask(
        .post, "/v1/feedback", key: key, json: ["feedback": .array(Array(repeating: one, count: 1_000))])
      let wrong = await stage.ask(
        .post, "/v1/feedback", key: key,
        json: ["feedback": [["handle": "anna", "trackId": 5, "kind": "like", "rank": 0]]])

      #expect(none.status == 422 && many.status == 422)
      #expect(most.status == 200 && most.document["known"] == 1_000)
      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 3)
    }
  }

  // MARK: Models

  @Test func `models are listed and used, and learning is begun once`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      let key = try await stage.key(.read, .ops)

      let before = await stage.ask(.get, "/v1/models", key: key).document["models"]?.arrayValue
      let used = await stage.ask(.post, "/v1/models/1/use", key: key)
      let after = await stage.ask(.get, "/v1/models?limit=1", key: key).document["models"]?.arrayValue
      let missing = await stage.ask(.post, "/v1/models/77/use", key: key)
      var begun: [GatewayStage.Reply] = []
      for _ in 0..<2 {
        begun.append(
          await stage.ask(.post, "/v1/models", key: key, json: ["seed": 7], [("Idempotency-Key", "a")]))
      }

      #expect(before?.map { $0["state"]?.stringValue } == ["current", "former"])
      #expect(before?.first?["learntFrom"]?["newestVideo"] == "172" && before?.first?["judged"] == 5)
      #expect(used.document == ["model": "1", "current": true])
      #expect(after?.map { $0["state"]?.stringValue } == ["former"] && missing.status == 404)
      #expect(begun.map(\.status) == [202, 202] && begun[1].headers["Idempotency-Replayed"] == "true")
      let tasks = try await stage.database.pool.rows(
        "select payload->>'seed' from task where kind = 'train'", as: String.self)
      #expect(tasks == ["7"])
      let actions = try await stage.database.pool.rows(
        "select action || ' ' || result from audit order by id", as: String.self)
      #expect(actions == ["models.use done", "models.create begun"])
    }
  }
}
