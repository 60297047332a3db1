import HTTP
import TestKit
import Testing

/// Requests that two programs could read differently. Each must be refused, and the connection closed, so that
/// what follows on it is not taken for a request.
@Suite(.timeLimit(.minutes(1))) struct SmugglingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ request: String) {
      self.name = name
      bytes = Array((request + SmugglingTests.hidden).utf8)
    }
  }

  static let hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n"

  private static func post(_ fields: String, _ body: String = "hello") -> String {
    "POST /echo HTTP/1.1\r\nHost: h\r\n\(fields)\r\n\r\n\(body)"
  }

  private static func get(_ fields: String) -> String { "GET /hidden HTTP/1.1\r\n\(fields)\r\n\r\n" }

  static let framing = [
    Case("two different Content-Length", post("Content-Length: 5\r\nContent-Length: 0")),
    Case("two equal Content-Length", post("Content-Length: 5\r\nContent-Length: 5")),
    Case("a list as Content-Length", post("Content-Length: 5, 5")),
    Case("a sign before Content-Length", post("Content-Length: +5")),
    Case("a negative Content-Length", post("Content-Length: -5")),
    Case("an empty Content-Length", post("Content-Length:")),
    Case("a Content-Length with a trailing space", post("Content-Length: 5 ")),
    Case("a Content-Length past 64 bits", post("Content-Length: 18446744073709551621")),
    Case("a Content-Length past 63 bits", post("Content-Length: 9223372036854775813")),
    Case("Content-Length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
    Case("chunked and Content-Length", post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n")),
    Case("gzip, chunked", post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")),
    Case("xchunked", post("Transfer-Encoding: xchunked", "0\r\n\r\n")),
    Case("chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
    Case(
      "chunked and identity", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n")),
    Case("chunked with a trailing space", post("Transfer-Encoding: chunked ", "0\r\n\r\n")),
    Case("an empty Transfer-Encoding", post("Transfer-Encoding:", "0\r\n\r\n")),
    Case(
      "chunked in HTTP/1.0",
      "POST /echo HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    Case("a chunk size 0x5", post("Transfer-Encoding: chunked", "0x5\r\nhello\r\n0\r\n\r\n")),
    Case("a chunk size +5", post("Transfer-Encoding: chunked", "+5\r\nhello\r\n0\r\n\r\n")),
    Case("a chunk size with a space", post("Transfer-Encoding: chunked", "5 \r\nhello\r\n0\r\n\r\n")),
    Case("a chunk longer than its size", post("Transfer-Encoding: chunked", "3\r\nhello\r\n0\r\n\r\n")),
    Case(
      "a chunk size past 64 bits",
      post("Transfer-Encoding: chunked", "10000000000000005\r\nhello\r\n0\r\n\r\n")),
  ]

  static let lines = [
    Case("a space before the colon", post("Content-Length : 5")),
    Case("a tab before the colon", post("Content-Length\t: 5")),
    Case("a space in a name", get("Host: h\r\nX Y: 1")),
    Case("a folded line", get("Host: h\r\nX-A: 1\r\n folded")),
    Case("a folded line after a tab", get("Host: h\r\nX-A: 1\r\n\tfolded")),
    Case("a folded line of nothing but a space", get("Host: h\r\nX-A: 1\r\n ")),
    Case("a folded line in the middle", get("Host: h\r\nX-A: 1\r\n b\r\nX-B: 2")),
    Case("a folded Transfer-Encoding", post("Transfer-Encoding:\r\n chunked", "0\r\n\r\n")),
    Case("a folded Content-Length", post("Content-Length:\r\n 5")),
    Case("a field folded into Content-Length", post("Content-\r\n Length: 5")),
    Case("a name folded together", get("Host: h\r\nX-A:\r\n b\r\n c")),
    Case("a space before the first field", "GET /hidden HTTP/1.1\r\n Host: h\r\n\r\n"),
    Case("an empty name", get("Host: h\r\n: value")),
    Case("a line without a colon", get("Host: h\r\nnonsense")),
    Case("a zero byte in a value", get("Host: h\r\nX-A: a\0b")),
    Case("a zero byte at the end of a value", get("Host: h\r\nX-A: a\0")),
    Case("a zero byte that hides a field", get("Host: h\r\nX-A: a\0\0Transfer-Encoding: chunked")),
    Case("a zero byte in a name", get("Host: h\r\nX\0A: b")),
    Case("a zero byte in Content-Length", post("Content-Length: 5\0 0")),
    Case("a control character in a value", get("Host: h\r\nX-A: a\u{1}b")),
    Case("an escape in a value", get("Host: h\r\nX-A: a\u{1B}b")),
    Case("a lone CR in a value", get("Host: h\r\nX-A: a\rX-B: b")),
    Case("a lone LF after a field", get("Host: h\nX-A: a")),
    Case("a lone LF after the last field", "GET /hidden HTTP/1.1\r\nHost: h\n\r\n"),
    Case("a lone LF as the empty line", "GET /hidden HTTP/1.1\r\nHost: h\r\n\n"),
    Case("a lone LF after the request line", "GET /hidden HTTP/1.1\nHost: h\r\n\r\n"),
    Case("lone LFs everywhere", "GET /hidden HTTP/1.1\nHost: h\n\n"),
  ]

  static let hosts = [
    Case("no Host", "GET /hidden HTTP/1.1\r\nX-A: b\r\n\r\n"),
    Case("no field at all", "GET /hidden HTTP/1.1\r\n\r\n"),
    Case("two Host", get("Host: h\r\nHost: i")),
    Case("two equal Host", get("Host: h\r\nhost: h")),
    Case("a Host that is a list", get("Host: h, i")),
    Case("a Host with a path", get("Host: h/path")),
    Case("a Host with a user", get("Host: user@h")),
    Case(
      "two Host in HTTP/1.0", "GET /hidden HTTP/1.0\r\nHost: h\r\nHost: i\r\nConnection: keep-alive\r\n\r\n"),
  ]

  static let requestLines = [
    Case("a space in the path", "GET /hid den HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("a zero byte in the path", "GET /hidden\0x HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("a tab in the path", "GET /hidden\tx HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("a byte above ASCII in the path", "GET /é HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("no version", "GET /hidden\r\nHost: h\r\n\r\n"),
    Case("another protocol", "GET /hidden HTTPS/1.1\r\nHost: h\r\n\r\n"),
    Case("HTTP/2.0", "GET /hidden HTTP/2.0\r\nHost: h\r\n\r\n"),
    Case("HTTP/0.9", "GET /hidden HTTP/0.9\r\nHost: h\r\n\r\n"),
    Case("a lowercase protocol", "GET /hidden http/1.1\r\nHost: h\r\n\r\n"),
    Case("a method with a colon", "GET: /hidden HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("a broken escape", "GET /hidden%zz HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("an escaped zero byte", "GET /hidden%00 HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("dots that climb", "GET /a/../hidden HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("escaped dots that climb", "GET /a/%2e%2E/hidden HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("a fragment", "GET /hidden#x HTTP/1.1\r\nHost: h\r\n\r\n"),
    Case("a path without a slash", "GET hidden HTTP/1.1\r\nHost: h\r\n\r\n"),
  ]

  @Test(arguments: framing + lines + hosts + requestLines)
  func `refuses and closes`(request: Case) async throws {
    try await withServer { server in
      let (reply, rest) = try await server.exchange(request.bytes)

      #expect((400...505).contains(reply?.status ?? 0), "\(request.name)")
      #expect(reply?.headers["connection"]?.lowercased() == "close", "\(request.name)")
      // libmicrohttpd sends the header of its own refusals twice sometimes, but never anything else.
      #expect(rest?.contains("HTTP/1.1 2") == false, "\(request.name)")
      #expect(server.hiddenCalls.count == 0, "\(request.name)")
    }
  }

  /// The library reads these; another program might find an end elsewhere.
  @Test(arguments: [
    "2\n{}\r\n0\r\n\r\n", "2\n{}\n0\n\n", "2;\n{}\r\n0\r\n\r\n", "2;a=\"\n\"\r\n{}\r\n0\r\n\r\n",
    "0\r\nX : y\r\n\r\n",
    "0\r\nX: \0y\r\n\r\n", "0\r\nContent-Length: 5\r\n\r\n", "2\r\n{}\r\n0\r\n\r\n",
  ])
  func `nothing behind a chunked body is asked, however it is framed`(body: String) async throws {
    try await withServer { server in
      let hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n"
      let head = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      let (reply, rest) = try await server.exchange(Array((head + body + hidden).utf8))

      #expect(reply?.headers["connection"]?.lowercased() == "close")
      #expect(rest == "" && server.hiddenCalls.count == 0)
    }
  }

  @Test func `accepts what is unusual but has one meaning`() async throws {
    try await withServer { server in
      let requests = [
        "GET /healthz HTTP/1.1\r\nhOST:\t h:80 \t\r\nX-Empty:\r\nX-Quoted: \"a, b\" ; c=d\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: [::1]:8080\r\nX-Bytes: é\r\n\r\n",
        "GET /healthz HTTP/1.0\r\n\r\n",
        "GET http://h/healthz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /healthz?a=%20+b&&c HTTP/1.1\r\nHost:\r\n\r\n",
        "\r\nGET /healthz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: 0005\r\n\r\nhello",
      ]

      for request in requests {
        let reply = try await onThread {
          let client = try RawClient(port: server.port)
          client.send(request)
          return try client.reply()
        }
        #expect(reply?.status == 200, "\(request)")
      }
    }
  }

  @Test func `understands a request however it is cut into packets`() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var settings = ServerSettings()
    settings.headerLimit = 64 * 1024
    try await withServer(settings) { server in
      let answers = try await onThread { () -> [Int?] in
        var generator = SeededGenerator(seed: seed)
        let client = try RawClient(port: server.port)
        return try (0..<60).map { _ in
          var text = "POST /echo HTTP/1.1\r\nHost: h\r\n"
          for index in 0..<Int.random(in: 0..<120, using: &generator) {
            let count = Int.random(in: 0..<200, using: &generator)
            text += "X-\(index):\(index % 2 == 0 ? " " : "")\(String(repeating: "v", count: count))\r\n"
          }
          text += "Content-Length: 5\r\n\r\nhello"
          var rest = Array(text.utf8)[...]
          while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...2_000, using: &generator))
            client.send(piece)
            rest = rest.dropFirst(piece.count)
          }
          let reply = try client.reply()
          return reply?.text == "hello" ? reply?.status : nil
        }
      }
      #expect(answers == Array(repeating: 200, count: 60), "seed \(seed)")
    }
  }
}
