import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct EnqueueingTests {
  @Test func `a subject that stands twice in a list is merged into its first`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)

      let (answers, owed) = try await story.store.enqueue(
        ["b", "a", "b", "a", "b"].map { Story.request($0) })

      #expect(answers.map(\.subject) == ["b", "a", "b", "a", "b"])
      #expect(answers.map(\.isMerged) == [false, false, true, true, true])
      #expect(Set(answers.map(\.run)).count == 2)
      #expect(owed.count == 2)
      #expect(try await story.store.drift().isEmpty)
    }
  }

  @Test func `an empty list is nothing`() async throws {
    try await withDatabase(migrated: true) { database in
      let (answers, owed) = try await JobStore(database.pool).enqueue([])

      #expect(answers.isEmpty)
      #expect(owed.isEmpty)
    }
  }

  @Test func `lists that overlap, at once and in any order, make each run once`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let subjects = (0..<30).map { "s\($0)" }

      let fresh = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<12 {
          let list = subjects.shuffled().prefix(20).map { Story.request($0) }
          group.addTask { try await story.store.enqueue(list).answers.count { !$0.isMerged } }
        }
        return try await group.reduce(0, +)
      }

      let (runs, tasks) = try await database.pool.rows(
        "select (select count(*) from run), (select count(*) from task)", as: Int.self, Int.self)[0]
      #expect(fresh == runs)
      #expect(tasks == runs)
    }
  }

  @Test func `the next run of a subject is its next generation`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      for _ in 0..<3 { try await story.settle([try await story.begin("a").root]) }

      let generations = try await database.pool.rows("select generation from run order by id", as: Int.self)

      #expect(generations == [1, 2, 3])
    }
  }
}
