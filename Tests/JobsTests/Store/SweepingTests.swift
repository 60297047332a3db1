import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct SweepingTests {
  @Test func `a task whose process is gone comes again, and ends after its third start`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      var fence: Int64 = 0
      for count in 1...3 {
        let started = try await story.store.start(
          [Claim(id: begun.root.id, fence: fence)], owner: "\(count)", lease: .seconds(15))
        #expect(started.map(\.starts) == [count])
        #expect(try await story.store.rescue() == 0)
        try await story.expireLeases()
        #expect(try await story.store.rescue() == (count < 3 ? 1 : 0))
        #expect(
          try await story.store.heartbeat(started.map(\.claim), lease: .seconds(15)).count
            == (count < 3 ? 0 : 1))
        fence += 2
      }
      try await story.expireLeases()

      let settled = try await story.store.quarantine()

      #expect(settled.runs.map(\.state) == [.failed])
      #expect(try await database.pool.rows("select reason from dead_message", as: String.self) == ["poison"])
      #expect(try await story.store.quarantine().runs.isEmpty)
    }
  }

  @Test func `only what nothing owes is woken as lost`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      #expect(try await story.store.wakeLost(.ingest, olderThan: .zero) == 0)
      try await database.pool.execute("delete from outbox")
      #expect(try await story.store.wakeLost(.ingest, olderThan: .seconds(60)) == 0)
      #expect(try await story.store.wakeLost(.recommend, olderThan: .zero) == 0)

      let count = try await story.store.wakeLost(.ingest, olderThan: .zero)

      #expect(count == 1)
      #expect(try await story.store.wakeLost(.ingest, olderThan: .zero) == 0)
      #expect(try await story.settle([begun.root]).runs.isEmpty)
      let due = try await story.store.claimDue(limit: 10)
      #expect(try due[0].message().properties[header: Envelope.Header.suspect] == .int(1))
      #expect(try await story.settle(try due.claims()).runs.map(\.state) == [.complete])
    }
  }

  @Test func `retention takes runs and what was merged, and leaves shared work and what is open`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let old = try await story.begin("a")
      let open = try await story.begin("b")
      let shared = try await story.grow(old, FollowUp(shared: [Story.shared("t")]))
      _ = try await story.grow(open, FollowUp(shared: [Story.shared("t")]))
      _ = try await story.store.stop(old.run, as: .cancelled)
      let direct = try DirectMessage(
        Message(exchange: "jobs", routingKey: "job.ingest.norm", properties: .init(messageID: "m"), body: []))
      _ = try await story.store.admit(
        direct, .init(runKind: "influencer", subject: "b", payload: JSON(text: "{}")), kind: .ingest,
        lane: .norm)
      #expect(try await story.store.deleteFinished(olderThan: .seconds(60)) == 0)
      #expect(try await story.store.deleteRemains(olderThan: .seconds(60)) == 0)

      #expect(try await story.store.deleteFinished(olderThan: .seconds(-60)) == 1)
      #expect(try await story.store.deleteRemains(olderThan: .seconds(-60)) == 1)

      let runs = try await database.pool.rows("select id from run", as: RunID.self)
      #expect(runs == [open.run])
      #expect(try await story.settle(shared).runs.map(\.run) == [open.run])
      #expect(try await story.store.drift().isEmpty)
    }
  }

  @Test func `a run whose dead message waits for somebody is kept`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let run = try await story.begin("a")
      _ = try await database.pool.transaction { session in
        try JobStore.settle([Settlement(task: run.root.id, verdict: .dead, error: "no")], session)
      }

      #expect(try await story.store.deleteFinished(olderThan: .seconds(-60)) == 0)
      try await database.pool.execute("update dead_message set discarded_at = now()")
      #expect(try await story.store.deleteFinished(olderThan: .seconds(-60)) == 1)
    }
  }

  @Test func `no more than the limit is claimed, whatever the planner believes`() async throws {
    try await withDatabase(migrated: true, PoolSettings(connectionLimit: 1)) { database in
      let story = Story(database)
      try await database.pool.execute("analyze outbox")
      try await database.pool.execute(
        """
        insert into outbox(due_at, exchange, key, headers, body)
        select now() - interval '1 s', 'jobs', 'job.ingest.norm', '{}', '{}' from generate_series(1, 300)
        """)
      for setting in [
        "enable_hashjoin", "enable_mergejoin", "enable_material", "enable_bitmapscan", "enable_indexscan",
      ] {
        try await database.pool.execute(
          "select set_config(\(setting), 'off', false)")
      }

      let claimed = try await story.store.claimDue(limit: 7)

      #expect(claimed.count == 7)
      #expect(try await story.store.outboxState().dueCount == 293)
    }
  }

  @Test func `relays at once claim each message once`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      try await database.pool.execute(
        """
        insert into outbox(due_at, exchange, key, headers, body)
        select now() - interval '1 s', 'jobs', 'job.ingest.norm', '{}', '{}' from generate_series(1, 500)
        """)

      let ids = try await withThrowingTaskGroup(of: [Int64].self) { group in
        for _ in 0..<40 { group.addTask { try await story.store.claimDue(limit: 13).map(\.id) } }
        return try await group.reduce(into: [Int64]()) { $0 += $1 }
      }

      #expect(Set(ids).count == ids.count)
      #expect(ids.count == 500)
    }
  }
}
