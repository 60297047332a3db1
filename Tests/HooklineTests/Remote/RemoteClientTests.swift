import API
import Documents
import FoundationEssentials
import HTTP
import Lifecycle
import TestKit
import Testing

@testable import Hookline

/// The program before a gateway that does what a test says.
@Suite(.timeLimit(.minutes(2))) struct RemoteClientTests {
  private static let key = "hookline_aaaaaaaaaaaa_" + String(repeating: "A", count: 43)
  private static let workers = Array(#"{"workers": []}"#.utf8)
  private static let json = ["Content-Type: application/json"]

  private static func environment(_ port: UInt16) -> [String: String] {
    ["HOOKLINE_API_URL": "http://127.0.0.1:\(port)/", "HOOKLINE_API_KEY": key]
  }

  private static func run(_ server: PlayedServer, _ arguments: String...) async throws -> ChildResult {
    try await Binary.run(arguments, environment: environment(server.port), timeout: .seconds(60))
  }

  private static func problem(
    _ status: Int, _ type: String?, _ detail: String, _ more: String = "", _ fields: [String] = []
  ) -> PlayedServer.Answer {
    let name = type.map { "urn:hookline:problem:\($0)" } ?? "about:blank"
    let body = #"{"type": "\#(name)", "title": "No", "status": \#(status), "detail": "\#(detail)"\#(more)}"#
    return .of(status, ["Content-Type: application/problem+json"] + fields, Array(body.utf8))
  }

  @Test func `a question is asked again when the gateway says when, and not for ever`() async throws {
    let busy = try PlayedServer { _, number in
      number < 3
        ? Self.problem(503, "away", "not now", "", ["Retry-After: 0"]) : .of(200, Self.json, Self.workers)
    }
    let never = try PlayedServer { _, _ in Self.problem(429, "rate", "too often", "", ["Retry-After: 3600"]) }
    let always = try PlayedServer { _, _ in Self.problem(503, "away", "not now", "", ["Retry-After: 0"]) }
    let silent = try PlayedServer { _, _ in Self.problem(503, "away", "not now") }

    let fine = try await Self.run(busy, "workers")
    let late = try await Self.run(never, "workers")
    let lost = try await Self.run(always, "workers")
    let brief = try await Self.run(silent, "workers")

    #expect(fine.isSuccess && fine.text == "no workers\n" && busy.requests.count == 3)
    #expect(late.status == .exited(1) && late.errorText.contains("too often") && never.requests.count == 1)
    #expect(lost.status == .exited(1) && always.requests.count == Remote.turns)
    #expect(brief.status == .exited(1) && silent.requests.count == 1)
  }

  @Test func `what changes something is not asked twice without a key for that`() async throws {
    let server = try PlayedServer { _, _ in Self.problem(503, "away", "not now", "", ["Retry-After: 0"]) }

    let result = try await Self.run(server, "queues", "pause", "job.train.norm")

    #expect(result.status == .exited(1) && server.requests.count == 1)
  }

  @Test func `a portion of handles has one key for all attempts`() async throws {
    let server = try PlayedServer { _, number in
      number == 1
        ? PlayedServer.Answer([], then: .reset)
        : Self.problem(409, "under-way", "wait", "", ["Retry-After: 0"])
    }

    let result = try await Self.run(server, "enqueue", "anna")

    let keys = server.requests.compactMap { request in
      request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("idempotency-key: ") }
    }
    #expect(result.status == .exited(1) && keys.count == server.requests.count && keys.count > 2)
    #expect(Set(keys).count == 1)
  }

  @Test func `all that is wrong with a request is told`() async throws {
    let server = try PlayedServer { _, _ in
      Self.problem(
        422, "validation", "2 things are wrong",
        #", "errors": [{"parameter": "kind", "in": "query", "detail": "none\u001b[31m"}, "#
          + ##"{"pointer": "#/a", "detail": "odd"}]"##)
    }

    let result = try await Self.run(server, "runs")

    #expect(result.status == .exited(1) && result.text.isEmpty && !hasControls(result.errorText))
    #expect(result.errorText.contains("2 things are wrong\n  kind: none\u{FFFD}[31m\n  #/a: odd\n"))
  }

  @Test func `whoever is no gateway is told as that, and the key goes nowhere else`() async throws {
    let thief = try PlayedServer { _, _ in .of(200, Self.json, Self.workers) }
    let answers: [(PlayedServer.Answer, String)] = [
      (.of(200, ["Content-Type: text/html"], Array("<html>".utf8)), "answers 200 with text/html"),
      (.of(404, ["Content-Type: text/html"], Array("<html>".utf8)), "no answer of a gateway"),
      (.of(302, ["Location: http://127.0.0.1:\(thief.port)/v1/workers"]), "leads elsewhere"),
      (.of(200, Self.json, Array("{\"workers\": [".utf8)), "no JSON"),
      (.of(200, Self.json, Array("{\"workers\": 7}".utf8)), "workers is no list"),
      (.of(200, Self.json, Array("{\"workers\": [{\"id\": 1}]}".utf8)), "workers[0]"),
      (.of(200, Self.json, Array("{}".utf8)), "workers is missing"),
      (Self.problem(404, nil, "There is nothing at this path."), "no such thing to ask for"),
      (
        .raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"),
        "more than"
      ),
      (.raw("SSH-2.0-OpenSSH\r\n"), "does not answer"),
    ]
    for (answer, words) in answers {
      let server = try PlayedServer { _, _ in answer }
      let result = try await Self.run(server, "workers")
      #expect(result.status == .exited(1) && result.text.isEmpty)
      #expect(result.errorText.contains(words), "\(result.errorText)")
      #expect(!result.errorText.contains(Self.key))
    }
    #expect(thief.requests.isEmpty)
  }

  @Test(arguments: [["runs", "list", "--limit", "1000"], ["datasets", "list"], ["tracks", "variants"]])
  func `pages that have no end are not asked for for ever`(command: [String]) async throws {
    let server = try PlayedServer { _, _ in
      .of(200, Self.json, Array(#"{"items": [], "tracks": [], "next_cursor": "AAAA"}"#.utf8))
    }

    let result = try await Binary.run(command, environment: Self.environment(server.port))

    #expect(result.status == .exited(1) && server.requests.count == 1)
    #expect(result.errorText.contains("pages that have no end"))
  }

  @Test func `what is no export is not printed, and one of any length is`() async throws {
    let page = try PlayedServer { _, _ in .of(200, ["Content-Type: text/html"], Array("<html>\n".utf8)) }
    let line = Array(repeating: UInt8(ascii: "a"), count: 1 << 20) + [UInt8(ascii: "\n")]
    var lines: [UInt8] = []
    for _ in 0..<70 { lines += line }
    let long = try PlayedServer { [lines] _, _ in
      .of(200, ["Content-Type: application/x-ndjson"], lines)
    }
    let cut = try PlayedServer { _, _ in
      .of(200, ["Content-Type: application/x-ndjson"], Array("{}\n{".utf8))
    }

    let strange = try await Self.run(page, "datasets", "export", "1")
    let whole = try await Binary.shell(
      "$H datasets export 1 | wc -c", environment: Self.environment(long.port))
    let broken = try await Self.run(cut, "datasets", "export", "1")

    #expect(strange.status == .exited(1) && strange.text.isEmpty)
    #expect(strange.errorText.contains("answers 200 with text/html"))
    #expect(whole.text == "\(lines.count)\n", "\(whole.errorText)")
    #expect(broken.status == .exited(1) && broken.text == "{}\n")
    #expect(broken.errorText.contains("broke off within a line"))
  }

  @Test func `numbers that nothing has are refused, and end nothing`() async throws {
    let server = try PlayedServer { _, _ in
      .of(200, Self.json, Array(#"{"matched": 9223372036854775807}"#.utf8))
    }

    let result = try await Self.run(server, "dead", "discard", "--reason", "malformed", "--dry-run")

    #expect(result.status == .exited(1) && result.errorText.contains("out of bounds"), "\(result.errorText)")
  }

  @Test func `nobody there is told with the variable`() async throws {
    let result = try await Binary.run(["workers"], environment: Self.environment(1))

    #expect(result.status == .exited(1))
    #expect(result.errorText.contains("127.0.0.1:1") && result.errorText.contains("HOOKLINE_API_URL"))
  }

  @Test func `the key comes from a file as well, and in clear text only with a warning`() async throws {
    let server = try PlayedServer { _, _ in .of(200, Self.json, Self.workers) }
    try await withFile(Self.key + "\n") { path in
      let result = try await Binary.run(
        ["workers"],
        environment: [
          "HOOKLINE_API_URL": "http://127.0.0.1:\(server.port)", "HOOKLINE_API_KEY_FILE": path,
        ])
      #expect(result.isSuccess && result.errorText.isEmpty)
    }
    let far = try await Binary.run(
      ["workers"],
      environment: ["HOOKLINE_API_URL": "http://gateway.invalid", "HOOKLINE_API_KEY": Self.key])
    let user = try await Binary.run(
      ["workers"],
      environment: [
        "HOOKLINE_API_URL": "http://me:pw@127.0.0.1:\(server.port)", "HOOKLINE_API_KEY": Self.key,
      ])

    #expect(
      server.requests.count == 1 && server.requests[0].contains("Authorization: Bearer \(Self.key)\r\n"))
    #expect(far.errorText.contains("the key goes to gateway.invalid in clear text"))
    #expect(user.status == .exited(1) && user.errorText.contains("without a user"))
  }

  @Test func `which hosts are this machine`() {
    #expect(["localhost", "127.0.0.1", "127.9.9.9", "::1", "a.localhost"].allSatisfy(Context.isLoopback))
    #expect(!["127.example", "10.0.0.1", "localhost.example", "::2", ""].contains(where: Context.isLoopback))
  }
}
