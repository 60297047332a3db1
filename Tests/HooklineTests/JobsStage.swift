import Documents
import FoundationEssentials
import Lifecycle
import Messaging
import Storage
import TestKit

@testable import Hookline
@testable import Jobs

/// A database of a test's own, with the program beside it.
struct JobsStage: Sendable {
  let database: TestDatabase
  let store: JobStore
  var environment: [String: String]

  init(_ database: TestDatabase) {
    self.database = database
    store = JobStore(database.pool)
    let parts = (TestServers.adminURL ?? "").split(separator: "/", omittingEmptySubsequences: false)
    let query = parts.last?.split(separator: "?", maxSplits: 1).dropFirst().first.map { "?" + $0 } ?? ""
    environment = [
      "HOOKLINE_DATABASE_URL": parts.dropLast().joined(separator: "/") + "/" + database.name + query
    ]
  }

  func run(_ arguments: String...) async throws -> ChildResult {
    try await Binary.run(arguments, environment: environment)
  }

  /// The document that a command prints, from which `decode` takes what the test is about.
  func document<Value: Decodable>(_ type: Value.Type, _ arguments: String...) async throws -> Value {
    let result = try await Binary.run(arguments + ["--json"], environment: environment)
    return try JSONDecoder().decode(type, from: Data(result.output))
  }

  func begin(_ subject: String) async throws -> RunID {
    let request = Enqueuement(
      .ingest, runKind: "influencer", subject: subject, payload: JSON(text: #"{"handle":"@a"}"#))
    return try await store.enqueue([request]).answers[0].run
  }

  /// Its first task comes again in hours.
  func putOff(_ run: RunID, because reason: String) async throws {
    try await database.pool.transaction { session in
      let id = try session.value(
        "select id from task where run_id = \(run) for no key update", as: TaskID.self)
      _ = try JobStore.settle(
        [Settlement(task: id, verdict: .release, error: reason, delay: .seconds(9_000))], session)
    }
  }

  /// A run whose first task died.
  func fail(_ subject: String, because error: String = "no answer") async throws -> RunID {
    let run = try await begin(subject)
    try await database.pool.transaction { session in
      let id = try session.value(
        "select id from task where run_id = \(run) for no key update", as: TaskID.self)
      _ = try JobStore.settle(
        [Settlement(task: id, verdict: .dead, reason: "attempts", error: error)], session)
    }
    return run
  }

  func bury(_ body: String, detail: String = "cannot be read", headers: String = "{}") async throws {
    try await database.pool.execute(
      """
      insert into dead_message(kind, lane, reason, detail, key, headers, body)
      values ('ingest', 1, 'malformed', \(detail), 'job.ingest.norm', \(JSON(text: headers)),
              \(Bytes(Array(body.utf8))))
      """)
  }
}

func withJobs(_ body: (JobsStage) async throws -> Void) async throws {
  try await withDatabase(migrated: true) { database in try await body(JobsStage(database)) }
}

/// Whether a text holds what would steer a terminal.
func hasControls(_ text: String) -> Bool { text.unicodeScalars.contains { $0 != "\n" && steersTerminal($0) } }
