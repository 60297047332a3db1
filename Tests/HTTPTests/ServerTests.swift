import HTTP
import Lifecycle
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ServerTests {
  private static let get = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test func `answers a thousand requests on one connection`() async throws {
    try await withServer { server in
      let count = try await onThread {
        let client = try RawClient(port: server.port)
        return try (0..<1_000).filter { _ in
          client.send(Self.get)
          return try client.reply()?.text == "ok"
        }.count
      }
      #expect(count == 1_000)
      #expect(await eventually { server.requests(route: "/healthz", code: 200) == 1_000 })
    }
  }

  @Test func `answers pipelined requests in order`() async throws {
    try await withServer { server in
      let texts = try await onThread { () -> [String] in
        let client = try RawClient(port: server.port)
        let numbers = 0..<50
        client.send(
          numbers.map { "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n\($0 + 10)" }.joined())
        return try numbers.compactMap { _ in try client.reply()?.text }
      }
      #expect(texts == (10..<60).map(String.init))
    }
  }

  @Test func `answers two hundred connections at once`() async throws {
    let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])
    try await withServer(
      routes: { router in
        router.get("/together") { _ in
          // Nobody is answered until everybody is here.
          await withCheckedContinuation { continuation in
            let all = waiting.withLock { waiting in
              waiting.append(continuation)
              return waiting.count == 200 ? waiting : []
            }
            for one in all { one.resume() }
          }
          return .text("ok")
        }
      },
      { server in
        let count = try await onThread {
          let clients = try (0..<200).map { _ in try RawClient(port: server.port) }
          for client in clients { client.send("GET /together HTTP/1.1\r\nHost: h\r\n\r\n") }
          return try clients.filter { try $0.reply()?.text == "ok" }.count
        }
        #expect(count == 200)
      })
  }

  @Test func `reads and writes on several threads`() async throws {
    var settings = ServerSettings()
    settings.eventThreadCount = 3
    try await withServer(settings) { server in
      let count = try await onThread {
        let clients = try (0..<60).map { _ in try RawClient(port: server.port) }
        return try (0..<10).reduce(0) { sum, _ in
          for client in clients { client.send(Self.get) }
          return try sum + clients.filter { try $0.reply()?.text == "ok" }.count
        }
      }
      #expect(count == 600)
      #expect(await eventually { server.requests(route: "/healthz", code: 200) == 600 })
    }
  }

  @Test func `goes on when clients leave in the middle`() async throws {
    try await withServer { server in
      try await onThread {
        for index in 0..<50 {
          let client = try RawClient(port: server.port)
          client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc")
          if index.isMultiple(of: 2) { client.closeWriting() }
        }
      }
      #expect(try await server.get("/healthz")?.text == "ok")
      #expect(
        await eventually { server.metrics.exposition().contains("\nhookline_http_connections 0\n") })
    }
  }

  @Test func `answers HEAD with the header of GET`() async throws {
    try await withServer { server in
      let replies = try await onThread {
        let client = try RawClient(port: server.port)
        client.send("HEAD /healthz HTTP/1.1\r\nHost: h\r\n\r\n" + Self.get)
        return [try client.reply(toHead: true), try client.reply()]
      }
      #expect(replies[0]?.status == 200)
      #expect(replies[0]?.headers["content-length"] == "2")
      #expect(replies[1]?.text == "ok")
    }
  }

  @Test func `answers what no route answers with problems, and keeps the connection`() async throws {
    try await withServer { server in
      let replies = try await onThread {
        let client = try RawClient(port: server.port)
        client.send(
          "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\nDELETE /echo HTTP/1.1\r\nHost: h\r\n\r\n" + Self.get)
        return [try client.reply(), try client.reply(), try client.reply()]
      }
      #expect(replies.map { $0?.status } == [404, 405, 200])
      #expect(replies[1]?.headers["allow"] == "POST")
      #expect(replies[0]?.headers["content-type"] == "application/problem+json")
      let problem =
        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
        + "\"detail\":\"There is nothing at this path.\"}"
      #expect(replies[0]?.text == problem)
      #expect(await eventually { server.requests(route: "none", method: "DELETE", code: 405) == 1 })
    }
  }

  @Test(arguments: ["POST /nowhere", "POST /healthz", "PATCH /nowhere", "GET /nowhere"])
  func `does not take a body that nobody reads for a request`(line: String) async throws {
    try await withServer { server in
      let hidden = SmugglingTests.hidden
      let (reply, rest) = try await server.exchange(
        Array("\(line) HTTP/1.1\r\nHost: h\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n\(hidden)".utf8))

      #expect([404, 405].contains(reply?.status))
      #expect(rest == "")
      #expect(server.hiddenCalls.count == 0)
    }
  }

  @Test func `hands the whole request to the handler`() async throws {
    let seen = Mutex<Request?>(nil)
    try await withServer(
      routes: { router in
        router.add(.put, "/v1/runs/{id}") { request in
          seen.withLock { $0 = request }
          return Response(.created, headers: ["X-Answer": "line\r\nInjected: yes"])
        }
      },
      { server in
        let (reply, _) = try await server.exchange(
          Array(
            ("PUT /v1/runs/a%2Fb%20c?x=1&y=%C3%A9+f HTTP/1.1\r\nHost: h\r\nX-A: one \r\nx-a: two\r\n"
              + "Connection: close\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n").utf8))

        let request = try #require(seen.withLock { $0 })
        #expect(request.parameters == ["id": "a/b c"])
        #expect(request.query("y") == "é f")
        #expect(request.headers.values("X-A") == ["one", "two"])
        #expect(request.body == Array("abcde".utf8))
        #expect(request.peer == "127.0.0.1")
        #expect(reply?.status == 201)
        #expect(reply?.headers["x-answer"] == "line  Injected: yes")
        #expect(reply?.headers["injected"] == nil)
      })
  }

  @Test func `says which address is taken`() async throws {
    try await withServer { server in
      let address = Address.loopback(port: server.port)
      let second = Server(
        address: address, router: Router(), shutdown: Shutdown(), metrics: Metrics(), logger: .silent)

      let error = #expect(throws: HTTPError.self) { try second.bind() }
      #expect(error?.code == .addressInUse)
      #expect(error?.message == "cannot listen at \(address): something else listens there already")
      await #expect(throws: HTTPError.self) { try await second.run() }
    }
  }

  @Test func `finishes what runs when it drains, and accepts nothing new`() async throws {
    let (arrived, arrive) = AsyncStream.makeStream(of: CheckedContinuation<Void, Never>.self)
    try await withServer(
      routes: { router in
        router.get("/slow") { _ in
          await withCheckedContinuation { _ = arrive.yield($0) }
          return .text("finished")
        }
      },
      { server in
        async let reply = server.get("/slow")
        let handler = try #require(await arrived.first { _ in true })

        server.shutdown.drain()
        let isRefused = await eventually {
          await (try? onThread { _ = try RawClient(port: server.port) }) == nil
        }
        handler.resume()

        #expect(isRefused)
        #expect(try await reply?.text == "finished")
        #expect(try await reply?.headers["connection"]?.lowercased() == "close")
      })
  }

  @Test func `does not wait for ever when it drains`() async throws {
    var settings = ServerSettings()
    settings.drainTimeout = .milliseconds(50)
    let (arrived, arrive) = AsyncStream.makeStream(of: CheckedContinuation<Void, Never>.self)
    try await withServer(
      settings,
      routes: { router in
        router.get("/stuck") { _ in
          await withCheckedContinuation { _ = arrive.yield($0) }
          return .text("too late")
        }
      },
      { server in
        async let reply = server.get("/stuck")
        let handler = try #require(await arrived.first { _ in true })

        server.shutdown.drain()

        #expect(await server.log.first { $0.message == "stopped listening" } != nil)
        #expect(try await reply?.status ?? 503 == 503)
        handler.resume()
      })
  }

  @Test func `stops at once when cancelled`() async throws {
    let router = OpsEndpoint.router(Health(), Metrics())
    let server = Server(
      address: .loopback(port: 0), router: router, shutdown: Shutdown(), metrics: Metrics(), logger: .silent)
    let port = try server.bind().port
    let running = Task { try await server.run() }
    let client = try await onThread {
      let client = try RawClient(port: port)
      client.send(Self.get)
      return try client.reply()?.status
    }

    running.cancel()

    try await running.value
    #expect(client == 200)
  }
}
