import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct GrowingTests {
  @Test func `the same shared work may stand twice in a batch`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let children = try await story.grow(
        begun, FollowUp(children: [Story.child(), Story.child()], finale: .recommend))
      let twice = FollowUp(shared: [Story.shared("t"), Story.shared("t")])

      let grown = try await story.settle(
        children, growing: children.map { Growth(task: $0.id, run: begun.run, followUp: twice) })

      #expect(grown.runs.map(\.remaining) == [1])
      #expect(try await story.store.drift().isEmpty)
    }
  }

  @Test func `a run that was stopped does not grow`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let started = try await story.store.start([begun.root], owner: "me", lease: .seconds(15))
      _ = try await story.store.stop(begun.run, as: .cancelled)

      let owed = try await story.grow(
        (begun.run, started[0].claim),
        FollowUp(children: [Story.child()], shared: [Story.shared("t")], finale: .recommend))

      #expect(owed.isEmpty)
      #expect(try await story.state(of: begun.run) == "cancelled 1")
    }
  }

  @Test func `shared work is counted by every run that waits, once`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let first = try await story.begin("a")
      let second = try await story.begin("b")
      let shared = try await story.grow(first, FollowUp(shared: [Story.shared("t")]))
      let none = try await story.grow(second, FollowUp(shared: [Story.shared("t")]))
      #expect(none.isEmpty)

      let settled = try await story.settle(shared)

      #expect(Set(settled.runs.map(\.run)) == [first.run, second.run])
      #expect(settled.runs.map(\.state) == [.complete, .complete])
      #expect(try await story.settle(shared).runs.isEmpty)
    }
  }

  @Test func `shared work that died long ago is tried again, for the run that it failed too`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let begun = try await story.begin("a")
      let claims = try await story.grow(
        begun, FollowUp(children: [Story.child()], shared: [Story.shared("t")]))
      let shared = try #require(try await kind("music-analysis", among: claims, story))
      let child = try #require(try await kind("content-analysis", among: claims, story))
      try await story.settle([shared], .dead)
      try await database.pool.execute(
        "update task set finished_at = now() - interval '2 hours' where state = 'dead'")

      let again = try await story.settle(
        [child],
        growing: [Growth(task: child.id, run: begun.run, followUp: FollowUp(shared: [Story.shared("t")]))])

      #expect(try again.owed.claims() == [Claim(id: shared.id, fence: 1)])
      #expect(again.runs.map(\.remaining) == [1])
      let last = try await story.settle([Claim(id: shared.id, fence: 1)])
      #expect(last.runs.map(\.state) == [.partial])
    }
  }

  @Test func `what is found done or freshly dead is not waited for`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let first = try await story.begin("a")
      let claims = try await story.grow(first, FollowUp(shared: [Story.shared("t"), Story.shared("u")]))
      try await story.settle([claims[0]], .dead)
      try await story.settle([claims[1]])

      let second = try await story.begin("b")
      let owed = try await story.grow(second, FollowUp(shared: [Story.shared("t"), Story.shared("u")]))

      #expect(owed.isEmpty)
      #expect(try await story.state(of: second.run) == "complete 1")
    }
  }

  @Test func `shared work comes by the lane of its run, and by a better one when a run of that needs it`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let bulk = try await story.begin("a", lane: .bulk), norm = try await story.begin("b")
      let high = try await story.begin("c", lane: .high), late = try await story.begin("d", lane: .bulk)
      func keys(_ begun: (run: RunID, root: Claim)) async throws -> [String] {
        let growth = Growth(
          task: begun.root.id, run: begun.run,
          followUp: FollowUp(shared: [Story.shared("t"), Story.shared("u")]))
        return try await story.settle([begun.root], growing: [growth]).owed.map(\.key)
      }

      let first = try await keys(bulk)
      let old = try await database.pool.value("select id from task where dedupe_key = 't'", as: TaskID.self)
      _ = try await story.store.start(
        [Claim(id: old, fence: 0)], owner: "somebody", lease: .seconds(600))
      let lanes = [try await keys(norm), try await keys(high), try await keys(late)]
      let promoted = try await database.pool.value(
        "select id from task where dedupe_key = 'u'", as: TaskID.self)
      let stale = try await story.store.start(
        [Claim(id: promoted, fence: 0)], owner: "me", lease: .seconds(15))
      let settled = try await story.settle([Claim(id: old, fence: 1), Claim(id: promoted, fence: 2)])

      // What runs is left to who runs it.
      #expect(first == ["job.music-analysis.bulk", "job.music-analysis.bulk"])
      #expect(lanes == [["job.music-analysis.norm"], ["job.music-analysis.high"], []])
      #expect(stale.isEmpty)
      #expect(settled.runs.map(\.state) == [.complete, .complete, .complete, .complete])
      #expect(try await story.store.drift().isEmpty)
    }
  }

  @Test func `two runs that promote and share the same work at once wait for each other and no longer`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let names = (0..<12).map { "t\($0)" }
      let bulk = try await story.begin("a", lane: .bulk)
      _ = try await story.grow(bulk, FollowUp(shared: names.map(Story.shared)))
      var begun: [(run: RunID, root: Claim)] = []
      for number in 0..<8 {
        begun.append(try await story.begin("b\(number)", lane: number % 2 == 0 ? .high : .norm))
      }

      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, one) in begun.enumerated() {
          let wanted = names.enumerated().filter { ($0.offset + number) % 3 != 0 }.map {
            Story.shared($0.element)
          }
          group.addTask { _ = try await story.grow(one, FollowUp(shared: wanted)) }
        }
        try await group.waitForAll()
      }

      #expect(try await story.store.drift().isEmpty)
      let lanes = try await database.pool.rows(
        "select distinct lane from task where dedupe_key is not null", as: Int16.self)
      #expect(lanes == [0])
    }
  }

  private func kind(_ kind: String, among claims: [Claim], _ story: Story) async throws -> Claim? {
    let id = try await story.database.first(
      "select id from task where kind = \(kind) and id = any(\(claims.ids))", as: TaskID.self)
    return claims.first { $0.id == id }
  }
}
