import Jobs
import Messaging
import Models
import Storage
import TestKit
import Testing

@testable import Scheduler

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct TrainRoomTests {
  private func room(_ database: TestDatabase, age: Duration = .seconds(3_600)) -> TrainRoom {
    TrainRoom(
      WorkerParts(database: database.pool, broker: MemoryBroker.hookline(), logger: database.logger), age: age
    )
  }

  private func post(_ id: Int64, in database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
      values (\(id), 1, 'film', '', false, false, '')
      """)
  }

  private func learn(upTo video: Int64, hoursAgo: Int, in database: TestDatabase) async throws {
    try await database.pool.execute("update task set state = 'succeeded', finished_at = now()")
    try await database.pool.transaction { session in
      try ModelStore.store(
        ModelRecord(
          kind: "company", state: .current, form: "ease", digest: String(repeating: "a", count: 64),
          byteCount: 1, seed: 1, snapshot: try JSON(encoding: ["video": video]),
          parameters: try JSON(encoding: [String: Int]()), metrics: try JSON(encoding: [String: Int]())),
        session)
    }
    try await database.pool.execute(
      "update model set made_at = now() - make_interval(hours => \(Int32(hoursAgo)))")
  }

  private func tasks(_ database: TestDatabase) async throws -> [String] {
    try await database.pool.rows(
      "select dedupe_key from task where kind = 'train' order by 1", as: String.self)
  }

  @Test func `it is learnt first, and anew when it is old and there is news`() async throws {
    try await withDatabase(migrated: true) { database in
      let room = room(database)
      let empty = await room.make()
      try await database.add(author: 1, "anna")
      try await post(7, in: database)

      let first = await room.make()
      let again = await room.make()
      try await learn(upTo: 7, hoursAgo: 0, in: database)
      try await post(8, in: database)
      let young = await room.make()
      try await learn(upTo: 8, hoursAgo: 2, in: database)
      let noNews = await room.make()
      try await post(9, in: database)
      let old = await room.make()

      #expect([empty, first, again, young, noNews, old] == [false, true, false, false, false, true])
      #expect(try await tasks(database).count == 2)
    }
  }

  @Test func `two schedulers have it learnt once`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(author: 1, "anna")
      try await post(7, in: database)

      async let one = room(database).make()
      async let other = room(database).make()
      let begun = await [one, other]

      #expect(begun.count { $0 } == 1)
      #expect(try await tasks(database) == ["company after 0"])
    }
  }

  @Test func `where there was too little, it is tried again after an hour`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(author: 1, "anna")
      try await post(7, in: database)
      let room = room(database)
      _ = await room.make()
      try await database.pool.execute("update task set state = 'dead', finished_at = now()")
      let soon = await room.make()
      try await database.pool.execute("update task set finished_at = now() - interval '2 hours'")
      let later = await room.make()

      #expect(!soon && later)
    }
  }
}
