import Lifecycle
import Models
import TestKit
import Testing

@testable import Search
@testable import Storage

/// What the migration that brought search leaves behind, and what it does to a database in use.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct SearchMigrationTests {
  private static let before = Migration.all.filter { $0.number < 14 }

  private static func migrate(_ database: TestDatabase, _ migrations: [Migration]) async throws {
    _ = try await Migrator(database.settings, logger: database.logger, migrations: migrations).migrate()
  }

  private static func search() throws -> Migration {
    try #require(Migration.all.first { $0.number == 14 && $0.name == "search" })
  }

  /// Videos of two creators, some with tags and features.
  private static func fill(_ database: TestDatabase, _ count: Int) async throws {
    let pool = database.pool
    try await database.add(author: 1, "anna.b", name: "Anna Bell")
    try await database.add(author: 2, "bob")
    try await pool.execute(
      """
      insert into video (id, author_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash, stickers)
      select id, 1 + id % 2, 'film', 'tango number ' || id, timestamptz '2026-01-01' + make_interval(mins => id::int),
        false, false, '', case id % 3 when 0 then array['nice shoes'] else '{}' end
      from generate_series(1::bigint, \(Int64(count))) id
      """)
    try await pool.execute("insert into hashtag (name) values ('waltz')")
    try await pool.execute(
      "insert into video_hashtag (video_id, hashtag_id, place, written) select 5, id, 0, 'Waltz' from hashtag"
    )
    try await pool.execute(
      """
      insert into content_features (video_id, version, content_hash, features)
      values (7, 1, '', '{"language": "es", "genre": {"value": {"latin": 0.7, "pop": 0.3}}}')
      """)
  }

  @Test func `what was written before search came is found after it, all of it and once`() async throws {
    try await withDatabase { database in
      try await Self.migrate(database, Self.before)
      try await Self.fill(database, 1_200)

      try await Self.migrate(database, Migration.all)
      let pending = try await database.pool.value("select count(*) from search_pending", as: Int.self)
      let count = try await TextFilling(database.pool).fillAll()

      // The migration itself writes one row, whatever is there; the portions come one by one.
      #expect(pending == 1 && count == 1_200)
      #expect(try await database.pool.value("select count(*) from video_text", as: Int.self) == 1_200)
      #expect(try await database.pool.value("select count(*) from search_pending", as: Int.self) == 0)
      let stage = SearchStage(database: database)
      #expect(try await stage.found("#waltz") == [5])
      #expect(try await stage.found("\"tango number 1200\" @anna.b") == [1_200])
      let shoes = try await stage.search.videos(Question("shoes"), limit: 1_000)
      #expect(shoes.videos.count == 400 && shoes.pending == 0)
      var latin = Restriction()
      (latin.genre, latin.language) = ("latin", "es")
      #expect(try await stage.found("tango", latin) == [7])
    }
  }

  @Test func `what is written while the backlog is worked off is not lost behind it`() async throws {
    try await withDatabase { database in
      try await Self.migrate(database, Self.before)
      try await Self.fill(database, 30)
      try await Self.migrate(database, Migration.all)
      let filling = TextFilling(database.pool)

      _ = try await filling.fill(limit: 10)
      try await database.pool.execute("update video set caption = 'foxtrot' where id in (3, 25)")
      try await database.pool.execute("delete from video where id in (4, 26)")
      try await filling.fillAll()

      let stage = SearchStage(database: database)
      #expect(try await stage.found("foxtrot") == [25, 3])
      #expect(try await database.pool.value("select count(*) from video_text", as: Int.self) == 28)
    }
  }

  @Test func `the migration waits for who writes, no longer than it says, and leaves nothing of itself then`()
    async throws
  {
    try await withDatabase { database in
      try await Self.migrate(database, Self.before)
      try await Self.fill(database, 10)
      let search = try Self.search()
      let lines = search.sql.components(of: "set local lock_timeout = '10s';")
      // The same with less patience: what it says is what it keeps to.
      let hasty = Migration(
        number: 14, name: "search", sql: lines.joined(separator: "set local lock_timeout = '200ms';"))
      let gate = Gate()
      let writing = Task {
        try await database.pool.transaction { session in
          try session.execute("update video set plays = 1 where id = 1")
          gate.waitUntilOpen()
        }
      }
      await gate.someoneWaits()

      let error = await #expect(throws: StorageError.self) {
        try await Self.migrate(database, Self.before + [hasty])
      }
      let isGone = try await database.pool.value(
        "select to_regclass('search_pending') is null", as: Bool.self)
      // Nobody was kept from reading or writing for longer.
      try await database.pool.execute("update video set plays = 2 where id = 2")
      let patient = Task { try await Self.migrate(database, Migration.all) }
      let waits = try await eventually {
        try await database.pool.value(
          """
          select count(*) from pg_locks where not granted and mode = 'ShareRowExclusiveLock'
            and database = (select oid from pg_database where datname = current_database())
          """, as: Int.self) > 0
      }
      gate.open()
      try await writing.value
      try await patient.value

      #expect(lines.count == 2 && error?.sqlState == "55P03" && isGone && waits)
      #expect(try await database.pool.value("select plays from video where id = 1", as: Int64.self) == 1)
      #expect(try await TextFilling(database.pool).fillAll() == 10)
    }
  }

  @Test func `while it runs everything can be read, and how long it takes is no matter of how much there is`()
    async throws
  {
    try await withDatabase { database in
      try await Self.migrate(database, Self.before)
      try await Self.fill(database, 50_000)
      let sql = try Self.search().sql
      let (pool, gate) = (database.pool, Gate())
      let migrating = Task {
        try await pool.transaction { session in
          let start = ContinuousClock.now
          try session.script(sql)
          let took = ContinuousClock.now - start
          gate.waitUntilOpen()
          return took
        }
      }
      await gate.someoneWaits()

      let count = try await pool.value("select count(*) from video", as: Int.self)
      let modes = try await pool.rows(
        """
        select distinct mode from pg_locks l join pg_class c on c.oid = l.relation
        where c.relname in ('video', 'author', 'video_hashtag', 'content_features') and granted
          and l.pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())
        """, as: String.self)
      gate.open()
      let took = try await migrating.value

      #expect(count == 50_000 && !modes.contains("AccessExclusiveLock"), "\(modes)")
      // Reading 50,000 rows alone would take a good part of that.
      #expect(took < .seconds(3), "\(took)")
    }
  }
}

extension String {
  /// What stands between occurrences of a text.
  fileprivate func components(of text: String) -> [String] {
    split(separator: text, omittingEmptySubsequences: false).map(String.init)
  }
}
