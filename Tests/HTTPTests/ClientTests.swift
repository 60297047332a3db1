import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ClientTests {
  private static let client = Client()

  private static func url(_ server: TestServer, _ path: String) -> String {
    "http://127.0.0.1:\(server.port)\(path)"
  }

  /// What a request fails with.
  private static func failure(_ request: ClientRequest, by client: Client = client) async throws -> HTTPError?
  {
    do {
      _ = try await client.send(request)
      return nil
    } catch let error as HTTPError {
      return error
    }
  }

  /// An answer that no proper server gives.
  private static func answered(_ answer: String, _ request: (String) -> ClientRequest) async throws
    -> HTTPError?
  {
    let server = try ScriptedServer(answer: Array(answer.utf8))
    return try await failure(request("http://127.0.0.1:\(server.port)/"))
  }

  @Test func `sends method, headers, login and body, and reads status, headers and body`() async throws {
    try await withServer { router in
      router.add(.put, "/thing") { request in
        let seen = ["Authorization", "X-Empty", "X-Colour", "Content-Type", "Expect", "User-Agent"].map {
          "\($0)=\(request.headers[$0] ?? "none")"
        }
        return Response(
          .created, headers: ["X-Seen": seen.joined(separator: ",")], body: request.body.reversed())
      }
    } _: { server in
      var request = ClientRequest.json(.put, Self.url(server, "/thing"), body: Array("[12]".utf8))
      request.headers["X-Colour"] = "red\r\nX-Forged: 1"
      request.headers["X-Empty"] = ""
      request.credentials = .init(user: "ann", password: "s:crét")

      let response = try await Self.client.send(request)

      #expect(response.status == .created)
      #expect(response.text == "]21[")
      #expect(
        response.headers["x-seen"]
          == "Authorization=Basic YW5uOnM6Y3LDqXQ=,X-Empty=,X-Colour=red  X-Forged: 1,"
          + "Content-Type=application/json,Expect=none,User-Agent=hookline")
    }
  }

  @Test(arguments: [Method.get, .head, .post, .put, .patch, .delete])
  func `sends each method, also without a body`(method: Method) async throws {
    try await withServer { router in
      router.add(method, "/any") {
        Response(headers: ["X-Method": $0.method.rawValue], body: Array("ok".utf8))
      }
    } _: { server in
      let response = try await Self.client.send(ClientRequest(method, Self.url(server, "/any")))

      #expect(response.headers["X-Method"] == method.rawValue)
      #expect(response.text == (method == .head ? "" : "ok"))
    }
  }

  @Test func `a status of failure is an answer, and a redirect is not followed`() async throws {
    try await withServer { router in
      router.get("/away") { _ in Response(.seeOther, headers: ["Location": "/hidden"]) }
    } _: { server in
      let missing = try await Self.client.send(ClientRequest(.get, Self.url(server, "/nowhere")))
      let redirect = try await Self.client.send(ClientRequest(.get, Self.url(server, "/away")))

      #expect(missing.status == .notFound)
      #expect(missing.mediaType == "application/problem+json")
      #expect(redirect.status == .seeOther)
      #expect(redirect.headers["Location"] == "/hidden")
      #expect(server.hiddenCalls.count == 0)
    }
  }

  @Test func `redirects are followed where asked for, not round in circles, and not to files`() async throws {
    try await withServer { router in
      router.get("/away") { _ in Response(.seeOther, headers: ["Location": "/hidden"]) }
      router.get("/round") { _ in Response(.seeOther, headers: ["Location": "/round"]) }
      router.get("/file") { _ in Response(.seeOther, headers: ["Location": "file:///etc/hostname"]) }
    } _: { server in
      func request(_ path: String) -> ClientRequest {
        var request = ClientRequest(.get, Self.url(server, path))
        request.redirectLimit = 3
        return request
      }

      let response = try await Self.client.send(request("/away"))
      let round = try await Self.failure(request("/round"))
      let file = try await Self.failure(request("/file"))

      #expect(response.text == "hidden")
      #expect(response.headers["Location"] == nil)
      #expect(round?.code == .tooManyRedirects)
      #expect(file?.code == .broken)
    }
  }

  @Test func `a body above the limit is refused, one at the limit is not`() async throws {
    try await withServer { router in
      router.get("/big") { _ in Response(body: [UInt8](repeating: 7, count: 100_000)) }
    } _: { server in
      var request = ClientRequest(.get, Self.url(server, "/big"))
      request.bodyLimit = 100_000

      let response = try await Self.client.send(request)
      request.bodyLimit = 99_999
      let error = try await Self.failure(request)

      #expect(response.body.count == 100_000)
      #expect(error?.code == .tooLarge)
      #expect(
        error?.message
          == "GET http://127.0.0.1:\(server.port): the body of the response has more than 99999 bytes")
    }
  }

  @Test func `a header that never ends is refused`() async throws {
    let lines = String(repeating: "X-Filler: \(String(repeating: "x", count: 1000))\r\n", count: 80)

    let error = try await Self.answered("HTTP/1.1 200 OK\r\n\(lines)") { ClientRequest(.get, $0) }

    #expect(error?.code == .tooLarge)
  }

  @Test func `a silent server costs the timeout and no more`() async throws {
    let (silence, end) = AsyncStream.makeStream(of: Void.self)
    defer { end.finish() }
    try await withServer { router in
      router.get("/slow") { _ in
        for await _ in silence {}
        return .text("late")
      }
      router.get("/quick") { _ in .text("here") }
    } _: { server in
      // A client's first request has to wait for its thread to begin, which is not what is measured.
      let client = Client()
      _ = try await client.send(ClientRequest(.get, Self.url(server, "/quick")))
      var request = ClientRequest(.get, Self.url(server, "/slow?token=secret"))
      request.timeout = .seconds(2)

      let error = await #expect(throws: HTTPError.self) { try await client.send(request) }

      #expect(error?.code == .timeout)
      #expect(error?.isRetriable == true)
      #expect(
        error?.message
          == "GET http://127.0.0.1:\(server.port): no answer within 2.0 seconds: the server is silent")
      server.shutdown.hasten()
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "no such thing as HTTP\r\n\r\n",
    "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", "HTTP/1.1 200",
  ])
  func `an answer that is cut or no HTTP is an error`(answer: String) async throws {
    let error = try await Self.answered(answer) { url in
      var request = ClientRequest(.get, url)
      request.timeout = .milliseconds(300)
      return request
    }

    #expect([.broken, .timeout].contains(error?.code), "\(error?.message ?? "")")
  }

  @Test func `nobody listening is told with host and reason, never with the password`() async throws {
    var request = ClientRequest(.get, "http://127.0.0.1:1/a?key=topsecret")
    request.credentials = .init(user: "ann", password: "topsecret")

    let error = try await Self.failure(request)

    #expect(error?.code == .unreachable)
    #expect(error?.message.hasPrefix("GET http://127.0.0.1:1: Failed to connect to 127.0.0.1 port 1") == true)
    #expect(error?.message.contains("topsecret") == false)
    #expect(!"\(request)".contains(":topsecret"))
  }

  @Test(arguments: [
    "ftp://127.0.0.1/", "file:///etc/hostname", "/relative", "http://", "http://a b/",
    "http://u:topsecret@h/",
    "http://h/\nX: y", "gopher://127.0.0.1:25/", "",
  ])
  func `only web addresses without credentials are taken`(url: String) async throws {
    let error = try await Self.failure(ClientRequest(.get, url))

    #expect(error?.code == .invalidRequest)
    #expect(error?.message.contains("topsecret") == false)
  }

  @Test func `a method that would forge a header is refused`() async throws {
    let method = Method(rawValue: "GET / HTTP/1.1\r\nX: y")

    let error = try await Self.failure(ClientRequest(method, "http://127.0.0.1:1/"))

    #expect(error?.code == .invalidRequest)
  }

  @Test func `cancelling answers at once and ends the transfer`() async throws {
    let (arrivals, arrive) = AsyncStream.makeStream(of: Void.self)
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    try await withServer { router in
      router.get("/slow") { _ in
        let farewell = Farewell { end.yield() }
        arrive.yield()
        // More than sockets hold: the server notices that nobody reads.
        let chunks = AsyncStream<[UInt8]> {
          withExtendedLifetime(farewell) { [UInt8](repeating: 1, count: 64 << 10) }
        }
        return .stream(chunks, headers: [:])
      }
    } _: { server in
      var request = ClientRequest(.get, Self.url(server, "/slow"))
      request.bodyLimit = 1 << 40
      let task = Task { [request] in try await Self.client.send(request) }
      for await _ in arrivals { break }

      task.cancel()

      await #expect(throws: CancellationError.self) { _ = try await task.value }
      for await _ in ends { break }
    }
  }

  @Test func `a task that is cancelled already sends nothing`() async throws {
    try await withServer { server in
      let url = Self.url(server, "/hidden")
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await Self.client.send(ClientRequest(.get, url))
      }

      await #expect(throws: CancellationError.self) { _ = try await task.value }
      #expect(server.hiddenCalls.count == 0)
    }
  }

  @Test func `connections are used again`() async throws {
    var settings = ServerSettings()
    settings.connectionLimit = 1
    // Any second connection would be turned away.
    try await withServer(settings) { server in
      let client = Client()
      for _ in 1...20 {
        let response = try await client.send(ClientRequest(.get, Self.url(server, "/hidden")))
        #expect(response.text == "hidden")
      }

      #expect(server.hiddenCalls.count == 20)
    }
  }

  @Test func `many requests at once wait their turn and all are answered`() async throws {
    try await withServer { router in
      router.add(.post, "/double") { Response(body: $0.body + $0.body) }
    } _: { server in
      let client = Client(ClientSettings(transferLimit: 4))
      let url = Self.url(server, "/double")

      let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for number in 0..<100 {
          group.addTask {
            let request = ClientRequest(.post, url, body: Array("\(number),".utf8))
            return (number, try await client.send(request).text)
          }
        }
        return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
      }

      #expect(answers == Dictionary(uniqueKeysWithValues: (0..<100).map { ($0, "\($0),\($0),") }))
    }
  }

  @Test func `waiting in line counts towards the timeout`() async throws {
    let (silence, end) = AsyncStream.makeStream(of: Void.self)
    defer { end.finish() }
    try await withServer { router in
      router.get("/slow") { _ in
        for await _ in silence {}
        return .text("late")
      }
    } _: { server in
      let client = Client(ClientSettings(timeout: .milliseconds(100), transferLimit: 1))
      let url = Self.url(server, "/slow")

      async let first = Self.failure(ClientRequest(.get, url), by: client)
      async let second = Self.failure(ClientRequest(.get, url), by: client)

      let codes = try await [first?.code, second?.code]
      #expect(codes == [.timeout, .timeout])
      server.shutdown.hasten()
    }
  }
}

/// Tells when the last reference to it goes.
private final class Farewell: Sendable {
  private let tell: @Sendable () -> Void

  init(_ tell: @escaping @Sendable () -> Void) { self.tell = tell }

  deinit { tell() }
}
