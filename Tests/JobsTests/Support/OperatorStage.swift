import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

/// A store with short ways to the states that tests begin in.
struct OperatorStage: Sendable {
  let store: JobStore
  var pool: Pool

  init(_ database: TestDatabase) {
    pool = database.pool
    store = JobStore(database.pool)
  }

  /// A run whose first task waits.
  func begin(_ subject: String) async throws -> (run: RunID, root: TaskID) {
    let request = Enqueuement(
      .ingest, runKind: "influencer", subject: subject, payload: JSON(text: #"{"handle":"@\#(subject)"}"#))
    let run = try await store.enqueue([request]).answers[0].run
    return (run, try await tasks(of: run, kind: "ingest")[0])
  }

  /// A run whose first task is done and has left these to do.
  func grow(
    _ subject: String, children: [JobKind] = [], shared: [String] = [], finale: JobKind? = .recommend
  ) async throws -> RunID {
    let (run, root) = try await begin(subject)
    let followUp = FollowUp(
      children: children.enumerated().map { .init($1, payload: JSON(text: #"{"number":\#($0)}"#)) },
      shared: shared.map { .init(.musicAnalysis, key: $0, payload: JSON(text: #"{"track":"\#($0)"}"#)) },
      finale: finale)
    try await pool.transaction { session in
      _ = try JobStore.own([Claim(id: root, fence: 0)], session)
      _ = try JobStore.grow([Growth(task: root, run: run, followUp: followUp)], among: [root], session)
      _ = try JobStore.settle([Settlement(task: root, verdict: .succeeded)], session)
    }
    return run
  }

  func settle(_ tasks: [TaskID], _ verdict: Settlement.Verdict, because reason: String? = nil) async throws {
    try await pool.transaction { session in
      _ = try session.rows(
        "select id from task where id = any(\(tasks)) order by id for no key update", as: TaskID.self)
      _ = try JobStore.settle(
        tasks.sorted().map {
          Settlement(task: $0, verdict: verdict, reason: reason, error: reason.map { "it was \($0)" })
        }, session)
    }
  }

  /// Its open tasks, shared ones included, in the order of their ids.
  func tasks(of run: RunID, kind: String) async throws -> [TaskID] {
    try await store.tasks(of: run).filter { $0.kind == kind && !$0.state.isTerminal }.map(\.id).sorted()
  }

  func state(_ run: RunID) async throws -> RunState? { try await store.run(run)?.state }

  func bury(
    body: String, kind: String = "ingest", reason: String = "malformed", headers: String = "{}"
  ) async throws {
    try await pool.execute(
      """
      insert into dead_message(kind, lane, reason, detail, key, headers, body)
      values (\(kind), 1, \(reason), 'cannot be read', \("job.\(kind).norm"), \(JSON(text: headers)),
              \(Bytes(Array(body.utf8))))
      """)
  }
}

func withOperatorStage(_ body: (OperatorStage) async throws -> Void) async throws {
  try await withDatabase(migrated: true) { database in try await body(OperatorStage(database)) }
}
