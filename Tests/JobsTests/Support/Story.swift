import FoundationEssentials
import Messaging
import Storage
import TestKit

@testable import Jobs

/// Steps of a task's life in one line each, for tests that tell a story.
struct Story {
  let store: JobStore
  var database: any Database { store.database }

  init(_ database: TestDatabase) { store = JobStore(database.pool) }

  static func request(
    _ subject: String, deadline: Date? = nil, lane: JobLane = .norm, payload: String = "{}"
  ) -> Enqueuement {
    Enqueuement(
      .ingest, runKind: "influencer", subject: subject, lane: lane, payload: JSON(text: payload),
      deadline: deadline)
  }

  static func child(_ kind: JobKind = .contentAnalysis) -> FollowUp.Child {
    .init(kind, payload: JSON(text: "{}"))
  }

  static func shared(_ key: String) -> FollowUp.Shared {
    .init(.musicAnalysis, key: key, payload: JSON(text: "{}"))
  }

  /// A run with its first task.
  func begin(
    _ subject: String, deadline: Date? = nil, lane: JobLane = .norm
  ) async throws -> (run: RunID, root: Claim) {
    let (answers, owed) = try await store.enqueue([Self.request(subject, deadline: deadline, lane: lane)])
    return (answers[0].run, try owed.claims()[0])
  }

  /// Owns, grows and settles, in one transaction, as a worker does.
  @discardableResult
  func settle(
    _ claims: [Claim], _ verdict: Settlement.Verdict = .succeeded, growing growths: [Growth] = [],
    delay: Duration = .zero, reason: String? = nil, error: String? = nil
  ) async throws -> Settled {
    try await database.transaction { session in
      let owned = try JobStore.own(claims, session)
      let owed = try JobStore.grow(growths.filter { owned.contains($0.task) }, among: owned, session)
      let settlements = owned.sorted().map {
        Settlement(task: $0, verdict: verdict, reason: reason, error: error, delay: delay)
      }
      var settled = try JobStore.settle(settlements, session)
      settled.owed += owed
      return settled
    }
  }

  /// Settles the first task of a run with what it leads to; returns claims on that.
  func grow(_ begun: (run: RunID, root: Claim), _ followUp: FollowUp) async throws -> [Claim] {
    try await settle(
      [begun.root], growing: [Growth(task: begun.root.id, run: begun.run, followUp: followUp)]
    ).owed.claims()
  }

  func state(of run: RunID) async throws -> String {
    try await database.value("select state || ' ' || completions from run where id = \(run)", as: String.self)
  }

  func state(of task: TaskID) async throws -> String {
    try await database.value("select state from task where id = \(task)", as: String.self)
  }

  func claim(_ task: TaskID) async throws -> Claim {
    Claim(
      id: task, fence: try await database.value("select fence from task where id = \(task)", as: Int64.self))
  }

  func expireLeases() async throws {
    try await database.execute(
      "update task set lease_until = now() - interval '1 s' where lease_until is not null")
  }

  /// Returns once that many backends of this database wait for a lock.
  func someoneWaits(_ count: Int = 1) async throws -> Bool {
    try await eventually(within: .seconds(5)) {
      try await database.value(
        """
        select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        """, as: Int.self) >= count
    }
  }
}

extension [Owed] {
  /// The tasks that these messages would wake.
  func claims() throws -> [Claim] {
    try filter { $0.exchange == BrokerName.jobs }.compactMap { owed in
      let properties = try owed.message().properties
      guard let id = properties.messageID.flatMap({ TaskID($0) }) else { return nil }
      return Claim(id: id, fence: properties[header: Envelope.Header.fence]?.number ?? -1)
    }
  }
}
