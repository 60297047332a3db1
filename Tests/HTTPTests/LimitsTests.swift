import HTTP
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct LimitsTests {
  @Test(arguments: [
    "GET /healthz HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "x", count: 100_000))\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: h\r\n\((0..<10_000).map { "X\($0): y\r\n" }.joined())\r\n",
    "GET /healthz HTTP/1.1\r\n\(String(repeating: "Host: h\r\n", count: 10_000))\r\n",
  ])
  func `refuses a header that is too large`(request: String) async throws {
    try await withServer { server in
      let (reply, rest) = try await server.exchange(Array(request.utf8))

      #expect(reply?.status == 431)
      #expect(rest != nil)
    }
  }

  @Test(arguments: [9_000, 100_000])
  func `refuses a target that is too long`(count: Int) async throws {
    try await withServer { server in
      let path = "/" + String(repeating: "a", count: count)
      let (reply, _) = try await server.exchange(Array("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n".utf8))

      #expect(reply?.status == 414)
    }
  }

  /// Whatever the length, nobody is left without an answer, and none comes from a handler that was not asked.
  @Test func `each length of a header and of a target has an answer`() async throws {
    var settings = ServerSettings()
    settings.headerLimit = 8 * 1024
    settings.targetLimit = 5 * 1024
    let long = String(repeating: "l", count: 3_000)
    try await withServer(
      settings, routes: { $0.get("/long") { _ in Response(headers: ["Long": long]) } },
      { server in
        for count in stride(from: 3_800, through: 11_450, by: 92) {
          let filler = String(repeating: "a", count: count)
          let path = try await server.get("/\(filler)")
          let query = try await server.get("/healthz?a=\(filler)")
          let parts = try await server.get("/healthz?" + String(repeating: "a&", count: count / 2))
          let cookie = try await server.exchange(
            Array("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\nCookie: \(filler)\r\n\r\n".utf8)
          ).reply
          let head = "GET /long HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX: \(filler)\r\n\r\n"
          let header = try await server.exchange(Array(head.utf8)).reply

          #expect(path?.status == (count < settings.targetLimit ? 404 : 414), "\(count)")
          #expect(query?.status == (count + 11 <= settings.targetLimit ? 200 : 414), "\(count)")
          #expect(parts?.status == 414, "\(count)")
          // 63 bytes besides it, and a note of each line and of the cookie, which is there twice.
          #expect(cookie?.status == (2 * count + 63 + 4 * 64 <= settings.headerLimit ? 200 : 431), "\(count)")
          let fits = head.utf8.count + 3 * 64 <= settings.headerLimit
          #expect(header?.status == (fits ? 200 : 431), "\(count)")
          // The library itself, which answers what finds no room at all, knows nothing of such documents.
          for reply in [path, query, parts, header] where (reply?.status ?? 0) > 200 {
            #expect(reply?.headers["content-type"] == "application/problem+json", "\(count)")
          }
        }
      })
  }

  @Test func `refuses a method that is too long`() async throws {
    try await withServer { server in
      let method = String(repeating: "A", count: 33)
      let (reply, _) = try await server.exchange(Array("\(method) / HTTP/1.1\r\nHost: h\r\n\r\n".utf8))

      #expect(reply?.status == 400)
    }
  }

  @Test func `refuses a body by its announced length, before it comes`() async throws {
    var settings = ServerSettings()
    settings.bodyLimit = 100
    try await withServer(settings) { server in
      let head = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: "

      let refused = try await server.exchange(Array((head + "101\r\n\r\n").utf8))
      let huge = try await server.exchange(
        Array((head + "10000000\r\n\r\n").utf8) + [UInt8](repeating: 0, count: 10_000_000))
      let fits = try await onThread {
        let client = try RawClient(port: server.port)
        client.send(head + "100\r\n\r\n" + String(repeating: "x", count: 100))
        return try client.reply()
      }

      #expect(refused.reply?.status == 413)
      #expect(refused.rest == "")
      #expect(huge.reply?.status == 413)
      #expect(fits?.status == 200)
      #expect(fits?.body.count == 100)
    }
  }

  @Test func `refuses a chunked body as soon as it is too long`() async throws {
    var settings = ServerSettings()
    settings.bodyLimit = 100
    try await withServer(settings) { server in
      let head = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      let chunk = "32\r\n\(String(repeating: "x", count: 50))\r\n"

      // The body never ends, so the answer must come in the middle of it.
      let (reply, rest) = try await server.exchange(Array((head + chunk + chunk + chunk).utf8))
      let fits = try await onThread {
        let client = try RawClient(port: server.port)
        client.send(head + chunk + chunk + "0\r\n\r\n")
        return try client.reply()
      }

      #expect(reply?.status == 413)
      #expect(reply?.headers["content-type"] == "application/problem+json")
      #expect(rest == "")
      #expect(fits?.body.count == 100)
      #expect(server.requests(route: "/echo", code: 413) == 1)
    }
  }

  @Test func `lets a route have its own limit`() async throws {
    try await withServer(
      routes: { $0.add(.post, "/tiny", options: .init(bodyLimit: 2)) { Response(body: $0.body) } },
      { server in
        let head = "POST /tiny HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: "

        let fits = try await server.exchange(Array((head + "2\r\n\r\nab").utf8)).reply
        let exceeds = try await server.exchange(Array((head + "3\r\n\r\nabc").utf8)).reply

        #expect(fits?.text == "ab")
        #expect(exceeds?.status == 413)
      })
  }

  @Test(arguments: ["", "GET /healthz HTTP/1.1\r\nHost: h\r\nX-", "GET /heal"])
  func `closes a connection whose header does not come`(start: String) async throws {
    var settings = ServerSettings()
    settings.idleTimeout = .milliseconds(100)
    try await withServer(settings) { server in
      let (reply, rest) = try await server.exchange(Array(start.utf8))

      #expect(reply == nil)
      #expect(rest == "")
    }
  }

  @Test func `closes a connection that trickles its header`() async throws {
    var settings = ServerSettings()
    settings.idleTimeout = .milliseconds(300)
    try await withServer(settings) { server in
      let sent = try await onThread {
        let client = try RawClient(port: server.port)
        client.send("GET /healthz HTTP/1.1\r\nHost: h\r\nX: ")
        // A byte each time nothing came back for a moment; a server that counts from the last byte never closes.
        var sent = 0
        while sent < 1_000, !client.isClosed(within: .milliseconds(20)) {
          client.send("x")
          sent += 1
        }
        return sent
      }
      #expect(sent < 1_000)
    }
  }

  @Test func `closes a connection whose body does not come`() async throws {
    var settings = ServerSettings()
    settings.bodyTimeout = .milliseconds(100)
    try await withServer(settings) { server in
      let (reply, rest) = try await server.exchange(
        Array("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc".utf8))

      #expect(reply == nil)
      #expect(rest == "")
    }
  }

  @Test func `closes a connection that trickles its body, however long that may take`() async throws {
    var settings = ServerSettings()
    settings.bodyTimeout = .seconds(600)
    settings.bodyWindow = .milliseconds(200)
    settings.leastBodyByteCount = 1_000
    try await withServer(settings) { server in
      let head = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n"
      let sent = try await onThread {
        let client = try RawClient(port: server.port)
        client.send(head)
        // A byte each time nothing came back for a moment.
        var sent = 0
        while sent < 1_000, !client.isClosed(within: .milliseconds(20)) {
          client.send("x")
          sent += 1
        }
        return sent
      }
      #expect(sent < 1_000)
    }
  }

  @Test func `takes a body that comes slowly, and fast enough`() async throws {
    var settings = ServerSettings()
    settings.bodyTimeout = .seconds(600)
    settings.bodyWindow = .milliseconds(500)
    settings.leastBodyByteCount = 1
    try await withServer(settings) { server in
      let reply = try await onThread {
        let client = try RawClient(port: server.port)
        client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 60\r\n\r\n")
        // Several windows long, with a byte in each: waiting is what is tested.
        for _ in 0..<60 where !client.isClosed(within: .milliseconds(20)) { client.send("x") }
        return try client.reply()
      }
      #expect(reply?.status == 200 && reply?.body.count == 60)
    }
  }

  @Test func `gives up a handler that never returns`() async throws {
    var settings = ServerSettings()
    // Of every handler here, and the machine may be busy with other tests.
    settings.handlerTimeout = .seconds(2)
    let stuck = Mutex<CheckedContinuation<Void, Never>?>(nil)
    try await withServer(
      settings,
      routes: { router in
        router.get("/never") { _ in
          await withCheckedContinuation { continuation in stuck.withLock { $0 = continuation } }
          return .text("too late")
        }
      },
      { server in
        let reply = try await server.get("/never")
        #expect(reply?.status == 503)
        #expect(reply?.headers["content-type"] == "application/problem+json")
        #expect(await server.log.first { $0.message == "a handler took too long" } != nil)

        // What it returns in the end is nobody's answer.
        stuck.withLock { $0 }?.resume()
        #expect(try await server.get("/healthz")?.text == "ok")
        #expect(server.requests(route: "/never", code: 503) == 1)
      })
  }

  @Test func `cancels a handler at the deadline of its route`() async throws {
    try await withServer(
      routes: { router in
        router.add(.get, "/slow", options: .init(deadline: .milliseconds(50))) { _ in
          try? await Task.sleep(for: .seconds(3_600))
          return .text("too late")
        }
      },
      { server in
        let reply = try await server.get("/slow")
        #expect(reply?.status == 503)
      })
  }

  @Test func `closes connections of one address past their limit`() async throws {
    var settings = ServerSettings()
    settings.connectionLimitPerAddress = 2
    try await withServer(settings) { server in
      let request = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"
      let statuses = try await onThread {
        let clients = try (0..<3).map { _ in try RawClient(port: server.port) }
        return try clients.map { client in
          client.send(request)
          return try client.reply()?.status
        }
      }
      #expect(statuses == [200, 200, nil])
    }
  }

  @Test func `lets connections past the limit wait`() async throws {
    var settings = ServerSettings()
    settings.connectionLimit = 4
    try await withServer(settings) { server in
      let statuses = try await onThread {
        let clients = try (0..<10).map { _ in try RawClient(port: server.port) }
        return try clients.map { client in
          client.send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
          return try client.reply()?.status
        }
      }
      #expect(statuses == Array(repeating: 200, count: 10))
    }
  }
}
