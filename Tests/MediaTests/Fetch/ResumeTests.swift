import Crypto
import HTTP
import Lifecycle
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Media

/// Transfers that break, and servers that are busy.
@Suite(.timeLimit(.minutes(1))) struct ResumeTests {
  private static let body = sound(byteCount: 90_000, seed: 5)

  private static func range(_ request: String) -> Int? {
    guard let line = request.split(separator: "\r\n").first(where: { $0.hasPrefix("Range: bytes=") }) else {
      return nil
    }
    return Int(line.dropFirst(13).dropLast())
  }

  /// The rest of the body from there, or all of it, cut where the piece ends.
  private static func part(
    _ body: [UInt8], from first: Int?, sending count: Int, _ fields: [String]
  ) -> PlayedServer.Answer {
    let start = first ?? 0
    let whole = "HTTP/1.1 200 OK\r\n"
    let rest = "HTTP/1.1 206 Part\r\nContent-Range: bytes \(start)-\(body.count - 1)/\(body.count)\r\n"
    let head = (first == nil ? whole : rest) + fields.map { $0 + "\r\n" }.joined()
    let piece = Array(body[start...].prefix(count))
    let isAll = piece.count == body.count - start
    return .raw(head + "Content-Length: \(body.count - start)\r\n\r\n", piece, then: isAll ? .next : .close)
  }

  private static let dated = [
    "Date: Sat, 21 Nov 2026 10:00:00 GMT", "Last-Modified: Sat, 21 Nov 2026 09:00:00 GMT",
  ]

  @Test(arguments: [["ETag: \"v1\""], dated])
  func `goes on where a transfer broke, by what names the content for sure`(fields: [String]) async throws {
    let server = try PlayedServer { request, _ in
      Self.part(Self.body, from: Self.range(request), sending: 30_000, fields)
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(bytes(ofFileAt: file.path) == Self.body)
      #expect(file.sha256 == SHA256.hash(Self.body))
      #expect(server.requests.map(Self.range) == [nil, 30_000, 60_000])
      let validator = fields.count == 1 ? "\"v1\"" : "Sat, 21 Nov 2026 09:00:00 GMT"
      #expect(server.requests.dropFirst().allSatisfy { $0.contains("If-Range: \(validator)\r\n") })
    }
  }

  @Test(arguments: [
    [], ["ETag: W/\"v1\""], ["Last-Modified: Sat, 21 Nov 2026 09:00:00 GMT"],
    ["ETag: \"v1\"", "Accept-Ranges: none"],
    ["Date: Sat, 21 Nov 2026 09:00:01 GMT", "Last-Modified: Sat, 21 Nov 2026 09:00:00 GMT"],
  ])
  func `starts over where nothing names the content for sure`(fields: [String]) async throws {
    let server = try PlayedServer { request, number in
      Self.part(Self.body, from: Self.range(request), sending: number == 1 ? 30_000 : 90_000, fields)
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(file.sha256 == SHA256.hash(Self.body))
      #expect(file.byteCount == 90_000)
      #expect(server.requests.map(Self.range) == [nil, nil])
    }
  }

  @Test func `a server that sends the whole instead of the rest is taken at its word`() async throws {
    let other = sound(byteCount: 50_000, seed: 9)
    let server = try PlayedServer { _, number in
      number == 1
        ? Self.part(Self.body, from: nil, sending: 30_000, ["ETag: \"v1\""])
        : .of(200, ["ETag: \"v2\""], other)
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(bytes(ofFileAt: file.path) == other)
      #expect(file.sha256 == SHA256.hash(other))
    }
  }

  @Test(arguments: [
    "Content-Range: bytes 30000-89999/90000\r\nETag: \"v2\"", "Content-Range: bytes 0-89999/90000",
    "Content-Range: bytes 30001-89999/90000", "Content-Range: bytes 30000-89999/95000",
    "Content-Range: bytes 30000-89999/80000", "Content-Range: items 30000-89999/90000",
    "Content-Range: bytes 30000-29999/90000", "Content-Range: bytes -30000-89999/90000",
    "Content-Range: bytes */90000", "X: y",
  ])
  func `a rest that does not fit what came before is not mixed with it`(field: String) async throws {
    let server = try PlayedServer { request, number in
      guard number == 2 else {
        return Self.part(
          Self.body, from: Self.range(request), sending: number == 1 ? 30_000 : 90_000, ["ETag: \"v1\""])
      }
      return .raw(
        "HTTP/1.1 206 Part\r\n\(field)\r\nContent-Length: 60000\r\n\r\n", [UInt8](repeating: 7, count: 60_000)
      )
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(file.sha256 == SHA256.hash(Self.body))
      #expect(server.requests.map(Self.range) == [nil, 30_000, nil])
    }
  }

  @Test func `a part of the rest is not taken for all of it`() async throws {
    let server = try PlayedServer { request, _ in
      guard let first = Self.range(request) else {
        let head = "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nTransfer-Encoding: chunked\r\n\r\n7530\r\n"
        return .raw(head, Array(Self.body.prefix(30_000)), then: .close)
      }
      let part = Self.body[first...].prefix(30_000)
      let range = "Content-Range: bytes \(first)-\(part.endIndex - 1)/\(Self.body.count)"
      let head = "HTTP/1.1 206 Part\r\nETag: \"v1\"\r\n\(range)\r\nContent-Length: \(part.count)\r\n\r\n"
      return .raw(head, Array(part))
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(file.sha256 == SHA256.hash(Self.body))
      #expect(server.requests.map(Self.range) == [nil, 30_000, 60_000])
    }
  }

  @Test func `a part that is no longer there is fetched from its beginning`() async throws {
    let server = try PlayedServer { request, number in
      number == 2
        ? .of(416, ["Content-Range: bytes */10"])
        : Self.part(
          Self.body, from: Self.range(request), sending: number == 1 ? 30_000 : 90_000, ["ETag: \"v1\""])
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(file.sha256 == SHA256.hash(Self.body))
      #expect(server.requests.map(Self.range) == [nil, 30_000, nil])
    }
  }

  @Test func `gives up after so many tries, with the last reason`() async throws {
    let server = try PlayedServer { _, _ in .of(500) }
    var settings = quickSettings(allowing: server.port)
    settings.retryLimit = 2
    try await withFetcher(settings) { fixture in
      let error = await fixture.failure(server.url())

      #expect(error?.code == .unavailable)
      #expect(error?.isRetriable == true)
      #expect(error?.message == "http://127.0.0.1:\(server.port): answered 500")
      #expect(server.requests.count == 3)
    }
  }

  @Test func `somebody who is not there is tried again, and then unavailable`() async throws {
    try await withFetcher(quickSettings(allowing: 1)) { fixture in
      let error = await fixture.failure("http://127.0.0.1:1/a?key=topsecret")

      #expect(error?.code == .unavailable)
      #expect(error?.message.contains("Failed to connect") == true)
      #expect(error?.message.contains("topsecret") == false)
      #expect(fixture.detours.seen.count == 4)
    }
  }

  // MARK: Busy servers

  @Test func `waits as long as a server asks, and so do others for that server`() async throws {
    let times = Mutex<[ContinuousClock.Instant]>([])
    let server = try PlayedServer { _, number in
      times.withLock { $0.append(.now) }
      return number == 1 ? .of(429, ["Retry-After: 1"]) : .of(200, [], sound(byteCount: 100))
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let first = Task { try await fixture.fetcher.fetch(MediaLink(server.url("/1"))).byteCount }
      #expect(await eventually { fixture.log.entries.contains { $0.message == "a fetch is tried again" } })
      let second = Task { try await fixture.fetcher.fetch(MediaLink(server.url("/2"))).byteCount }

      let counts = try await [first.value, second.value]
      #expect(counts == [100, 100])
      let seen = times.withLock { $0 }
      #expect(seen.dropFirst().allSatisfy { $0 - seen[0] >= .milliseconds(990) })
    }
  }

  @Test(arguments: [
    ("3600", 3600...3600), ("Sun, 06 Nov 2044 08:49:37 GMT", 100_000_000...31_536_000 * 20),
    ("99999999999999999999999", 31_536_000...31_536_000),
  ])
  func `a long rest is left to whoever wants the file`(retryAfter: String, seconds: ClosedRange<Int>)
    async throws
  {
    let server = try PlayedServer { _, _ in .of(503, ["Retry-After: \(retryAfter)"]) }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let error = await fixture.failure(server.url())
      let next = await fixture.failure(server.url())

      #expect(error?.code == .unavailable)
      let rest = try #require(error?.retryAfter)
      #expect(
        Int(rest / .seconds(1)) == min(seconds.upperBound, 31_536_000)
          || seconds.contains(Int(rest / .seconds(1))))
      // Nobody else is let through meanwhile.
      #expect(server.requests.count == 1)
      #expect(next?.code == .unavailable)
      #expect(next?.retryAfter ?? .zero > .seconds(3000))
    }
  }

  // MARK: Links that expire

  @Test(arguments: [401, 403, 404, 410])
  func `asks once for a new link when this one has expired`(status: Int) async throws {
    let asked = Tally()
    let server = try PlayedServer { request, _ in
      request.hasPrefix("GET /new") ? .of(200, [], Self.body) : .of(status)
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(
        MediaLink(server.url("/old")) {
          asked.add()
          return server.url("/new")
        })
      let gone = await fixture.failure(
        MediaLink(server.url("/old")) {
          asked.add()
          return server.url("/older")
        })
      let none = await fixture.failure(MediaLink(server.url("/old")) { nil })
      let alone = await fixture.failure(server.url("/old"))

      #expect(file.byteCount == 90_000)
      #expect(asked.count == 2)
      #expect([gone, none, alone].allSatisfy { $0?.code == .gone && $0?.isRetriable == false })
      #expect(alone?.message == "http://127.0.0.1:\(server.port): answered \(status)")
    }
  }

  @Test func `a new link is judged like any other, and what the old one gave is dropped`() async throws {
    let server = try PlayedServer { request, number in
      switch request.split(separator: " ")[1] {
      case "/old": number == 1 ? Self.part(Self.body, from: nil, sending: 30_000, ["ETag: \"v1\""]) : .of(403)
      default: .of(200, [], sound(byteCount: 60))
      }
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url("/old")) { server.url("/new") })
      let inner = await fixture.failure(MediaLink(server.url("/old")) { "http://169.254.169.254/" })

      #expect(file.sha256 == SHA256.hash(sound(byteCount: 60)))
      #expect(inner?.code == .refusedAddress)
      #expect(Self.range(server.requests.last ?? "") == nil)
    }
  }
}
