import Crypto
import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

@testable import Media

/// Servers that send what nobody should have to take. Each is cut off with its own reason.
@Suite(.timeLimit(.minutes(1))) struct HostileServerTests {
  struct Trick: CustomTestStringConvertible, Sendable {
    let name: String
    let code: MediaError.Code
    let reason: String
    let answer: PlayedServer.Answer
    var testDescription: String { name }

    /// Whether the connection may serve the next fetch.
    var keepsConnection: Bool {
      if case .next = answer.ending { true } else { false }
    }

    init(_ name: String, _ code: MediaError.Code, _ reason: String, _ answer: PlayedServer.Answer) {
      self.name = name
      self.code = code
      self.reason = reason
      self.answer = answer
    }
  }

  private static let ok = "HTTP/1.1 200 OK\r\n"
  private static let filler = String(
    repeating: "X-Filler: \(String(repeating: "x", count: 1000))\r\n", count: 80)
  private static let megabyte = sound(byteCount: 1 << 20)
  /// A megabyte of zeros, a thousand times smaller.
  private static let bomb: [UInt8] =
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 0, count: 1000)

  static let tricks: [Trick] = [
    .init(
      "a length beyond the limit", .tooLarge, "more than",
      .raw(ok + "Content-Length: 5000001\r\n\r\n", then: .silence)),
    .init(
      "a length beyond all numbers", .unavailable, "",
      .raw(ok + "Content-Length: 99999999999999999999999999\r\n\r\n", then: .silence)),
    .init("a negative length", .unavailable, "", .raw(ok + "Content-Length: -5\r\n\r\n")),
    .init("two lengths", .unavailable, "", .raw(ok + "Content-Length: 5\r\nContent-Length: 9\r\n\r\nRIFFx")),
    .init("an endless body", .tooLarge, "more than", .raw(ok + "\r\n", then: .endless(megabyte))),
    .init(
      "endless chunks", .tooLarge, "more than",
      .raw(
        ok + "Transfer-Encoding: chunked\r\n\r\n",
        then: .endless(Array("100000\r\n".utf8) + megabyte + [13, 10]))),
    .init("an endless head", .tooLarge, "header", .raw(ok, then: .endless(Array(filler.utf8)))),
    .init(
      "endless provisional answers", .tooLarge, "header",
      .raw("", then: .endless(Array("HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n".utf8)))),
    .init(
      "a line that never ends", .unavailable, "",
      .raw(ok + "X: ", then: .endless([UInt8](repeating: 0x78, count: 1000)))),
    .init("a body cut short", .unavailable, "", .raw(ok + "Content-Length: 9000\r\n\r\nRIFF")),
    .init(
      "garbage for chunks", .unavailable, "", .raw(ok + "Transfer-Encoding: chunked\r\n\r\nzzz\r\nRIFF")),
    .init(
      "a chunk of half the world", .unavailable, "",
      .raw(ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nRIFF")),
    .init("no HTTP", .unavailable, "", .raw("SSH-2.0-OpenSSH_9.2\r\n")),
    .init("HTTP without a head", .unavailable, "", .raw("RIFF....WAVE")),
    .init("a status of no sense", .unavailable, "", .raw("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n")),
    .init("nothing", .unavailable, "", .raw("")),
    .init(
      "what was packed unasked", .notMedia, "compressed, which was not asked for",
      .of(200, ["Content-Encoding: gzip"], bomb)),
    .init(
      "what was packed for the way", .notMedia, "the answer is compressed",
      .of(200, ["Transfer-Encoding: gzip"], bomb, then: .close)),
    .init(
      "a packed file", .notMedia, "the answer is compressed", .of(200, ["Content-Type: audio/mpeg"], bomb)),
    .init(
      "a page that says it is a sound", .notMedia, "the answer is a web page",
      .of(200, ["Content-Type: audio/mpeg"], Array("<!DOCTYPE html><title>Log in</title>".utf8))),
    .init("JSON", .notMedia, "the answer is JSON", .of(200, [], Array("{\"statusCode\":10204}".utf8))),
    .init("no content", .notMedia, "answered 204", .raw("HTTP/1.1 204 No Content\r\n\r\n", then: .next)),
    .init("an empty body", .notMedia, "the answer is empty", .of(200)),
    .init(
      "a part that nobody asked for", .unavailable, "was not asked for",
      .of(206, ["Content-Range: bytes 0-3/4"], Array("RIFF".utf8))),
    .init("a redirect to nowhere", .unavailable, "leads nowhere", .of(302)),
    .init("an error", .unavailable, "answered 500", .of(500, [], Array("<html>".utf8))),
    .init(
      "an error with an endless page", .gone, "answered 404",
      .raw("HTTP/1.1 404 No\r\n\r\n", then: .endless(megabyte))),
    .init(
      "an error with a huge length", .gone, "answered 410",
      .raw("HTTP/1.1 410 Gone\r\nContent-Length: 99999999999\r\n\r\n", then: .silence)),
    .init("a teapot", .gone, "answered 418", .of(418)),
  ]

  @Test(arguments: tricks)
  func `ends what a hostile server sends, and leaves nothing`(trick: Trick) async throws {
    let server = try PlayedServer { _, _ in trick.answer }
    var settings = quickSettings(allowing: server.port)
    settings.byteLimit = 5_000_000
    // Long enough for a busy machine; those who say nothing use it up.
    if case .silence = trick.answer.ending { settings.timeout = .seconds(2) }
    settings.retryLimit = 1
    try await withFetcher(settings) { fixture in
      let error = await fixture.failure(server.url("/a?key=topsecret"))

      #expect(error?.code == trick.code, "\(error?.message ?? "it was fetched")")
      #expect(error?.message.contains(trick.reason) == true, "\(error?.message ?? "")")
      #expect(error?.message.contains("topsecret") == false)
      #expect(!fixture.log.entries.contains { "\($0)".contains("topsecret") })
      #expect(fixture.names.isEmpty)
      #expect(await eventually { server.openCount == 0 || trick.keepsConnection })
    }
  }

  @Test func `a body that trickles is dead before the fetch's time is over`() async throws {
    let server = try PlayedServer { _, _ in
      .init(
        pieces: [Array("HTTP/1.1 200 OK\r\n\r\nRIFF".utf8)], pause: .milliseconds(100), then: .endless([0]))
    }
    var settings = quickSettings(allowing: server.port)
    settings.lowSpeed = .init(bytesPerSecond: 1000, duration: .seconds(1))
    settings.retryLimit = 0
    try await withFetcher(settings) { fixture in
      let error = await fixture.failure(server.url())

      #expect(error?.code == .unavailable)
      #expect(error?.message.contains("too slow") == true, "\(error?.message ?? "")")
    }
  }

  @Test func `a server that says nothing costs the time of one fetch, tries included`() async throws {
    let server = try PlayedServer { _, _ in .init([], then: .silence) }
    var settings = quickSettings(allowing: server.port)
    settings.timeout = .seconds(1)
    try await withFetcher(settings) { fixture in
      let began = ContinuousClock.now
      let error = await fixture.failure(server.url())

      #expect(error?.code == .unavailable)
      #expect(ContinuousClock.now - began < .seconds(10))
    }
  }

  @Test func `what comes behind the length that was announced does not belong to the file`() async throws {
    let body = sound(byteCount: 5000)
    let server = try PlayedServer { _, _ in
      .raw("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n", body)
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url()))

      #expect(bytes(ofFileAt: file.path) == Array(body.prefix(3000)))
    }
  }
}
