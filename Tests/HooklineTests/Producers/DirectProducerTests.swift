import FoundationEssentials
import Glibc
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

/// Runs what README shows, as it stands there.
@Suite(.enabled(if: hasBroker && TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct DirectProducerTests {
  private static let python = ChildProcess.ownEnvironment["HOOKLINE_TEST_PYTHON"]
  private static let hasTools = access("/usr/bin/amqp-publish", X_OK) == 0

  private static func run(
    _ program: String, _ arguments: [String], _ stage: IngestStage
  ) async throws {
    let environment = stage.jobs.environment.merging(["PATH": "/usr/bin:/bin"]) { ours, _ in ours }
    let result = try await ChildProcess(
      program, arguments, environment: environment, timeout: .seconds(40)
    ).run()
    #expect(result.isSuccess, "\(result.errorText)")
  }

  @Test(.enabled(if: python != nil, "\(TestServers.advice)"))
  func `what the Python script publishes becomes runs, each handle one`() async throws {
    let script = try ReadmeProducers.block("python")
    try await withIngestStage { stage in
      try await stage.withWorker {
        try await Self.run(Self.python ?? "", ["-c", script, "@First", "second", "@bad.one"], stage)

        let expected = [
          "tiktok:first": "complete", "tiktok:second": "complete", "tiktok:bad.one": "failed",
        ]
        #expect(try await eventually { try await stage.states() == expected })
      }
      // The script's message_id is the task's id; a redelivery would find it.
      #expect(try await stage.jobs.database.pool.value("select count(*) from task", as: Int.self) == 3)
    }
  }

  @Test(.enabled(if: hasTools, "needs amqp-publish: install amqp-tools"))
  func `what the shell's line publishes becomes a run`() async throws {
    let line = try ReadmeProducers.block("sh")
    try await withIngestStage { stage in
      try await stage.withWorker {
        try await Self.run("/bin/sh", ["-c", line], stage)

        #expect(try await eventually { try await stage.states() == ["tiktok:name": "complete"] })
      }
    }
  }

  @Test(.enabled(if: hasTools, "needs amqp-publish: install amqp-tools"))
  func `what cannot be read is listed as dead with the reason`() async throws {
    struct List: Decodable {
      struct Message: Decodable {
        let kind: String?
        let reason: String
        let detail: String
      }

      let messages: [Message]
    }
    let line = try ReadmeProducers.block("sh").split(separator: "\n").joined(separator: "\n")
    let good = #"{"handle": "@name", "platform": "tiktok"}"#
    #expect(line.contains(good))
    let bodies = [
      #"{"handle": "@name""#, "[]", #"{"platform": "tiktok"}"#, #"{"handle": "two words"}"#,
      #"{"handle": 7}"#,
      #"{"handle": "@name", "platform": "myspace"}"#,
    ]
    let lines =
      bodies.map { line.replacing(good, with: $0) } + [0, 7].map { line + " --header 'x-schema: \($0)'" }
    try await withIngestStage { stage in
      try await stage.withWorker {
        for line in lines { try await Self.run("/bin/sh", ["-c", line], stage) }
        let count: SQL = "select count(*) from dead_message"
        #expect(try await eventually { try await stage.jobs.database.pool.value(count, as: Int.self) == 8 })
      }

      let messages = try await stage.jobs.document(List.self, "dead", "list").messages
      #expect(messages.allSatisfy { $0.kind == "ingest" })
      #expect(messages.count { $0.reason == "malformed" } == 7)
      let details = messages.map(\.detail).sorted()
      let expected = [
        "\"handle\" is missing", "\"handle\" is not what it has to be: a text",
        "\"handle\" is of no use: a handle has only letters a to z, digits, dots and underscores",
        "\"platform\" is of no use: ", "schema 0 is no longer understood", "the body is no JSON object",
        "the body is not JSON", "type \"influencer.requested\" of schema 7 is newer than this worker; ",
      ].sorted()
      for (detail, beginning) in zip(details, expected) {
        #expect(detail.hasPrefix(beginning), "\(detail)")
      }
      #expect(try await stage.states() == [:])
    }
  }
}
