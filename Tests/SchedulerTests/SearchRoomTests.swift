import Lifecycle
import Search
import Storage
import Telemetry
import TestKit
import Testing

@testable import Scheduler

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct SearchRoomTests {
  private func room(_ database: TestDatabase, _ shutdown: Shutdown = Shutdown()) -> SearchRoom {
    SearchRoom(database: database.pool, shutdown: shutdown, logger: database.logger)
  }

  private func add(_ id: Int64, to database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
      values (\(id), 1, 'film', 'tango', false, false, '')
      """)
  }

  @Test func `what was written becomes searchable, and a room with nothing to do rests`() async throws {
    try await withDatabase(migrated: true) { database in
      let shutdown = Shutdown()
      let service = Task { await room(database, shutdown).run() }
      try await add(1, to: database)

      let isFound = try await eventually {
        try await VideoSearch(database.pool).videos(Question("tango")).videos.count == 1
      }
      shutdown.drain()
      await service.value
      try await TextFilling(database.pool).fillAll()

      #expect(isFound)
      #expect(await room(database).make() == .seconds(2))
    }
  }

  @Test func `a failure is told, and tried again after a while`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1, to: database)
      try await database.pool.execute("alter table video_text rename to away")

      let rest = await room(database).make()
      try await database.pool.execute("alter table away rename to video_text")
      let next = await room(database).make()

      #expect(rest == .seconds(15) && next == .zero)
      #expect(database.log.entries.contains { $0.level == .warning })
      #expect(try await VideoSearch(database.pool).videos(Question("tango")).videos.count == 1)
    }
  }

  @Test func `words that nobody uses any more go when there is nothing else to do, and then it rests from that`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(1, to: database)
      try await TextFilling(database.pool).fillAll()
      try await database.pool.execute("insert into search_word select 'gone' || n from generate_series(1, 7) n")
      func words() async throws -> Int {
        try await database.pool.value("select count(*) from search_word", as: Int.self)
      }
      var room = room(database)
      room.wordLimit = 3

      var counts: [Int] = []
      for _ in 0..<4 {
        _ = await room.make()
        counts.append(try await words())
      }
      try await database.pool.execute("insert into search_word values ('later')")
      _ = await room.make()

      #expect(counts == [5, 2, 1, 1], "eight words, three at a time")
      #expect(try await words() == 2, "a walk is over, and the next one is far off")
    }
  }
}
