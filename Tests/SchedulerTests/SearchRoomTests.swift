import Lifecycle
import Search
import Storage
import Telemetry
import TestKit
import Testing

@testable import Scheduler

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
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

  /// How many videos each portion has changed, so far as any were.
  private func portions(_ database: TestDatabase) -> [Int] {
    database.log.entries.filter { $0.message == "search brought up to date" }.compactMap { entry in
      guard case .int(let count)? = entry.fields["videos"] else { return nil }
      return Int(count)
    }
  }

  @Test func `one that cannot be made searchable is found by smaller portions, and holds up nobody`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      for id in 1...40 as ClosedRange<Int64> { try await add(id, to: database) }
      try await database.pool.execute(
        """
        create function refuse() returns trigger language plpgsql as $$
        begin
          if new.video_id = 23 and new.terms <> '' then raise exception 'no room'; end if;
          return new;
        end $$
        """)
      try await database.pool.execute(
        "create trigger refuse before insert or update on video_text for each row execute function refuse()")
      let room = room(database)

      // Nine failures lead from 500 to 1; then each success doubles what is taken, and each further failure halves it.
      var rests: [Duration] = []
      var isDone = false
      while !isDone, rests.count < 60 {
        rests.append(await room.make())
        isDone = try await database.pool.value("select count(*) = 0 from search_pending", as: Bool.self)
      }
      let texts = try await database.pool.rows(
        "select video_id, terms = '' from video_text order by 1", as: Int64.self, Bool.self)
      try await database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
        select id, 1, 'film', 'waltz', false, false, '' from generate_series(1001, 3000) id
        """)
      while await room.make() == .zero {}

      #expect(isDone && Set(rests).isSubset(of: [.zero, .seconds(15), .seconds(2)]), "\(rests)")
      #expect(texts.map(\.0) == Array(1...40) && texts.filter(\.1).map(\.0) == [23])
      #expect(database.log.entries.contains { $0.message.hasPrefix("passed over") })
      // It has grown to what it was.
      #expect(portions(database).max() == 500, "\(portions(database))")
      #expect(try await VideoSearch(database.pool).videos(Question("waltz"), limit: 5).videos.count == 5)
    }
  }

  @Test func `while the database cannot do its part nothing is passed over`() async throws {
    try await withDatabase(migrated: true) { database in
      for id in 1...3 as ClosedRange<Int64> { try await add(id, to: database) }
      try await database.pool.execute("alter table search_word rename to away")
      let room = room(database)

      var rests: [Duration] = []
      for _ in 0..<15 { rests.append(await room.make()) }
      try await database.pool.execute("alter table away rename to search_word")
      for _ in 0..<15 { _ = await room.make() }

      #expect(rests == [Duration](repeating: .seconds(15), count: 15))
      #expect(try await VideoSearch(database.pool).videos(Question("tango")).videos.count == 3)
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

  @Test
  func `words that nobody uses any more go when there is nothing else to do, and then it rests from that`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(1, to: database)
      try await TextFilling(database.pool).fillAll()
      try await database.pool.execute(
        "insert into search_word select 'gone' || n from generate_series(1, 7) n")
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

  @Test func `a walk through words goes on where it failed, with fewer of them`() async throws {
    try await withDatabase(migrated: true) { database in
      try await TextFilling(database.pool).fillAll()
      try await database.pool.execute(
        "insert into search_word select 'gone' || n from generate_series(1, 8) n")
      try await database.pool.execute(
        """
        create function too_many() returns trigger language plpgsql as $$
        begin
          if (select count(*) from gone) > (select case when min(word) <= 'gone4' then 4 else 1 end from gone)
          then raise exception 'too many'; end if;
          return null;
        end $$
        """)
      try await database.pool.execute(
        """
        create trigger too_many after delete on search_word referencing old table as gone
        for each statement execute function too_many()
        """)
      var room = room(database)
      (room.wordLimit, room.patience) = (4, .zero)

      var counts: [Int] = []
      for _ in 0..<7 {
        _ = await room.make()
        counts.append(
          try await database.pool.value("select count(*) from search_word", as: Int.self))
      }

      // Four go at once, then not four, nor two: one by one, with a try of two after each.
      #expect(counts == [4, 4, 4, 3, 3, 2, 2])
    }
  }
}
