import Glibc
import HTTP
import Synchronization
import Telemetry
import TestKit
import Testing

/// What a hostile client does to a server as a whole: with much, with little, and very slowly.
@Suite(.timeLimit(.minutes(3)), .serialized) struct AbuseTests {
  private static let gigabyte = 1 << 30

  /// Sends a gigabyte, or what the server takes of it; the reply, if there is one.
  private static func pour(
    _ head: String, chunked: Bool = false, _ port: UInt16
  ) throws -> (reply: RawClient.Reply?, peak: Int) {
    let client = try RawClient(port: port)
    client.send(head)
    let piece = [UInt8](repeating: 0x61, count: 1 << 20)
    let frame = chunked ? Array("100000\r\n".utf8) + piece + Array("\r\n".utf8) : piece
    var peak = 0
    for _ in 0..<(gigabyte >> 20) {
      guard client.sendAll(frame) else { break }
      peak = max(peak, residentBytes())
    }
    if chunked { client.send("0\r\n\r\n") }
    return (try? client.reply(), peak)
  }

  @Test func `takes an upload of a gigabyte without holding it`() async throws {
    let seen = Mutex(0)
    try await withServer(
      routes: { router in
        let options = Route.Options(
          bodyLimit: Self.gigabyte, bodyTimeout: .seconds(120), takesFile: true)
        router.add(.post, "/file", options: options) { request in
          seen.withLock { $0 = request.upload?.byteCount ?? 0 }
          return .text("ok")
        }
      },
      { server in
        let before = residentBytes()
        let (reply, peak) = try await onThread {
          try Self.pour(
            "POST /file HTTP/1.1\r\nHost: h\r\nContent-Length: \(Self.gigabyte)\r\n\r\n", server.port)
        }
        #expect(reply?.text == "ok")
        #expect(seen.withLock { $0 } == Self.gigabyte)
        #expect(peak - before < 200 << 20, "\((peak - before) >> 20) MiB")
      })
  }

  @Test(arguments: [
    ("Content-Length: \(gigabyte)", "/echo", false), ("Transfer-Encoding: chunked", "/echo", true),
    ("Content-Length: \(gigabyte)", "/none", false), ("Transfer-Encoding: chunked", "/none", true),
  ])
  func `cuts off a gigabyte that nobody asked for`(framing: String, path: String, chunked: Bool) async throws
  {
    try await withServer { server in
      let before = residentBytes()
      let (reply, peak) = try await onThread {
        try Self.pour("POST \(path) HTTP/1.1\r\nHost: h\r\n\(framing)\r\n\r\n", chunked: chunked, server.port)
      }
      // The answer may be lost where the client goes on to send after it.
      #expect([413, 404, nil].contains(reply?.status))
      #expect(peak - before < 200 << 20)
      #expect(server.requests(route: "/echo", code: 200) == 0)
      #expect(try await server.get("/healthz")?.text == "ok")
    }
  }

  @Test func `answers others while hundreds trickle`() async throws {
    var settings = ServerSettings()
    settings.idleTimeout = .seconds(1)
    try await withServer(settings) { server in
      let (answered, closed) = try await onThread { () -> (Int, Bool) in
        let slow = try (0..<400).map { _ in try RawClient(port: server.port) }
        for client in slow { client.send("GET /healthz HTTP/1.1\r\nHost: h\r\nX-A: ") }
        let answered = try (0..<50).filter { _ in
          for client in slow.prefix(40) { client.send("b") }
          let client = try RawClient(port: server.port)
          client.send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
          return try client.reply()?.text == "ok"
        }.count
        return (answered, slow.allSatisfy { $0.rest() != nil })
      }
      #expect(answered == 50)
      #expect(closed)
      #expect(await eventually { server.metrics.exposition().contains("\nhookline_http_connections 0\n") })
    }
  }

  @Test func `lets clients go that have closed their half`() async throws {
    try await withServer { server in
      let replies = try await onThread {
        try [
          "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok",
        ].map { request in
          let client = try RawClient(port: server.port)
          client.send(request)
          client.closeWriting()
          return (try client.reply()?.text, client.rest()?.isEmpty)
        }
      }
      // Whether whoever will say no more still wants an answer is not told; it gets it whole, or none.
      #expect(replies.allSatisfy { ($0.0 ?? "ok") == "ok" && $0.1 == true })
      // Half a request is none.
      let half = try await onThread {
        let client = try RawClient(port: server.port)
        client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n" + SmugglingTests.hidden.prefix(5))
        client.closeWriting()
        return client.rest().map { String(decoding: $0, as: UTF8.self) }
      }
      #expect(half?.contains(" 200 ") != true)
      #expect(await eventually { server.metrics.exposition().contains("\nhookline_http_connections 0\n") })
    }
  }

  @Test func `stops a pipeline at the first request that is none`() async throws {
    try await withServer { server in
      let good = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"
      let bad = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 0\r\n\r\n"
      let (statuses, rest) = try await onThread { () -> ([Int?], [UInt8]?) in
        let client = try RawClient(port: server.port)
        client.send(good + good + bad + SmugglingTests.hidden + good)
        return (try (0..<3).map { _ in try client.reply()?.status }, client.rest())
      }
      #expect(statuses == [200, 200, 400])
      #expect(rest == [])
      #expect(server.hiddenCalls.count == 0)
    }
  }

  @Test func `bounds what a pipeline makes it hold`() async throws {
    try await withServer(
      routes: { $0.get("/large") { _ in .text(String(repeating: "x", count: 1 << 20)) } },
      { server in
        let before = residentBytes()
        let peak = try await onThread { () -> Int in
          // A thousand megabytes are asked for and none is read.
          let client = try RawClient(port: server.port, receiveBuffer: 4_096)
          client.send(String(repeating: "GET /large HTTP/1.1\r\nHost: h\r\n\r\n", count: 1_000))
          var peak = 0
          for _ in 0..<50 {
            _ = client.isClosed(within: .milliseconds(1))
            peak = max(peak, residentBytes())
          }
          return peak
        }
        #expect(peak - before < 100 << 20)
        #expect(try await server.get("/healthz")?.text == "ok")
      })
  }

  @Test func `closes who reads no answer`() async throws {
    var settings = ServerSettings()
    settings.sendTimeout = .milliseconds(200)
    try await withServer(
      settings, routes: { $0.get("/large") { _ in Response(body: [UInt8](repeating: 1, count: 64 << 20)) } },
      { server in
        let client = try await onThread { () -> SendableClient in
          let client = try RawClient(port: server.port, receiveBuffer: 4_096)
          client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n")
          return SendableClient(value: client)
        }
        #expect(
          await eventually {
            let text = server.metrics.exposition()
            return text.contains("\nhookline_http_connections 0\n")
              && server.requests(route: "/large", code: 200) == 1
          })
        _ = client
      })
  }
}

/// Kept open while it does nothing.
private struct SendableClient: @unchecked Sendable {
  let value: RawClient
}

/// Memory of this process that is in use.
private func residentBytes() -> Int {
  let descriptor = open("/proc/self/statm", O_RDONLY)
  defer { close(descriptor) }
  var text = [UInt8](repeating: 0, count: 128)
  let count = max(0, read(descriptor, &text, text.count))
  let pages = String(decoding: text.prefix(count), as: UTF8.self).split(separator: " ").dropFirst().first
  return (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}
