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
}
