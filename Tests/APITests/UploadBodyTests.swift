import Documents
import HTTP
import Testing

@testable import API

/// Lets in whoever names themselves, and counts how often it was asked.
private struct OpenDoor: Door {
  func caller(of request: Request, _ endpoint: Endpoint) async throws(Refusal) -> (Caller, Headers) {
    guard let name = request.headers["Authorization"] else {
      throw Refusal(.unauthorized, "key", "no key", headers: ["WWW-Authenticate": "Bearer"])
    }
    let scopes = Set(name.split(separator: "+").compactMap { Scope(rawValue: String($0)) })
    return (Caller(key: 1, name: name, scopes: scopes), ["Asked": name])
  }

  func carryOut(_ call: Call, _ endpoint: Endpoint) async throws -> Answer {
    try await endpoint.handler(call)
  }

  func refusal(for error: any Error, requestID: String) -> Refusal {
    Refusal(.internalServerError, "inside", "Something broke inside.")
  }
}

/// Bodies that are files, alone and in forms.
@Suite struct UploadBodyTests {
  private static let interface = Interface(
    title: "Test", version: "1", families: [(name: "things", summary: "Things")],
    [
      Endpoint(.post, "/v1/look", .scope(.read), "things", "Looks at a thing") { call in
        let bytes = try call.file?.read(at: 0, count: 100) ?? []
        return .json([
          "bytes": .string(String(decoding: bytes, as: UTF8.self)), "tags": call["tag"] ?? .null,
          "at": call["at"] ?? .null, "caller": .string(call.caller.name),
        ])
      }
      .with {
        $0.parameters = [
          .query("tag", .array(.string(1...3), count: 0...2), "Which", isRequired: true),
          .query("at", .number(0...9), "When"),
        ]
        $0.body = .file(Upload("thing", ["image/png"], "a thing"), limit: 1_000)
        $0.isQuestion = true
      }
    ])

  private static func form(_ parts: [(header: String, body: String)]) -> String {
    parts.map { "--b\r\nContent-Disposition: form-data; \($0.header)\r\n\r\n\($0.body)\r\n" }.joined()
      + "--b--\r\n"
  }

  private static let formType = "multipart/form-data; boundary=b"

  private static func ask(
    _ target: String, _ body: String?, type: String = formType, key: String? = "read"
  ) async throws -> (response: Response, document: JSONValue) {
    var router = Router()
    interface.add(to: &router, door: OpenDoor())
    var headers: Headers = ["Content-Type": type]
    if let key { headers["Authorization"] = key }
    let upload = try body.map { try UploadedFile.holding(Array($0.utf8), in: "/var/tmp") }
    let response = await router.respond(
      to: Request(method: .post, target: try #require(Target(target)), headers: headers, upload: upload))
    guard case .bytes(let bytes) = response.body else { return (response, .null) }
    return (response, try JSONReader.read(bytes))
  }

  @Test func `a file comes alone with a query, or in a form with fields`() async throws {
    let alone = try await Self.ask("/v1/look?tag=a&tag=b&at=2.5", "PNG", type: "image/png")
    let inForm = try await Self.ask(
      "/v1/look?tag=a",
      Self.form([
        ("name=\"tag\"", "c"), ("name=\"thing\"; filename=\"x\"", "PNG\r\n--a"), ("name=\"at\"", "1"),
      ]))

    #expect(alone.document == ["bytes": "PNG", "tags": ["a", "b"], "at": 2.5, "caller": "read"])
    #expect(inForm.document == ["bytes": "PNG\r\n--a", "tags": ["a", "c"], "at": 1.0, "caller": "read"])
    #expect(alone.response.headers["Asked"] == "read")
  }

  @Test func `all that is wrong is told at once, each where it stands`() async throws {
    let (response, document) = try await Self.ask(
      "/v1/look?att=1",
      Self.form([
        ("name=\"tag\"", "long"), ("name=\"at\"", "late"), ("name=\"tga\"", "a"),
        ("name=\"thin\"; filename=\"x\"", "PNG"),
      ]))
    let both = try await Self.ask(
      "/v1/look?tag=a&at=1", Self.form([("name=\"at\"", "1"), ("name=\"thing\"; filename=\"x\"", "P")]))

    #expect(response.status == .unprocessableContent)
    let errors = try #require(document["errors"]?.arrayValue)
    let places = errors.map { "\($0["in"]?.stringValue ?? "") \($0["parameter"]?.stringValue ?? "")" }
    #expect(places == ["form tag", "form at", "query att", "form tga", "form thing"])
    #expect(errors[3]["detail"] == "there is no such field; did you mean tag?")
    #expect(errors[4]["detail"] == "the file is in another field")
    #expect(Interface.problem.faults(in: document).isEmpty)
    #expect(both.document["errors"]?.arrayValue?.first?["detail"] == "it is said 2 times")
  }

  @Test func `what is no form and no thing is refused by its kind`() async throws {
    let type = try await Self.ask("/v1/look?tag=a", "x", type: "text/plain")
    let boundless = try await Self.ask("/v1/look?tag=a", "x", type: "multipart/form-data")
    let cut = try await Self.ask("/v1/look?tag=a", "--b\r\n")
    let control = try await Self.ask(
      "/v1/look", Self.form([("name=\"tag\"", "a\u{0}"), ("name=\"thing\"; filename=\"x\"", "P")]))
    let empty = try await Self.ask("/v1/look?tag=a", "", type: "image/png")
    let none = try await Self.ask("/v1/look?tag=a", nil, type: "image/png")
    let hollow = try await Self.ask("/v1/look?tag=a", Self.form([("name=\"thing\"; filename=\"x\"", "")]))

    #expect(type.response.status == .unsupportedMediaType && type.response.headers["Accept"] != nil)
    #expect(boundless.response.status == .unsupportedMediaType && cut.response.status == .badRequest)
    for reply in [control, empty, none, hollow] {
      #expect(reply.response.status == .unprocessableContent)
      #expect(reply.document["errors"]?.arrayValue?.count == 1)
    }
  }

  @Test func `strangers are turned away before the body, and known ones are asked for once`() async throws {
    var router = Router()
    Self.interface.add(to: &router, door: OpenDoor())
    guard case .route(let route, _) = router.resolve(.post, ["v1", "look"]) else {
      return #expect(Bool(false), "there is a route")
    }
    let admits = try #require(route.options.admits)
    func ask(_ key: String?, _ type: String) async throws -> Route.Admittance {
      var headers: Headers = ["Content-Type": type]
      if let key { headers["Authorization"] = key }
      return await admits(
        Request(method: .post, target: try #require(Target("/v1/look")), headers: headers))
    }
    func status(_ admittance: Route.Admittance) -> Int? {
      if case .turnedAway(let response) = admittance { response.status.rawValue } else { nil }
    }

    #expect(route.options.takesFile && route.options.bodyLimit == 1_000)
    #expect(status(try await ask(nil, "image/png")) == 401)
    #expect(status(try await ask("ops", "image/png")) == 403)
    #expect(status(try await ask("read", "text/html")) == 415)
    guard case .welcome(let pass, let owner) = try await ask("read", "image/png") else {
      return #expect(Bool(false), "a reader is let in")
    }
    #expect(owner == "1")
    // Whom the pass knows is not asked for again.
    let request = Request(
      method: .post, target: try #require(Target("/v1/look?tag=a")),
      headers: ["Content-Type": "image/png", "Authorization": "somebody else"],
      upload: try UploadedFile.holding([65], in: "/var/tmp"), pass: pass)
    let response = await router.respond(to: request)
    guard case .bytes(let bytes) = response.body else { return #expect(Bool(false), "there is an answer") }
    #expect(response.status == .ok && response.headers["Asked"] == "read")
    #expect(try JSONReader.read(bytes)["caller"] == "read")
  }

  @Test func `the document tells of both ways`() throws {
    let operation = try #require(Self.interface.openAPI["paths"]?["/v1/look"]?["post"])
    let content = try #require(operation["requestBody"]?["content"])

    #expect(content["image/png"]?["schema"]?["contentMediaType"] == "image/png")
    let form = try #require(content["multipart/form-data"]?["schema"])
    #expect(form["required"] == ["thing"] && form["additionalProperties"] == false)
    #expect(form["properties"]?["tag"]?["type"] == "array" && form["properties"]?["at"]?["maximum"] == 9.0)
    #expect(form["properties"]?["thing"]?["format"] == "binary")
    let parameters = operation["parameters"]?.arrayValue
    #expect(parameters?.map { $0["required"] } == [false, false])
    for status in ["400", "401", "403", "413", "415", "422", "503", "507"] {
      #expect(operation["responses"]?[status] != nil, "\(status)")
    }
    #expect(Self.interface.page(styledBy: "/c").contains("multipart/form-data with it as &quot;thing&quot;"))
  }
}
