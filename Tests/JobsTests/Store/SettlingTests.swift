import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct SettlingTests {
  @Test(arguments: [Settlement.Verdict.retry, .release])
  fileprivate func `a task that is to wait is not owed before its time`(verdict: Settlement.Verdict)
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let delays: [Duration] = [.seconds(3), .seconds(10), .seconds(60)]

      for (fence, delay) in delays.enumerated() {
        let settled = try await story.settle(
          [Claim(id: begun.root.id, fence: Int64(fence))], verdict, delay: delay)
        #expect(settled.owed.map(\.key) == [], "\(delay)")
      }
      let now = try await story.settle([Claim(id: begun.root.id, fence: 3)], verdict)

      #expect(try now.owed.claims() == [Claim(id: begun.root.id, fence: 4)])
      let attempt = try await database.pool.value("select attempt from task", as: Int.self)
      #expect(attempt == (verdict == .retry ? 5 : 1))
    }
  }

  @Test func `times that no calendar has do no harm`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a", deadline: Date(timeIntervalSince1970: 1e300))

      try await story.settle([begun.root], .retry, delay: .seconds(Int64.max / 4))
      try await story.settle([try await story.claim(begun.root.id)], .retry, delay: .seconds(-5))

      #expect(try await story.state(of: begun.root.id) == "queued")
    }
  }

  @Test func `text that Postgres cannot hold is mended`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")

      try await story.settle(
        [begun.root], .dead, reason: "a\0b", error: "c\0d" + String(repeating: "é", count: 9_999))

      let rows = try await database.pool.rows(
        "select reason, left(detail, 3), length(detail) from dead_message", as: String.self, String.self,
        Int.self)
      #expect(rows.map(\.0) == ["ab"])
      #expect(rows.map(\.1) == ["cdé"])
      #expect(rows.map(\.2) == [2_000])
      #expect(try await story.state(of: begun.run) == "failed 1")
    }
  }

  @Test func `a finale runs although a child died, and its own death fails the run`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      for (verdict, state) in [
        (Settlement.Verdict.succeeded, "partial 1"), (.dead, "failed 1"), (.expired, "failed 1"),
      ] {
        let begun = try await story.begin("a")
        let child = try await story.grow(begun, FollowUp(children: [Story.child()], finale: .recommend))
        let finale = try await story.settle(child, .dead).owed
        #expect(finale.map(\.key) == ["job.recommend.norm"])

        let ended = try await story.settle(try finale.claims(), verdict)

        #expect(ended.owed.map(\.key) == ["run.completed"])
        #expect(try await story.state(of: begun.run) == state)
      }
    }
  }

  @Test func `a finale that leads to more is followed by the next finale`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let child = try await story.grow(begun, FollowUp(children: [Story.child()], finale: .recommend))
      let finale = try await story.settle(child).owed.claims()
      let more = try await story.settle(
        finale,
        growing: [
          Growth(
            task: finale[0].id, run: begun.run, followUp: FollowUp(children: [Story.child()], finale: .train))
        ]
      ).owed.claims()

      let last = try await story.settle(more).owed

      #expect(last.map(\.key) == ["job.train.norm"])
      try await story.settle(try last.claims())
      #expect(try await story.state(of: begun.run) == "complete 1")
    }
  }

  @Test func `a broken run ends when the rest has, without its finale`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let children = try await story.grow(
        begun, FollowUp(children: [Story.child(), Story.child()], finale: .recommend))
      try await database.pool.execute("update task set is_vital = true where id = \(children[0].id)")
      try await story.settle([children[0]], .dead)
      #expect(try await story.state(of: begun.run) == "open 0")

      let ended = try await story.settle([children[1]])

      #expect(ended.owed.map(\.key) == ["run.completed"])
      #expect(try await story.state(of: begun.run) == "failed 1")
    }
  }

  @Test func `an id that stands twice in a batch, with good and stale fences, settles once`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let started = try await story.store.start([begun.root, begun.root], owner: "me", lease: .seconds(15))
      #expect(started.map(\.starts) == [1])
      let claim = started[0].claim

      let settled = try await story.settle([claim, begun.root, claim, Claim(id: .make(), fence: 0)])

      #expect(settled.runs.map(\.state) == [.complete])
      #expect(try await story.settle([claim]).runs.isEmpty)
    }
  }

  @Test func `the same start finds its own rows again, another does not`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let first = try await story.store.start([begun.root], owner: "me 1", lease: .seconds(15))

      let again = try await story.store.start([begun.root], owner: "me 1", lease: .seconds(15))
      let other = try await story.store.start([begun.root], owner: "me 2", lease: .seconds(15))

      #expect(again.map(\.claim) == first.map(\.claim))
      #expect(again.map(\.starts) == [1])
      #expect(other.isEmpty)
    }
  }

  @Test func `work that many runs share dies once, whoever waits for it`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      var claims: [Claim] = []
      for subject in ["a", "b", "c"] {
        claims += try await story.grow(try await story.begin(subject), FollowUp(shared: [Story.shared("t")]))
      }

      let settled = try await story.settle(claims, .dead, reason: "poison")
      // Who comes now finds it dead.
      let late = try await story.grow(try await story.begin("d"), FollowUp(shared: [Story.shared("t")]))

      #expect(settled.runs.map(\.state) == [.partial, .partial, .partial] && late.isEmpty)
      let dead = try await database.pool.rows("select task_id from dead_message", as: TaskID.self)
      #expect(dead == claims.map(\.id) && dead.count == 1)
      #expect(try await story.store.openDeadCount() == 1)
    }
  }
}
