import HTTP
import Lifecycle
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct AccessTests {
  /// Runs a server that keeps the records of its requests.
  private func records(
    of requests: [String], _ settings: ServerSettings = ServerSettings(), expected: Int? = nil
  ) async throws -> ([AccessRecord], [RawClient.Reply?]) {
    let records = Mutex<[AccessRecord]>([])
    var router = Router()
    router.get("/items/{id}") { request in
      var response = Response.text("item \(request.client) \(request.id)")
      response.account = "key-7"
      return response
    }
    let shutdown = Shutdown()
    let server = Server(
      address: .loopback(port: 0), router: router, settings: settings, shutdown: shutdown, metrics: Metrics(),
      logger: .silent, onAnswer: { record in records.withLock { $0.append(record) } })
    let port = try server.bind().port
    let running = Task { try await server.run() }
    let replies = try await onThread {
      try requests.map { request in
        let client = try RawClient(port: port)
        client.send(request)
        // What is no whole request gets no reply.
        return request.hasSuffix("\r\n\r\n") ? try client.reply() : nil
      }
    }
    let count = expected ?? requests.count
    #expect(await eventually { records.withLock { $0.count } == count })
    shutdown.drain()
    try await running.value
    return (records.withLock { $0 }, replies)
  }

  @Test func `tells what was asked, by whom, and what became of it`() async throws {
    var settings = ServerSettings()
    settings.trustedProxies = [try AddressRange("127.0.0.0/8")]
    let fields = "Host: h\r\nX-Request-Id: abc-1.Z_9\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"
    let (records, replies) = try await records(of: ["GET /items/7?x=1 HTTP/1.1\r\n" + fields], settings)

    let record = try #require(records.first)
    #expect(record.id == "abc-1.Z_9")
    #expect(record.method == .get && record.route == "/items/{id}" && record.target == "/items/7?x=1")
    #expect(record.client == "203.0.113.9" && record.account == "key-7")
    #expect(record.status == .ok && record.byteCount == "item 203.0.113.9 abc-1.Z_9".utf8.count)
    #expect(record.duration > .zero)
    #expect(replies[0]?.headers["x-request-id"] == "abc-1.Z_9")
    #expect(replies[0]?.text == "item 203.0.113.9 abc-1.Z_9")
  }

  @Test func `names requests that have no name, or one that is none`() async throws {
    let names = [
      "", "X-Request-Id: \(String(repeating: "a", count: 65))\r\n", "X-Request-Id: a b\r\n",
      "X-Request-Id:\r\n",
    ]
    let (records, replies) = try await records(
      of: names.map { "GET /items/7 HTTP/1.1\r\nHost: h\r\n\($0)\r\n" } + ["GET /bad HTTP/1.1\r\n\r\n"])

    let ids = replies.compactMap { $0?.headers["x-request-id"] }
    #expect(Set(ids).count == 5)
    #expect(ids.allSatisfy { $0.utf8.count == 16 })
    #expect(Set(records.map(\.id)) == Set(ids))
    #expect(records.map(\.status?.rawValue) == [200, 200, 200, 200, 400])
    #expect(records.last?.route == "none" && records.last?.account == nil)
  }

  @Test func `says of every answer that it is no page`() async throws {
    let (_, replies) = try await records(of: [
      "GET /items/7 HTTP/1.1\r\nHost: h\r\n\r\n", "GET /none HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
    ])

    for reply in replies {
      #expect(reply?.headers["x-content-type-options"] == "nosniff")
      #expect(reply?.headers["referrer-policy"] == "no-referrer")
      #expect(reply?.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
    }
  }

  @Test func `lets an answer say otherwise`() async throws {
    try await withServer(
      routes: { router in
        router.get("/page") { _ in Response(headers: ["content-security-policy": "default-src 'self'"]) }
      },
      { server in
        let reply = try await server.get("/page")
        #expect(reply?.headers["content-security-policy"] == "default-src 'self'")
      })
  }

  @Test func `records nothing of who never asked`() async throws {
    let (records, _) = try await records(
      of: ["", "GET /items/7 HT", "GET /items/7 HTTP/1.1\r\nHost: h\r\n\r\n"], expected: 1)
    #expect(records.map(\.status) == [.ok])
  }
}
