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

  private func kind(_ kind: String, among claims: [Claim], _ story: Story) async throws -> Claim? {
    let id = try await story.database.first(
      "select id from task where kind = \(kind) and id = any(\(claims.ids))", as: TaskID.self)
    return claims.first { $0.id == id }
  }
}
