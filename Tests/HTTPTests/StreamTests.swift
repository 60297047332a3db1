import HTTP
import Lifecycle
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct StreamTests {
  private static let request = "GET /stream HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test func `sends each chunk when it comes, and keeps the connection`() async throws {
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    try await withServer(
      routes: { $0.get("/stream") { _ in .stream(chunks, headers: ["Content-Type": "text/event-stream"]) } },
      { server in
        let client = try await onThread { Locked(try RawClient(port: server.port)) }
        let head = try await onThread {
          client.value.send(Self.request)
          return try client.value.readHead()
        }
        #expect(head?.contains("text/event-stream") == true)

        // Each chunk is read before the next is made, so none can have waited for another.
        for text in ["one", "two", "three"] {
          source.yield(Array(text.utf8))
          #expect(try await onThread { try client.value.readChunk() } == Array(text.utf8))
        }
        source.finish()
        let last = try await onThread {
          let last = try client.value.readChunk()
          client.value.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
          return (last, try client.value.reply()?.text)
        }
        #expect(last.0.isEmpty)
        #expect(last.1 == "ok")
      })
  }

  @Test func `sends large chunks whole`() async throws {
    let chunks = (0..<20).map { index in [UInt8](repeating: UInt8(index), count: 100_000 + index) }
    try await withServer(
      routes: { router in
        router.get("/stream") { _ in
          .stream(
            AsyncStream { source in
              for chunk in chunks { source.yield(chunk) }
              source.finish()
            }, headers: [:])
        }
      },
      { server in
        let reply = try await server.get("/stream")
        #expect(reply?.body == chunks.flatMap { $0 })
      })
  }

  @Test func `a stream that takes longer than it may is cut, though its client goes on taking it`()
    async throws
  {
    try await withServer(
      routes: { router in
        router.get("/endless") { _ in
          .stream(
            AsyncStream { [UInt8](repeating: 7, count: 1_000) }, headers: [:], patience: .milliseconds(300))
        }
      },
      { server in
        let (began, end) = (ContinuousClock.now, Tally())
        _ = try await onThread {
          let client = try RawClient(port: server.port)
          client.send("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n")
          _ = try client.readHead()
          while let chunk = try? client.readChunk(), !chunk.isEmpty {}
          end.add()
        }
        #expect(end.count == 1 && .now - began > .milliseconds(290))
      })
  }

  @Test func `a stream that falls silent is cut at its time, and who makes it hears of that`() async throws {
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    let isOver = Tally()
    source.onTermination = { _ in isOver.add() }
    try await withServer(
      routes: { $0.get("/silent") { _ in .stream(chunks, headers: [:], patience: .milliseconds(300)) } },
      { server in
        source.yield([1])
        let isCut = try await onThread {
          let client = try RawClient(port: server.port)
          client.send("GET /silent HTTP/1.1\r\nHost: h\r\n\r\n")
          _ = try client.readHead()
          guard try client.readChunk() == [1] else { return false }
          return (try? client.readChunk()) == nil
        }
        #expect(isCut)
        #expect(await eventually { isOver.count == 1 })
      })
  }

  @Test func `asks for chunks no faster than the client takes them`() async throws {
    let made = Tally()
    try await withServer(
      routes: { router in
        router.get("/stream") { _ in
          .stream(
            AsyncStream { made.add() > 1_000 ? nil : [UInt8](repeating: 1, count: 65_536) }, headers: [:])
        }
      },
      { server in
        let client = try await onThread { Locked(try RawClient(port: server.port, receiveBuffer: 4_096)) }
        try await onThread {
          client.value.send(Self.request)
          _ = try client.value.readHead()
        }
        // Once the buffers of both systems are full, the count stands still.
        var last = 0
        _ = await eventually {
          defer { last = made.count }
          return made.count > 0 && made.count == last
        }
        #expect(made.count < 500)

        let total = try await onThread { () -> Int in
          var total = 0
          while case let chunk = try client.value.readChunk(), !chunk.isEmpty { total += chunk.count }
          return total
        }
        #expect(total > 900 * 65_536)
        #expect(made.count == 1_001)
      })
  }

  @Test func `cancels the source when the client has gone`() async throws {
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    try await withServer(
      routes: { router in
        router.get("/stream") { _ in
          let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
          let heart = Task {
            while !Task.isCancelled {
              source.yield(Array(": beat\n\n".utf8))
              try? await Task.sleep(for: .milliseconds(1))
            }
          }
          source.onTermination = { _ in
            heart.cancel()
            end.finish()
          }
          return .stream(chunks, headers: [:])
        }
      },
      { server in
        try await onThread {
          let client = try RawClient(port: server.port)
          client.send(Self.request)
          _ = try client.readHead()
        }
        for await _ in ended {}
        #expect(await eventually { server.metrics.exposition().contains("\nhookline_http_connections 0\n") })
      })
  }

  @Test func `cuts the connection when the source fails`() async throws {
    struct Broken: Error {}
    try await withServer(
      routes: { router in
        router.get("/stream") { _ in
          .stream(
            AsyncThrowingStream { source in
              source.yield([1, 2, 3])
              source.finish(throwing: Broken())
            }, headers: [:])
        }
      },
      { server in
        let ending = try await onThread { () -> String? in
          let client = try RawClient(port: server.port)
          client.send(Self.request)
          return client.rest().map { String(decoding: $0, as: UTF8.self) }
        }
        // Without the empty chunk the client knows that something is missing.
        #expect(ending?.hasSuffix("0\r\n\r\n") == false)
        #expect(await server.log.first { $0.message == "a stream broke off" } != nil)
      })
  }

  @Test func `ends streams when the server stops`() async throws {
    var settings = ServerSettings()
    settings.drainTimeout = .milliseconds(20)
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    source.yield([1])
    try await withServer(
      settings, routes: { $0.get("/stream") { _ in .stream(chunks, headers: [:]) } },
      { server in
        let client = try await onThread { Locked(try RawClient(port: server.port)) }
        try await onThread {
          client.value.send(Self.request)
          _ = try client.value.readHead()
        }
        server.shutdown.drain()
        #expect(try await onThread { client.value.rest() } != nil)
      })
  }
}

/// Lends a client to one thread after the other.
private struct Locked: @unchecked Sendable {
  // Safe because each use is awaited before the next begins.
  let value: RawClient

  init(_ value: RawClient) { self.value = value }
}
