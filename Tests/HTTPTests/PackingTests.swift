import Compression
import Testing

@testable import HTTP

@Suite struct AcceptEncodingTests {
  @Test(arguments: [
    "gzip", "GZIP", "x-gzip", "deflate, gzip;q=0.5", "*", "gzip;q=1.0, identity;q=0.5",
    "br;q=1, gzip;q=0.001",
    "gzip ; q=0.8", "*;q=0.1", "identity;q=0.5, gzip", "gzip;level=9",
  ])
  func `takes gzip`(line: String) {
    #expect(AcceptEncoding([line]).wantsGzip)
  }

  @Test(arguments: [
    "", "identity", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *", "identity, gzip;q=0.5",
    "gzip;q=2",
    "gzip;q=x", "gzip;q=-1", "gzip;q=0.5555", "gzip;q=", "gzipped", ";q=1",
  ])
  func `takes none`(line: String) {
    #expect(!AcceptEncoding([line]).wantsGzip)
  }
}

@Suite(.timeLimit(.minutes(1))) struct PackingTests {
  private static let text = String(repeating: "All of this is said again and again. ", count: 200)

  private func answer(
    _ type: String, _ encoding: String?, tag: String? = nil, body: String = text, packed: [UInt8]? = nil
  ) throws -> Response {
    var response = Response(headers: ["Content-Type": type], body: Array(body.utf8))
    response.packed = packed
    if let tag { response.headers["ETag"] = tag }
    let headers: Headers = encoding.map { ["Accept-Encoding": $0] } ?? [:]
    return Packing().apply(
      to: response, for: Request(target: try #require(Target("/")), headers: headers))
  }

  private func bytes(_ response: Response) throws -> [UInt8] {
    guard case .bytes(let bytes) = response.body else { throw RawClient.Failure(what: "no bytes") }
    return bytes
  }

  @Test(arguments: [
    "application/json", "application/problem+json; charset=utf-8", "text/plain", "TEXT/CSV", "image/svg+xml",
  ])
  func `packs text for who takes it, under another tag`(type: String) throws {
    let plain = try answer(type, nil, tag: #""v1""#)
    let packed = try answer(type, "gzip", tag: #""v1""#)

    #expect(try bytes(plain) == Array(Self.text.utf8))
    #expect(plain.headers["Content-Encoding"] == nil)
    #expect(plain.headers["ETag"] == #""v1""#)
    #expect(try Gzip.unpacked(bytes(packed)) == Array(Self.text.utf8))
    #expect(packed.headers["Content-Encoding"] == "gzip")
    #expect(packed.headers["ETag"] == #""v1-gzip""#)
    #expect(plain.headers["Vary"] == "Accept-Encoding" && packed.headers["Vary"] == "Accept-Encoding")
  }

  @Test(arguments: ["image/jpeg", "video/mp4", "application/gzip", "text/event-stream", ""])
  func `leaves the rest as it is`(type: String) throws {
    let response = try answer(type, "gzip")
    #expect(try bytes(response) == Array(Self.text.utf8))
    #expect(response.headers["Vary"] == nil)
  }

  @Test func `leaves what is short, or does not shrink`() throws {
    let short = try answer("text/plain", "gzip", body: String(Self.text.prefix(1_000)))
    #expect(short.headers["Content-Encoding"] == nil)
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<1_100).map { _ in
      String(UnicodeScalar(UInt8.random(in: 33...126, using: &generator)))
    }.joined()
    let ready = [UInt8](repeating: 1, count: 5_000)
    let dense = try answer("text/plain", "gzip", body: noise, packed: ready)
    #expect(try bytes(dense) == Array(noise.utf8))
    #expect(dense.headers["Content-Encoding"] == nil)
  }

  @Test func `takes what was packed before`() throws {
    let ready = Gzip.packed(Array(Self.text.utf8), level: 9)
    #expect(try bytes(try answer("text/plain", "gzip", packed: ready)) == ready)
    #expect(try bytes(try answer("text/plain", nil, packed: ready)) == Array(Self.text.utf8))
  }

  @Test func `keeps a weak tag, and joins Vary`() throws {
    #expect(try answer("text/plain", "gzip", tag: #"W/"v1""#).headers["ETag"] == #"W/"v1""#)
    var headers: Headers = ["Vary": "Origin"]
    headers.vary("Accept-Encoding")
    headers.vary("accept-encoding")
    headers.vary("origin")
    #expect(headers.values("Vary") == ["Origin, Accept-Encoding"])
  }

  @Test func `packs answers of a server, HEAD with the length of GET`() async throws {
    try await withServer(
      routes: { $0.get("/text") { _ in .text(Self.text) } },
      { server in
        let replies = try await onThread { () -> [RawClient.Reply?] in
          let client = try RawClient(port: server.port)
          client.send("GET /text HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n")
          let get = try client.reply()
          client.send("HEAD /text HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n")
          return [get, try client.reply(toHead: true)]
        }
        #expect(try Gzip.unpacked(replies[0]?.body ?? []) == Array(Self.text.utf8))
        #expect(replies[1]?.headers["content-length"] == replies[0].map { "\($0.body.count)" })
        #expect(replies[1]?.headers["content-encoding"] == "gzip")
      })
  }
}
