import Datasets
import Documents
import FoundationEssentials
import Lifecycle
import TestKit
import Testing

@testable import Hookline

/// Imports and orders before a gateway that refuses them, or goes away.
@Suite(.timeLimit(.minutes(2))) struct RemoteRefusalTests {
  private static let json = ["Content-Type: application/json"]

  private static func run(_ server: PlayedServer, _ arguments: [String]) async throws -> ChildResult {
    let key = "hookline_aaaaaaaaaaaa_" + String(repeating: "A", count: 43)
    return try await Binary.run(
      arguments,
      environment: ["HOOKLINE_API_URL": "http://127.0.0.1:\(server.port)/", "HOOKLINE_API_KEY": key],
      timeout: .seconds(60))
  }

  private static func problem(
    _ status: Int, _ type: String, _ fields: [String] = ["Retry-After: 0"]
  ) -> PlayedServer.Answer {
    let name = "urn:hookline:problem:\(type)"
    let body = #"{"type": "\#(name)", "title": "No", "status": \#(status), "detail": "not now"}"#
    return .of(status, ["Content-Type: application/problem+json"] + fields, Array(body.utf8))
  }

  private static func write(_ count: Int, to path: String) throws {
    try Data(repeating: UInt8(ascii: "x"), count: count).write(to: URL(filePath: path))
  }

  @Test func `an import is sent again where nothing was done of it, and no other`() async throws {
    let busy = try PlayedServer { _, number in
      number < 3 ? Self.problem(503, "busy") : Self.problem(422, "validation")
    }
    let away = try PlayedServer { _, _ in Self.problem(503, "away") }
    let full = try PlayedServer { _, _ in Self.problem(503, "busy") }
    try await MediaStage.withFolder { folder in
      try Self.write(10, to: folder + "/small.json")
      try Self.write((1 << 20) + 1, to: folder + "/large.json")

      let again = try await Self.run(busy, ["import", "scrape", folder + "/small.json"])
      let once = try await Self.run(away, ["import", "scrape", folder + "/small.json"])
      let large = try await Self.run(full, ["import", "scrape", folder + "/large.json"])

      #expect(again.status == .exited(1) && busy.requests.count == 3, "\(again.errorText)")
      #expect(once.status == .exited(1) && away.requests.count == 1, "\(once.errorText)")
      #expect(large.status == .exited(1) && full.requests.count == 1)
      #expect(large.errorText.contains("another import is under way; try again"), "\(large.errorText)")
    }
  }

  @Test func `what went in before the gateway failed is told, and the rest not sent`() async throws {
    var report = ImportedScrapes()
    (report.files, report.tally.records) = (1, 3)
    let server = try PlayedServer { [body = Array(JSONValue.scrapes(report).line.utf8)] _, number in
      number == 1 ? .of(200, Self.json, body) : Self.problem(503, "away")
    }
    try await MediaStage.withFolder { folder in
      for name in ["a", "b", "c"] { try Self.write(10, to: "\(folder)/\(name).json") }

      let result = try await Self.run(server, ["import", "scrape", folder])

      #expect(result.status == .exited(1) && server.requests.count == 2)
      #expect(result.text.contains("took in 3 records of 1 file"), "\(result.text)")
      #expect(result.errorText.contains("\(folder)/b.json: http://"), "\(result.errorText)")
      #expect(!result.errorText.contains("c.json"))
    }
  }

  @Test func `a title that no gateway takes is refused before anything is sent`() async throws {
    let server = try PlayedServer { _, _ in Self.problem(422, "validation") }
    try await MediaStage.withFolder { folder in
      try Self.write(10, to: folder + "/users.jsonl")
      let command = ["import", "moovitamix", folder, "--partial"]

      let title = try await Self.run(server, command + ["--title", String(repeating: "a", count: 201)])
      let expiry = try await Self.run(server, command + ["--expires", "20000d"])

      #expect(title.status == .exited(1) && title.errorText.contains("at most 200 characters"))
      #expect(
        expiry.status == .exited(1) && expiry.errorText.contains("at most 11,574 days"), "\(expiry.errorText)"
      )
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `learning is waited for while the gateway is away, and the order stands`() async throws {
    let order = Array(#"{"order": "x"}"#.utf8)
    let end = Array(#"{"state": "dead", "error": "nothing to learn", "model": null}"#.utf8)
    let back = try PlayedServer { request, number in
      if number == 1 { return .of(202, Self.json, order) }
      guard request.contains("/v1/models/orders/"), number > 4 else { return Self.problem(503, "away", []) }
      return .of(200, Self.json, end)
    }
    let gone = try PlayedServer { _, number in
      number == 1 ? .of(202, Self.json, order) : Self.problem(503, "away", [])
    }

    let told = try await Self.run(back, ["train", "--wait"])
    let lost = try await Self.run(gone, ["train", "--wait", "--timeout", "500ms"])

    #expect(
      told.status == .exited(1) && told.errorText.contains("nothing was learnt: nothing to learn"),
      "\(told.errorText)")
    #expect(lost.status == .exited(1) && lost.errorText.contains("the order stands"), "\(lost.errorText)")
    #expect(lost.errorText.contains("\"hookline models\""))
  }
}
