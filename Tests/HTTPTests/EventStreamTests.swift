import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct EventStreamTests {
  private static let request = "GET /events HTTP/1.1\r\nHost: h\r\n\r\n"

  private func stream(
    _ chunks: AsyncStream<[UInt8]>, every interval: Duration, _ body: (TestServer) async throws -> Void
  ) async throws {
    var settings = ServerSettings()
    // The timekeeper looks four times in the shortest of its times.
    settings.sendTimeout = .seconds(4)
    settings.idleTimeout = .milliseconds(200)
    try await withServer(
      settings, routes: { $0.get("/events") { _ in .events(chunks, heartbeat: .comment(every: interval)) } },
      body)
  }

  @Test func `gives a sign while there is nothing to tell`() async throws {
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    try await stream(chunks, every: .milliseconds(50)) { server in
      let client = try await onThread { Borrowed(try RawClient(port: server.port)) }
      let head = try await onThread {
        client.value.send(Self.request)
        return try client.value.readHead()
      }
      #expect(head?.contains("text/event-stream") == true)
      #expect(head?.contains("X-Accel-Buffering: no") == true)
      let beats = try await onThread { try (0..<3).map { _ in try client.value.readChunk() } }
      #expect(beats == Array(repeating: Array(":\n\n".utf8), count: 3))

      source.yield(Array("data: 1\n\n".utf8))
      let event = try await onThread { () -> String in
        var text = ""
        while !text.hasSuffix("data: 1\n\n") {
          text += String(decoding: try client.value.readChunk(), as: UTF8.self)
        }
        return text
      }
      #expect(event.replacing(":\n\n", with: "") == "data: 1\n\n")
    }
  }

  @Test func `loses no event between heartbeats`() async throws {
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    try await stream(chunks, every: .milliseconds(1)) { server in
      let writer = Task {
        for number in 0..<300 {
          source.yield(Array("data: \(number)\n\n".utf8))
          if number % 10 == 0 { try? await Task.sleep(for: .milliseconds(2)) }
        }
        source.finish()
      }
      let reply = try await onThread { () -> RawClient.Reply? in
        let client = try RawClient(port: server.port)
        client.send(Self.request)
        return try client.reply()
      }
      await writer.value
      let text = reply?.text.replacing(":\n\n", with: "")
      #expect(text == (0..<300).map { "data: \($0)\n\n" }.joined())
    }
  }

  @Test func `ends in good order when the server drains`() async throws {
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    source.yield(Array("data: 1\n\n".utf8))
    try await stream(chunks, every: .seconds(15)) { server in
      let client = try await onThread { Borrowed(try RawClient(port: server.port)) }
      let first = try await onThread { () -> [UInt8] in
        client.value.send(Self.request)
        _ = try client.value.readHead()
        return try client.value.readChunk()
      }
      #expect(first == Array("data: 1\n\n".utf8))
      server.shutdown.drain()
      // The empty chunk: nothing is missing.
      #expect(try await onThread { try client.value.readChunk() } == [])
    }
  }

  @Test func `notices by its heartbeat that a client has gone`() async throws {
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    source.onTermination = { _ in end.finish() }
    try await stream(chunks, every: .milliseconds(20)) { server in
      try await onThread {
        let client = try RawClient(port: server.port)
        client.send(Self.request)
        _ = try client.readHead()
      }
      for await _ in ended {}
      #expect(await eventually { server.metrics.exposition().contains("\nhookline_http_connections 0\n") })
    }
  }
}

/// Lends a client to one thread after the other.
private struct Borrowed: @unchecked Sendable {
  // Safe because each use is awaited before the next begins.
  let value: RawClient

  init(_ value: RawClient) { self.value = value }
}
