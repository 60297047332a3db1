import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct StoreTests {
  private func request(_ subject: String) -> Enqueuement {
    Enqueuement(.ingest, runKind: "influencer", subject: subject, payload: JSON(text: #"{"handle":"@a"}"#))
  }

  private func settle(
    _ store: JobStore, _ claims: [Claim], _ verdict: Settlement.Verdict, growing: FollowUp? = nil,
    run: RunID? = nil
  ) async throws -> Settled {
    try await store.database.transaction { session in
      let owned = try JobStore.own(claims, session)
      let growths = growing.map { [Growth(task: claims[0].id, run: run ?? .make(), followUp: $0)] } ?? []
      let owed = try JobStore.grow(growths, among: owned, session)
      var settled = try JobStore.settle(
        owned.sorted().map { Settlement(task: $0, verdict: verdict) }, session)
      settled.owed += owed
      return settled
    }
  }

  @Test func `a run ends once, after its children and its finale`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = JobStore(database.pool)
      let (answers, owed) = try await store.enqueue([request("a")])
      let root = try #require(TaskID(try owed[0].message().properties.messageID ?? ""))
      let started = try await store.start([Claim(id: root, fence: 0)], owner: "me", lease: .seconds(15))
      #expect(started.map(\.starts) == [1])

      let grown = try await settle(
        store, started.map(\.claim), .succeeded,
        growing: FollowUp(
          children: [.init(.contentAnalysis, payload: JSON(text: "{}"))],
          shared: [.init(.musicAnalysis, key: "t1", payload: JSON(text: "{}"))], finale: .recommend),
        run: answers[0].run)
      #expect(grown.runs.map(\.remaining) == [2])

      var ids = try grown.owed.compactMap { TaskID(try $0.message().properties.messageID ?? "") }
      let ended = try await settle(store, ids.sorted().map { Claim(id: $0, fence: 0) }, .succeeded)
      #expect(ended.owed.map(\.key) == ["job.recommend.norm"])
      ids = try ended.owed.compactMap { TaskID(try $0.message().properties.messageID ?? "") }
      let last = try await settle(store, ids.map { Claim(id: $0, fence: 0) }, .succeeded)

      #expect(last.owed.map(\.key) == ["run.completed"])
      #expect(last.runs.map(\.state) == [.complete])
      #expect(try await store.drift().isEmpty)
    }
  }

  @Test func `what is in flight is merged`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = JobStore(database.pool)

      let first = try await store.enqueue([request("a"), request("b")])
      let second = try await store.enqueue([request("b"), request("c")])

      #expect(second.answers.map(\.isMerged) == [true, false])
      #expect(second.answers[0].run == first.answers[1].run)
      #expect(second.owed.count == 1)
    }
  }

  @Test func `a run that is stopped ends, and what it shared goes on`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = JobStore(database.pool)
      let (answers, owed) = try await store.enqueue([request("a")])
      let root = try #require(TaskID(try owed[0].message().properties.messageID ?? ""))
      _ = try await settle(
        store, [Claim(id: root, fence: 0)], .succeeded,
        growing: FollowUp(
          children: [.init(.contentAnalysis, payload: JSON(text: "{}"))],
          shared: [.init(.musicAnalysis, key: "t1", payload: JSON(text: "{}"))], finale: .recommend),
        run: answers[0].run)

      let stopped = try await store.stop(answers[0].run, as: .cancelled)

      #expect(stopped.isOpen)
      #expect(stopped.settled.runs.last?.state == .cancelled)
      let open = try await database.pool.rows("select kind from task where state = 'queued'", as: String.self)
      #expect(open == ["music-analysis"])
    }
  }
}
