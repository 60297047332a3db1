import HTTP
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct FuzzTests {
  private static let seeds: [[UInt8]] = [
    "GET /healthz HTTP/1.1\r\nHost: h\r\nX-A: b\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
    "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n",
    "HEAD /a%20b?c=d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
  ].map { Array($0.utf8) }

  @Test func `survives whatever is sent`() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    try await withServer { server in
      let last = try await onThread { () -> String? in
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
          let client = try RawClient(port: server.port)
          client.send(Self.mutated(&generator))
          client.closeWriting()
          _ = client.rest()
        }
        let client = try RawClient(port: server.port)
        client.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
        return try client.reply()?.text
      }
      #expect(last == "ok", "seed \(seed)")
      #expect(
        await eventually { server.metrics.exposition().contains("\nhookline_http_connections 0\n") },
        "seed \(seed)")
    }
  }

  /// A valid request, or several, with some bytes changed, doubled, taken out or put in.
  private static func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
    let favourites: [UInt8] = [0, 9, 10, 13, 32, 58, 37, 47, 127, 255]
    var bytes = (0..<Int.random(in: 1...3, using: &generator)).flatMap { _ in
      seeds[Int.random(in: seeds.indices, using: &generator)]
    }
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      guard let index = bytes.indices.randomElement(using: &generator) else { break }
      let byte =
        Bool.random(using: &generator)
        ? favourites.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[index] = byte
      case 1: bytes.insert(byte, at: index)
      case 2: bytes.remove(at: index)
      default: bytes.insert(contentsOf: bytes[index...].prefix(20), at: index)
      }
    }
    return bytes
  }
}
