import HTTP
import Lifecycle
import Synchronization
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct SinkTests {
  /// Keeps what comes, up to a number of bytes.
  private final class Collector: BodySink {
    struct State {
      var statuses: [Int] = []
      var bytes: [UInt8] = []
      var type: String?
    }

    let state = Mutex(State())
    let limit: Int
    let welcomes: Bool

    init(limit: Int = .max, welcomes: Bool = true) {
      self.limit = limit
      self.welcomes = welcomes
    }

    func begin(_ status: Status, _ headers: Headers) -> Bool {
      state.withLock { state in
        state.statuses.append(status.rawValue)
        state.type = headers["Content-Type"]
      }
      return welcomes
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
      let copy = Array(bytes)
      return state.withLock { state in
        state.bytes += copy
        return state.bytes.count <= limit
      }
    }
  }

  private static func request(_ server: PlayedServer, _ sink: Collector) -> ClientRequest {
    var request = ClientRequest(.get, "http://127.0.0.1:\(server.port)/")
    request.sink = sink
    return request
  }

  @Test func `a sink hears of the head once and takes the body instead of the response`() async throws {
    let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    let early = Array("HTTP/1.1 103 Early\r\nContent-Type: early\r\n\r\n".utf8)
    let server = try PlayedServer { _, _ in
      .init(pieces: [early] + PlayedServer.Answer.of(200, ["Content-Type: late"], body).pieces)
    }
    let sink = Collector()

    let response = try await Client().send(Self.request(server, sink))

    #expect(response.body.isEmpty && response.headers["Content-Type"] == "late")
    #expect(sink.state.withLock { $0.bytes } == body)
    #expect(sink.state.withLock { $0.statuses } == [200])
    #expect(sink.state.withLock { $0.type } == "late")
  }

  @Test func `a sink that wants no more ends the transfer, before the body or in it`() async throws {
    let server = try PlayedServer { _, _ in
      .raw("HTTP/1.1 200 OK\r\n\r\n", then: .endless([UInt8](repeating: 1, count: 10_000)))
    }
    for sink in [Collector(limit: 50_000), Collector(welcomes: false)] {
      let error = await #expect(throws: HTTPError.self) {
        try await Client().send(Self.request(server, sink))
      }

      #expect(error?.code == .stopped)
      #expect(sink.state.withLock { $0.bytes.isEmpty } == !sink.welcomes)
    }
    #expect(await eventually { server.openCount == 0 })
  }

  @Test func `the limit of a body holds for a sink as well`() async throws {
    let server = try PlayedServer { _, _ in
      .raw("HTTP/1.1 200 OK\r\n\r\n", [UInt8](repeating: 1, count: 5000))
    }
    let sink = Collector()
    var request = Self.request(server, sink)
    request.bodyLimit = 4999
    let limited = request

    let error = await #expect(throws: HTTPError.self) { try await Client().send(limited) }

    #expect(error?.code == .tooLarge)
    #expect(sink.state.withLock { $0.bytes.count } <= 4999)
  }

  @Test func `addresses are judged before a connection, and connections that are kept are used again`()
    async throws
  {
    let server = try PlayedServer { _, _ in .of(200) }
    let seen = Mutex<[ResolvedAddress]>([])
    var settings = ClientSettings()
    settings.addressPolicy = { address in
      seen.withLock { $0.append(address) }
      return address.port == server.port ? nil : "not this port"
    }
    let client = Client(settings)
    for _ in 1...3 { _ = try await client.send(ClientRequest(.get, "http://127.0.0.1:\(server.port)/")) }

    let error = await #expect(throws: HTTPError.self) {
      try await client.send(ClientRequest(.get, "http://127.0.0.1:9/?topsecret"))
    }

    #expect(error?.code == .refusedAddress && error?.isRetriable == false)
    #expect(error?.message == "GET http://127.0.0.1:9: not this port")
    #expect(
      seen.withLock { $0.map { "\($0.host) \($0)" } } == [server.port, 9].map { "127.0.0.1 127.0.0.1:\($0)" })
  }

  @Test(arguments: [
    ("198.51.100.7", "198.51.100.7:8123"), ("[2001:db8:1:2:3:4:5:6]", "[2001:db8:1:2:3:4:5:6]:8123"),
  ])
  func `an address is judged to its last byte`(host: String, expected: String) async throws {
    let seen = Mutex<[String]>([])
    var settings = ClientSettings()
    settings.addressPolicy = { address in
      seen.withLock { $0.append("\(address)") }
      return "no"
    }
    let client = Client(settings)

    let error = await #expect(throws: HTTPError.self) {
      try await client.send(ClientRequest(.get, "http://\(host):8123/"))
    }

    // A machine without IPv6 finds no address to judge.
    guard error?.code == .refusedAddress || !host.hasPrefix("[") else { return }
    #expect(seen.withLock { $0 } == [expected])
  }

  @Test func `where addresses are judged no redirect is followed unseen`() async throws {
    var settings = ClientSettings()
    settings.addressPolicy = { _ in nil }
    let client = Client(settings)
    var request = ClientRequest(.get, "http://127.0.0.1:9/")
    request.redirectLimit = 1
    let following = request

    let error = await #expect(throws: HTTPError.self) { try await client.send(following) }

    #expect(error?.code == .invalidRequest)
  }

  @Test(
    arguments: [
      ("5", 5), ("0", 0), ("99999999999999999999", 31_536_000), ("Sun, 06 Nov 1994 08:49:37 GMT", 37),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 37), ("Sun Nov  6 08:49:37 1994", 37),
      ("Sun, 06 Nov 1994 08:48:00 GMT", 0), ("-5", nil), ("soon", nil), ("", nil),
    ] as [(String, Int?)])
  func `reads how long a server wants to be left alone`(text: String, seconds: Int?) {
    let headers: Headers = ["Retry-After": text]

    #expect(headers.retryAfter(now: 784_111_740) == seconds.map { .seconds($0) })
  }
}
