import API
import Crypto
import Documents
import HTTP
import Jobs
import Media
import Messaging
import Storage
import TestKit
import TestPictures
import Testing

@testable import Gateway

/// Every line of the table, asked without a key, with the wrong one and with the right one.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct EveryRouteTests {
  fileprivate struct Sample {
    let endpoint: Endpoint
    let target: String
    let body: JSONValue?
    /// With its media type, where the body is no JSON.
    var text: (type: String, text: String)?
    var file: [UInt8]?
    var fields: [(String, String)] = []

    func ask(_ stage: GatewayStage, key: String? = nil, more: String = "") async -> GatewayStage.Reply {
      let type = text.map { [("Content-Type", $0.type)] } ?? []
      return await stage.ask(
        endpoint.method, target + more, key: key, json: text == nil ? body : nil, type + fields,
        body: text.map { Array($0.text.utf8) }, file: file)
    }
  }

  /// A request that makes sense for each endpoint.
  private static func samples(_ stage: GatewayStage, run: RunID, label: String) -> [Sample] {
    stage.interface.endpoints.map { endpoint in
      let values = [
        "{handle}": "anna", "{queue}": "ingest", "{version}": "1", "{username}": "anna",
        "{order}": "0190a7c4-2f5e-7aaa-8bbb-0123456789ab",
        "{media}": "\(ContentHash(SHA256.hash(PlainWAV.chord)))",
      ]
      let ids = [
        "/v1/keys/": label, "/v1/dead/": "1", "/v1/videos/": "70", "/v1/tracks/": "5",
        "/v1/models/": "1", "/v1/feedback/": "1",
      ]
      let queries = [
        "/v1/recommendations": "?handle=anna", "/v1/recommendations/stored": "?handle=anna&handle=nobody",
        "/v1/tracks": "?q=lanterns", "/v1/match": "?video=70&track=5",
        "/v1/imports/moovitamix": "?partial=true", "/v1/datasets/{version}/export": "?rejected=true",
      ]
      var target = endpoint.pattern
      for (name, value) in values { target.replace(name, with: value) }
      let id = ids.first { endpoint.pattern.hasPrefix($0.key) }?.value ?? "\(run)"
      target.replace("{id}", with: id)
      if endpoint.pattern == "/v1/search", endpoint.method == .get { target += "?q=dance" }
      target += queries[endpoint.pattern] ?? ""
      if endpoint.body?.upload != nil { return file(endpoint, target) }
      let example = endpoint.body?.examples.first { if case .string = $0 { false } else { true } }
      let text = example == nil ? endpoint.body?.examples.first?.stringValue : nil
      return Sample(
        endpoint: endpoint, target: target, body: example,
        text: text.map { (endpoint.body?.types.first?.name ?? "", $0) })
    }
  }

  private static func file(_ endpoint: Endpoint, _ target: String) -> Sample {
    func sample(_ bytes: [UInt8], _ type: String) -> Sample {
      Sample(endpoint: endpoint, target: target, body: nil, file: bytes, fields: [("Content-Type", type)])
    }
    switch endpoint.pattern {
    case "/v1/imports/scrape":
      let post = #"{"id": "7234585604439149852", "authorMeta": {"name": "anna"}, "text": "x"}"#
      return sample(Array(post.utf8), "application/x-ndjson")
    case "/v1/imports/moovitamix":
      return sample(Array(#"{"id": 1}"#.utf8), "application/x-ndjson")
    case "/v1/imports/movielens":
      let form = TestForm(
        [], file: ("movies", "m", Array("movieId,title,genres\n1,Heat (1995),Action\n".utf8)),
        also: [("ratings", "r", Array("userId,movieId,rating,timestamp\n7,1,4.5,964982703\n".utf8))])
      return sample(form.bytes, form.type)
    default: break
    }
    let isPicture = endpoint.body?.upload?.field == "picture"
    return Sample(
      endpoint: endpoint, target: target, body: nil,
      file: isPicture ? PlainPNG.bytes(GatewayStage.picture) : PlainWAV.chord,
      fields: [("Content-Type", isPicture ? "image/png" : "audio/wav")])
  }

  @Test func `each route wants its scope, and answers what the document says`() async throws {
    try await withMediaFolder { try await Self.askAll(keepingIn: $0) }
  }

  private static func askAll(keepingIn folder: String) async throws {
    try await withGateway(media: KeptMedia(folder, limit: 1 << 30)) { stage in
      let run = try await stage.fill()
      try await stage.fillCatalogue()
      try await stage.fillForSearch()
      _ = try await stage.gateway.producer.share(
        .train, ["company by order 0190a7c4-2f5e-7aaa-8bbb-0123456789ab": JSON(text: "{}")])
      let label = try await stage.makeKey([.read]).record.label
      let every = try await stage.key(.read, .submit, .ops, .admin)
      var others: [Scope: String] = [:]
      for scope in Scope.allCases {
        let rest = Scope.allCases.filter { $0 != scope }
        others[scope] = try await stage.makeKey(rest, "all but \(scope.rawValue)").text
      }
      let document = await stage.ask(.get, "/openapi.json").document
      let schemas = DocumentedSchema(document: document)

      for sample in Self.samples(stage, run: run, label: label) {
        let (method, place) = (sample.endpoint.method, "\(sample.endpoint.method) \(sample.endpoint.pattern)")
        let operation = try #require(
          document["paths"]?[sample.endpoint.pattern]?[method.rawValue.lowercased()], "\(place)")
        func check(_ reply: GatewayStage.Reply) {
          let answer = operation["responses"]?["\(reply.status)"]
          #expect(answer != nil, "\(place) answers \(reply.status), which is not documented")
          let type = reply.headers["Content-Type"] ?? ""
          guard type.hasSuffix("/json") || type.hasSuffix("+json") else { return }
          guard let schema = answer?["content"]?[type]?["schema"] else {
            Issue.record("\(place) answers \(reply.status) as \(type), which is not documented")
            return
          }
          let flaws = schemas.flaws(of: reply.document, schema)
          #expect(flaws == [], "\(place) \(reply.status)")
        }
        guard case .scope(let scope) = sample.endpoint.access else {
          let open = await sample.ask(stage)
          #expect(open.status == 200, "\(place)")
          check(open)
          continue
        }
        #expect(operation["security"] == [["key": [.string(scope.rawValue)]]], "\(place)")
        let nobody = await sample.ask(stage)
        let lacking = await sample.ask(stage, key: others[scope])
        let right = await sample.ask(stage, key: every)
        #expect(nobody.status == 401 && lacking.status == 403, "\(place)")
        #expect(200...299 ~= right.status, "\(place) \(String(decoding: right.bytes, as: UTF8.self))")
        for reply in [nobody, lacking, right] { check(reply) }
        let strange = await sample.ask(
          stage, key: every, more: (sample.target.contains("?") ? "&" : "?") + "strange=1")
        #expect(strange.status == 422, "\(place)")
        check(strange)
      }
    }
  }

  @Test func `there is something in what was asked, so that the schemas had something to hold`() async throws
  {
    try await withGateway { stage in
      let run = try await stage.fill()
      let key = try await stage.key(.read, .admin)

      let shown = await stage.ask(.get, "/v1/runs/\(run)", key: key).document
      let dead = await stage.ask(.get, "/v1/dead", key: key).document
      let workers = await stage.ask(.get, "/v1/workers", key: key).document
      let list = await stage.ask(.get, "/v1/creators/@anna/recommendations?date=2026-11-20", key: key)
      let none = await stage.ask(.get, "/v1/creators/@anna/recommendations?date=2026-11-18", key: key)
      let same = await stage.ask(
        .get, "/v1/creators/anna/recommendations", key: key, [("If-None-Match", list.headers["ETag"] ?? "")])

      #expect(shown["tasks"]?.arrayValue?.first?["deadMessage"] == "1")
      #expect(dead["items"]?.arrayValue?.map { $0["id"] } == ["2", "1"])
      #expect(workers["workers"]?.arrayValue?.count == 1)
      #expect(list.document["items"]?.arrayValue?.first?["reasons"]?.arrayValue?.count == 2)
      #expect(none.status == 404 && none.document["detail"]?.stringValue?.contains("2026-11-20") == true)
      #expect(same.status == 304 && same.bytes.isEmpty)
    }
  }

  @Test func `a read key can change nothing`() async throws {
    try await withGateway { stage in
      let run = try await stage.fill()
      try await stage.fillCatalogue()
      try await stage.fillForSearch()
      let key = try await stage.makeKey([.read])
      #expect(stage.interface.endpoints.allSatisfy { !$0.isKeyOptional })
      let before = try await Self.state(stage)

      for sample in Self.samples(stage, run: run, label: key.record.label) where sample.endpoint.isChange {
        let reply = await sample.ask(stage, key: key.text)
        #expect(reply.status == 403, "\(sample.target)")
      }
      for sample in Self.samples(stage, run: run, label: key.record.label) where !sample.endpoint.isChange {
        guard !sample.target.hasSuffix("/events") else { continue }
        _ = await sample.ask(stage, key: key.text)
      }

      #expect(try await Self.state(stage) == before)
    }
  }

  /// Everything that a change would change.
  private static func state(_ stage: GatewayStage) async throws -> [String] {
    try await stage.database.pool.rows(
      """
      select md5(string_agg(r::text, '|' order by r::text)) from run r
      union all select md5(string_agg(t::text, '|' order by t::text)) from task t
      union all select md5(string_agg(d::text, '|' order by d.id)) from dead_message d
      union all select md5(string_agg(k::text, '|' order by k.id)) from api_key k
      union all select md5(string_agg(l::text, '|' order by l.id)) from track_link l
      union all select md5(string_agg(r::text, '|' order by r.id)) from track_right r
      union all select md5(string_agg(v::text, '|' order by v.id)) from dataset_version v
      union all select count(*)::text from audit union all select count(*)::text from queue_control
      union all select md5(string_agg(f::text, '|' order by f.id)) from feedback f
      union all select md5(string_agg(m::text, '|' order by m.id)) from model m
      union all select count(*)::text from idempotency union all select count(*)::text from outbox
      """, as: String.self)
  }
}
