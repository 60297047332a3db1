import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct StoppingTests {
  @Test(arguments: [Settlement.Verdict.retry, .release])
  fileprivate func `what would come again ends with its stopped run`(verdict: Settlement.Verdict) async throws
  {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let started = try await story.store.start([begun.root], owner: "me", lease: .seconds(15))
      _ = try await story.store.stop(begun.run, as: .expired)
      #expect(try await story.state(of: begun.run) == "open 0")

      let settled = try await story.settle(started.map(\.claim), verdict, delay: .seconds(3_600))

      #expect(settled.owed.map(\.key) == ["run.completed"])
      #expect(try await story.state(of: begun.run) == "expired 1")
      #expect(try await story.state(of: begun.root.id) == "expired")
    }
  }

  @Test func `a task that is being put back when its run is stopped ends, too`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let started = try await story.store.start([begun.root], owner: "me", lease: .seconds(15))
      let gate = Gate()
      async let settling = database.pool.transaction { session in
        let owned = try JobStore.own(started.map(\.claim), session)
        let settled = try JobStore.settle(
          owned.map { Settlement(task: $0, verdict: .release, delay: .seconds(3_600)) }, session)
        gate.waitUntilOpen()
        return settled
      }
      await gate.someoneWaits()

      async let stopping = story.store.stop(begun.run, as: .cancelled)
      // It is to wait for the task; a stop that looked past it would be over.
      let hasWaited = try await story.someoneWaits()
      gate.open()
      _ = try await (settling, stopping)

      #expect(hasWaited)
      #expect(try await story.state(of: begun.run) == "cancelled 1")
    }
  }

  @Test func `many tasks end, whatever stands between them`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let children = try await story.grow(
        begun, FollowUp(children: (0..<450).map { _ in Story.child() }, finale: .recommend))
      let running = try await story.store.start(
        children.indices.filter { $0 < 210 || $0 == 449 }.map { children[$0] }, owner: "me",
        lease: .seconds(15))

      let stopped = try await story.store.stop(begun.run, as: .cancelled)

      #expect(stopped.settled.runs.last?.remaining == 211)
      let ended = try await story.settle(running.map(\.claim), .cancelled)
      #expect(ended.runs.map(\.state) == [.cancelled])
      let counts = try await database.pool.rows(
        "select state, count(*) from task group by 1 order by 1", as: String.self, Int.self)
      #expect(counts.map(\.0) == ["cancelled", "succeeded"])
      #expect(counts.map(\.1) == [450, 1])
    }
  }

  @Test func `the first reason to stop counts`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      // A process that ended between the flag and what follows it.
      try await database.pool.execute("update run set stop = 'cancelled' where id = \(begun.run)")
      #expect(try await story.store.overdueRuns() == [begun.run])

      let stopped = try await story.store.stop(begun.run, as: .expired)

      #expect(stopped.settled.runs.map(\.state) == [.cancelled])
      #expect(try await story.state(of: begun.root.id) == "cancelled")
      #expect(try await story.store.stop(begun.run, as: .expired).isOpen == false)
      #expect(try await story.store.overdueRuns().isEmpty)
    }
  }

  @Test func `a run whose time is over is found and stopped`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let late = try await story.begin("a", deadline: Date(timeIntervalSinceNow: -1))
      _ = try await story.begin("b", deadline: Date(timeIntervalSinceNow: 3_600))
      _ = try await story.begin("c")

      let overdue = try await story.store.overdueRuns()

      #expect(overdue == [late.run])
      _ = try await story.store.stop(late.run, as: .expired)
      #expect(try await story.state(of: late.run) == "expired 1")
    }
  }

  @Test func `what is asked for while its old run stops is a run of its own`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let started = try await story.store.start([begun.root], owner: "me", lease: .seconds(15))
      _ = try await story.store.stop(begun.run, as: .cancelled)

      let again = try await story.store.enqueue([Story.request("a")])

      #expect(again.answers.map(\.isMerged) == [false])
      #expect(again.answers[0].run != begun.run)
      try await story.settle(started.map(\.claim), .cancelled)
      try await story.settle(try again.owed.claims())
      #expect(try await story.state(of: begun.run) == "cancelled 1")
      #expect(try await story.state(of: again.answers[0].run) == "complete 1")
    }
  }
}
