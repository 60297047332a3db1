import Documents
import HTTP
import TestKit
import Testing

@testable import API

/// Lets in who has a key of words: `Bearer read+ops`.
private final class WordDoor: Door {
  let limiter: RateLimiter

  init(limit: Int = 0) { limiter = RateLimiter(limit: limit) }

  func caller(of request: Request, _ endpoint: Endpoint) async throws(Refusal) -> (Caller, Headers) {
    if endpoint.access == .open { return (.nobody, [:]) }
    guard let words = request.headers["Authorization"]?.dropFirst("Bearer ".count) else {
      throw Refusal(.unauthorized, "key", "no key", headers: ["WWW-Authenticate": "Bearer"])
    }
    let scopes = Set(words.split(separator: "+").compactMap { Scope(rawValue: String($0)) })
    let (headers, wait) = limiter.take(1)
    if let wait {
      throw Refusal(.tooManyRequests, "rate", "too often", headers: ["Retry-After": "\(wait)"])
    }
    return (Caller(key: 1, name: "test", scopes: scopes), headers)
  }

  func carryOut(_ call: Call, _ endpoint: Endpoint) async throws -> Answer {
    try await endpoint.handler(call)
  }

  func refusal(for error: any Error, requestID: String) -> Refusal {
    Refusal(.internalServerError, "inside", "Something broke inside.")
  }
}

private struct Broken: Error {}

@Suite struct InterfaceTests {
  private static let echo = Endpoint(.post, "/v1/echo/{id}", .scope(.submit), "things", "Says it again") {
    call in
    .json(["id": JSONValue(call.text("id")), "text": call.member("text") ?? .null])
  }
  .with {
    $0.parameters = [
      .path("id", .uuid, "Its id"), .query("limit", .integer(1...5), "How many"),
      .query("tag", .array(.string(1...3), count: 0...2), "Which"),
    ]
    $0.body = .json(.object([.required("text", .string(1...4))]), limit: 1_000)
    $0.outcomes = [Endpoint.Outcome(.ok, "What was said", .object([]))]
    $0.isOnce = true
  }

  private static let interface = Interface(
    title: "Test <&>", version: "1", families: [(name: "things", summary: "Things")],
    [
      echo,
      Endpoint(.get, "/v1/things", .scope(.read), "things", "Lists \"things\"") { call in
        let turn = try PageTurn(call)
        let last = turn.following.flatMap { Int($0) } ?? -1
        let end = turn.preceding.flatMap { Int($0) }
        let found = end.map { Array((0..<$0).reversed()) } ?? Array(last + 1..<10)
        return turn.answer(Array(found.prefix(turn.count)), at: { "\($0)" }) { .int($0) }
      }
      .with {
        $0.parameters = Paging.parameters + [.query("filter", .string(), "Some")]
        $0.isTagged = true
        $0.outcomes = [Endpoint.Outcome(.ok, "Things", Paging.schema(.count))]
      },
      Endpoint(.get, "/v1/downhill", .scope(.read), "things", "Lists things, and never again") { call in
        let start = try PageCursor.position(call).flatMap { Int($0) } ?? 0
        return Paging.answer([.int(start)], next: "\(start + 1)", call)
      }
      .with {
        $0.parameters = Paging.parameters
        $0.outcomes = [Endpoint.Outcome(.ok, "Things", Paging.schema(.count))]
      },
      Endpoint(.get, "/broken", .open, "things", "Breaks") { _ in throw Broken() },
    ])

  private static func ask(
    _ method: HTTP.Method, _ target: String, key: String? = nil, body: String? = nil,
    _ more: [(String, String)] = []
  ) async throws -> (response: Response, document: JSONValue?) {
    var router = Router()
    interface.add(to: &router, door: WordDoor())
    var headers: Headers = body == nil ? [:] : ["Content-Type": "application/json"]
    if let key { headers["Authorization"] = "Bearer \(key)" }
    for (name, value) in more { headers[name] = value }
    let response = await router.respond(
      to: Request(
        method: method, target: try #require(Target(target)), headers: headers, body: Array((body ?? "").utf8)
      ))
    guard case .bytes(let bytes) = response.body else { return (response, nil) }
    return (response, bytes.isEmpty ? nil : try JSONReader.read(bytes))
  }

  private static let id = "0190a7c4-2f5e-7aaa-8bbb-0123456789ab"

  @Test func `a handler gets what was validated`() async throws {
    let (response, document) = try await Self.ask(
      .post, "/v1/echo/\(Self.id)?tag=a&tag=b&limit=5", key: "submit", body: #"{"text":"abc"}"#)

    #expect(response.status == .ok && document == ["id": .string(Self.id), "text": "abc"])
    #expect(
      response.headers["Cache-Control"] == "no-store"
        && response.headers["X-Content-Type-Options"] == "nosniff")
  }

  @Test func `everything that is wrong is told in one answer`() async throws {
    let (response, document) = try await Self.ask(
      .post, "/v1/echo/x?limt=3&limit=09&tag=abcd&tag=a&limit=2", key: "submit", body: #"{"txt":""}"#,
      [("Idempotency-Key", "a b"), ("X-Request-Id", "mine-1")])

    #expect(response.status == .unprocessableContent)
    #expect(response.headers["Content-Type"] == "application/problem+json")
    #expect(document?["instance"] == "urn:hookline:request:mine-1")
    #expect(document?["type"] == "urn:hookline:problem:validation")
    let errors = try #require(document?["errors"]?.arrayValue)
    let places = errors.map {
      $0["pointer"]?.stringValue ?? "\($0["in"]?.stringValue ?? "") \($0["parameter"]?.stringValue ?? "")"
    }
    #expect(
      places == [
        "path id", "query limit", "query tag", "header Idempotency-Key", "query limt", "#/txt", "#/text",
      ])
    #expect(errors[4]["detail"] == "there is no such parameter; did you mean limit?")
    #expect(Interface.problem.faults(in: try #require(document)).isEmpty)
  }

  @Test func `who has no key is told so before anything else, and who lacks the scope which one`()
    async throws
  {
    let nobody = try await Self.ask(.post, "/v1/echo/x", body: "{")
    let other = try await Self.ask(.post, "/v1/echo/x", key: "read+ops+admin", body: "{")

    #expect(
      nobody.response.status == .unauthorized && nobody.response.headers["WWW-Authenticate"] == "Bearer")
    #expect(other.response.status == .forbidden)
    #expect(other.document?["detail"]?.stringValue?.contains("\"submit\"") == true)
    #expect(other.response.headers["WWW-Authenticate"]?.contains("insufficient_scope") == true)
  }

  @Test func `bodies of another type, none, or that are no JSON are refused`() async throws {
    let path = "/v1/echo/\(Self.id)"
    let typeless = try await Self.ask(.post, path, key: "submit", body: "{}", [("Content-Type", "text/html")])
    let charset = try await Self.ask(
      .post, path, key: "submit", body: "{}", [("Content-Type", "application/json; charset=latin1")])
    let upper = try await Self.ask(
      .post, path, key: "submit", body: #"{"text":"a"}"#,
      [("Content-Type", "Application/JSON; charset=\"UTF-8\"")])
    let empty = try await Self.ask(.post, path, key: "submit")
    let broken = try await Self.ask(.post, path, key: "submit", body: #"{"text":"a","text":"b"}"#)
    let unwanted = try await Self.ask(.get, "/v1/things", key: "read", body: "{}")

    #expect([typeless, charset, empty].allSatisfy { $0.response.status == .unsupportedMediaType })
    #expect(upper.response.status == .ok && broken.response.status == .badRequest)
    #expect(unwanted.response.status == .contentTooLarge)
  }

  @Test func `an error from inside tells nothing of itself`() async throws {
    let (response, document) = try await Self.ask(.get, "/broken")

    #expect(response.status == .internalServerError && document?["detail"] == "Something broke inside.")
    let id = try #require(response.headers["X-Request-Id"])
    #expect(document?["instance"] == .string("urn:hookline:request:\(id)") && response.account == nil)
  }

  @Test func `the access log is told who has asked`() async throws {
    let known = try await Self.ask(.get, "/v1/things", key: "read")
    let refused = try await Self.ask(.get, "/v1/things", key: "submit")
    let nobody = try await Self.ask(.get, "/v1/things")

    #expect(known.response.account == "test" && refused.response.account == "test")
    #expect(nobody.response.account == nil && nobody.response.status == .unauthorized)
  }

  @Test func `pages follow each other, and a cursor belongs to its list`() async throws {
    let first = try await Self.ask(.get, "/v1/things?limit=4&filter=a", key: "read")
    let cursor = try #require(first.document?["next_cursor"]?.stringValue)
    let second = try await Self.ask(.get, "/v1/things?limit=8&filter=a&cursor=\(cursor)", key: "read")
    let strange = try await Self.ask(.get, "/v1/things?filter=b&cursor=\(cursor)", key: "read")
    let madeUp = try await Self.ask(.get, "/v1/things?filter=a&cursor=\(cursor.dropLast())x", key: "read")

    #expect(first.response.headers["Link"] == "</v1/things?limit=4&filter=a&cursor=\(cursor)>; rel=\"next\"")
    #expect(second.document?["items"] == [4, 5, 6, 7, 8, 9] && second.document?["next_cursor"] == .null)
    let back = try #require(second.document?["prev_cursor"]?.stringValue)
    #expect(second.response.headers["Link"] == "</v1/things?limit=8&filter=a&cursor=\(back)>; rel=\"prev\"")
    #expect(first.document?["prev_cursor"] == .null)
    #expect([strange, madeUp].allSatisfy { $0.response.status == .notFound })
  }

  @Test func `who turns back sees the same pages, and ends at the first`() async throws {
    var (there, back): ([JSONValue?], [JSONValue?]) = ([], [])
    var page = try await Self.ask(.get, "/v1/things?limit=4", key: "read")
    while true {
      there.append(page.document?["items"])
      guard let cursor = page.document?["next_cursor"]?.stringValue else { break }
      page = try await Self.ask(.get, "/v1/things?limit=4&cursor=\(cursor)", key: "read")
    }
    while true {
      back.append(page.document?["items"])
      guard let cursor = page.document?["prev_cursor"]?.stringValue else { break }
      page = try await Self.ask(.get, "/v1/things?limit=4&cursor=\(cursor)", key: "read")
    }
    let middle = try #require(page.document?["next_cursor"]?.stringValue)
    let again = try await Self.ask(.get, "/v1/things?limit=4&cursor=\(middle)", key: "read")

    #expect(there == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]] && back == there.reversed())
    #expect(again.document?["items"] == there[1])
    let links = ["next", "prev"].map { name in
      "</v1/things?limit=4&cursor=\(again.document?["\(name)_cursor"]?.stringValue ?? "")>; rel=\"\(name)\""
    }
    #expect(again.response.headers["Link"] == "\(links[0]), \(links[1])")
  }

  @Test func `a list of one direction takes no cursor that turns back`() async throws {
    let first = try await Self.ask(.get, "/v1/downhill", key: "read")
    let next = try #require(first.document?["next_cursor"]?.stringValue)
    let second = try await Self.ask(.get, "/v1/downhill?cursor=\(next)", key: "read")
    let target = try #require(Target("/v1/downhill"))
    let call = Call(request: Request(target: target), caller: .nobody, requestID: "")
    let turned = try await Self.ask(
      .get, "/v1/downhill?cursor=\(PageCursor.make("3", .preceding, call))", key: "read")

    #expect(second.document?["items"] == [1] && second.document?["prev_cursor"] == .null)
    #expect(turned.response.status == .notFound)
  }

  @Test func `who has an answer already gets none`() async throws {
    let whole = try await Self.ask(.get, "/v1/things", key: "read")
    let tag = try #require(whole.response.headers["ETag"])
    let same = try await Self.ask(
      .get, "/v1/things", key: "read", body: nil, [("If-None-Match", "\"x\", W/\(tag)")])
    let other = try await Self.ask(
      .get, "/v1/things?limit=1", key: "read", body: nil, [("If-None-Match", tag)])

    #expect(
      same.response.status == .notModified && same.document == nil && same.response.headers["ETag"] == tag)
    #expect(other.response.status == .ok && other.response.headers["ETag"] != tag)
  }

  @Test func `a key that asks too often waits`() {
    let limiter = RateLimiter(limit: 60)
    let start = ContinuousClock.now

    let all = (0..<60).map { _ in limiter.take(1, at: start) }
    let refused = limiter.take(1, at: start)
    let other = limiter.take(2, at: start)
    let later = limiter.take(1, at: start + .seconds(1.1))

    #expect(all.allSatisfy { $0.wait == nil } && all[59].headers["RateLimit"] == "\"key\";r=0;t=60")
    #expect(refused.wait == 1 && refused.headers["RateLimit-Policy"] == "\"key\";q=60;w=60")
    #expect(other.wait == nil && later.wait == nil)
    #expect(limiter.take(1, at: start + .seconds(1.2)).wait == 1)
  }

  @Test func `the document names every endpoint, and every reference leads somewhere`() throws {
    let document = Self.interface.openAPI
    let text = String(decoding: document.bytes, as: UTF8.self)

    #expect(document["openapi"] == "3.1.0")
    let operation = try #require(document["paths"]?["/v1/echo/{id}"]?["post"])
    #expect(operation["security"] == [["key": ["submit"]]] && operation["operationId"] == "post_v1_echo_id")
    #expect(operation["parameters"]?.arrayValue?.count == 4)
    #expect(document["paths"]?["/v1/things"]?["get"]?["responses"]?["304"] != nil)
    #expect(document["paths"]?["/broken"]?["get"]?["security"] == [])
    let schemas = try #require(document["components"]?["schemas"])
    for reference in text.split(separator: "\"#/components/schemas/").dropFirst() {
      #expect(schemas[String(reference.prefix { $0 != "\"" })] != nil)
    }
    #expect(try JSONReader.read(document.bytes) == document)
  }

  @Test func `the page runs nothing, and escapes what it shows`() {
    let page = Self.interface.page(styledBy: "/docs.css")

    #expect(page.contains("Test &lt;&amp;&gt;") && page.contains("Lists &quot;things&quot;"))
    #expect(!page.contains("<script") && !page.contains("style=") && !page.contains("<style"))
    #expect(Self.interface.endpoints.allSatisfy { page.contains("id=\"\($0.operationID)\"") })
  }

  @Test func `messages are described for those who send and those who receive`() {
    let api = AsyncAPIDocument(
      title: "Test", version: "1",
      [
        .init(
          "requests", exchange: (name: "jobs", kind: "direct"), keys: ["job.a.norm", "job.a.high"],
          .othersSend,
          "Ask", message: "asked", schema: .object([.required("handle", .string())]),
          example: ["handle": "@a"]),
        .init(
          "ends", exchange: (name: "events", kind: "topic"), keys: ["ended"], .othersReceive, "Hear",
          message: "ended", schema: .object([]), example: .object([])),
      ])

    #expect(api.document["channels"]?["requests.high"]?["address"] == "job.a.high")
    #expect(api.document["operations"]?["receive.requests.norm"]?["action"] == "receive")
    #expect(api.document["operations"]?["send.ends"]?["channel"] == ["$ref": "#/channels/ends"])
    #expect(api.document["components"]?["messages"]?["asked"]?["payload"]?["type"] == "object")
  }
}
