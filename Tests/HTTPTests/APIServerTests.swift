import HTTP
import TestKit
import Testing

@Suite struct APIServerTests {
  private static let items = #"{"items":[1,2,3]}"#

  private static func server() throws -> APIServer {
    try APIServer { request in request.path == "/items" ? .json(items) : APIAnswer(404) }
  }

  @Test(.timeLimit(.minutes(1)))
  func `keeps requests whole and answers what the closure says`() async throws {
    let server = try Self.server()
    let client = Client()
    var request = ClientRequest.json(.post, "\(server.url)/items?q=a%20b&limit=5", body: Array("{}".utf8))
    request.headers["Authorization"] = "Bearer x"

    let response = try await client.send(request)
    let missing = try await client.send(ClientRequest(.get, "\(server.url)/none/"))

    #expect(response.text == Self.items)
    #expect(missing.status.rawValue == 404)
    #expect(server.requests.map(\.path) == ["/items", "/none/"])
    let first = try #require(server.requests.first)
    #expect(first.method == "POST" && first.text == "{}")
    #expect(first.query == ["q": "a b", "limit": "5"])
    #expect(first.headers["authorization"] == "Bearer x")
    #expect(server.acceptedCount == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `plays the script, one fault for each request`() async throws {
    let server = try Self.server()
    server.meet(.status(429, ["Retry-After": "7"]), .wrongJSON, .emptyBody)
    server.meet(.status(500), at: "/elsewhere")
    let client = Client()

    var answers: [ClientResponse] = []
    for _ in 1...4 { answers.append(try await client.send(ClientRequest(.get, "\(server.url)/items"))) }

    #expect(answers.map(\.status.rawValue) == [429, 200, 200, 200])
    #expect(answers[0].headers["Retry-After"] == "7")
    #expect(answers[1].text.hasPrefix("{") && answers[2].body.isEmpty)
    #expect(answers[3].text == Self.items)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (APIServer.Fault.cut, HTTPError.Code.broken), (.closed, .broken), (.reset, .broken),
      (.silent, .timeout),
    ])
  func `breaks off as it is told`(fault: APIServer.Fault, code: HTTPError.Code) async throws {
    let server = try Self.server()
    server.meet(fault)
    let client = Client()
    var request = ClientRequest(.get, "\(server.url)/items")
    if fault.isSilent { request.timeout = .milliseconds(500) }

    var error = await failure(of: request, client)
    // On a busy machine the patience may be over before the request has even been sent.
    while server.requests.isEmpty { error = await failure(of: request, client) }
    let next = try await client.send(ClientRequest(.get, "\(server.url)/items"))

    #expect(error?.code == code)
    #expect(next.text == Self.items)
  }

  @Test(.timeLimit(.minutes(1)))
  func `holds an answer until the gate opens`() async throws {
    let server = try Self.server()
    let gate = Gate()
    server.meet(.held(gate))

    async let answer = Client().send(ClientRequest(.get, "\(server.url)/items"))
    await gate.someoneWaits()
    gate.open()

    #expect(try await answer.text == Self.items)
    #expect(server.peak == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes no one in once it has stopped`() async throws {
    let server = try Self.server()
    server.stop()

    let error = await #expect(throws: HTTPError.self) {
      try await Client().send(ClientRequest(.get, "\(server.url)/items"))
    }

    #expect(error?.code == .unreachable)
  }

  private func failure(of request: ClientRequest, _ client: Client) async -> HTTPError? {
    await #expect(throws: HTTPError.self) { try await client.send(request) }
  }
}
