import Models
import TestKit
import Testing

@testable import Storage

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct MigratorTests {
  private static let one = Migration(
    number: 1, name: "one", sql: "create table one (id int8); insert into one values (1)")
  private static let two = Migration(number: 2, name: "two", sql: "create table two (id int8)")

  @Test func `what is pending is applied once and in order`() async throws {
    try await withDatabase { database in
      let migrator = Migrator(database.settings, logger: database.logger, migrations: [Self.one])
      let longer = Migrator(database.settings, logger: database.logger, migrations: [Self.one, Self.two])

      let first = try await migrator.migrate().map(\.number)
      let second = try await longer.migrate().map(\.number)
      let third = try await longer.migrate().map(\.number)

      #expect([first, second, third] == [[1], [2], []])
      #expect(try await longer.plan().isCurrent)
      #expect(try await database.pool.value("select count(*) from one", as: Int.self) == 1)
    }
  }

  @Test func `an applied migration that was edited is refused by name and nothing happens`() async throws {
    try await withDatabase { database in
      _ = try await Migrator(database.settings, logger: database.logger, migrations: [Self.one]).migrate()
      let edited = Migration(number: 1, name: "one", sql: "create table one (id int4)")
      let migrator = Migrator(database.settings, logger: database.logger, migrations: [edited, Self.two])

      let error = try await #require(throws: StorageError.self) { try await migrator.migrate() }

      #expect(error.code == .migration)
      #expect(
        error.message
          == "m0001_one was edited after it was applied; restore it and put the change into a new migration")
      #expect(try await database.pool.value("select to_regclass('two') is null", as: Bool.self))
    }
  }

  @Test func `other line endings are not an edit`() {
    let dos = Migration(
      number: 1, name: "one", sql: "create table one (id int8);\r\ninsert into one values (1)\r\n")
    let unix = Migration(
      number: 1, name: "one", sql: "create table one (id int8);\ninsert into one values (1)\n")

    #expect(dos.checksum == unix.checksum)
  }

  @Test func `a database that is ahead of the program is refused`() async throws {
    try await withDatabase { database in
      _ = try await Migrator(database.settings, logger: database.logger, migrations: [Self.one, Self.two])
        .migrate()
      let older = Migrator(database.settings, logger: database.logger, migrations: [Self.one])

      let error = try await #require(throws: StorageError.self) { try await older.migrate() }

      #expect(error.message.contains("migration 2 (two), which this program does not know"))
    }
  }

  @Test func `a number below one that was applied is refused`() async throws {
    try await withDatabase { database in
      _ = try await Migrator(database.settings, logger: database.logger, migrations: [Self.two]).migrate()
      let migrator = Migrator(database.settings, logger: database.logger, migrations: [Self.one, Self.two])

      let error = try await #require(throws: StorageError.self) { try await migrator.migrate() }

      #expect(error.message == "m0001_one was never applied, but later ones were; number it after m0002")
    }
  }

  @Test func `a migration that fails leaves nothing of itself and names itself`() async throws {
    try await withDatabase { database in
      let broken = Migration(number: 2, name: "broken", sql: "create table half (id int8); select 1 / 0")
      let migrator = Migrator(database.settings, logger: database.logger, migrations: [Self.one, broken])

      let error = try await #require(throws: StorageError.self) { try await migrator.migrate() }

      #expect(error.message == "m0002_broken: division by zero")
      #expect(try await database.pool.value("select to_regclass('half') is null", as: Bool.self))
      #expect(try await migrator.plan().applied.map(\.number) == [1])
    }
  }

  @Test func `migrators that start together wait for each other`() async throws {
    try await withDatabase { database in
      let slow = Migration(number: 1, name: "slow", sql: "create table slow (id int8); select pg_sleep(0.2)")
      let applied = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
          let migrator = Migrator(database.settings, logger: database.logger, migrations: [slow])
          group.addTask { try await migrator.migrate().count }
        }
        return try await group.reduce(0, +)
      }

      #expect(applied == 1)
      #expect(database.hasLogged("waiting for another migration"))
    }
  }

  @Test func `a migrator does not wait for ever`() async throws {
    try await withDatabase { database in
      let gate = Gate()
      let holder = Connection(database.settings, logger: database.logger)
      let slow = Migration(number: 1, name: "one", sql: "select 1")
      let holding = Task {
        try await holder.transaction { session in
          try session.execute("select pg_advisory_xact_lock(\(Migrator.lock))")
          gate.waitUntilOpen()
        }
      }
      await gate.someoneWaits()

      let error = try await #require(throws: StorageError.self) {
        try await Migrator(database.settings, logger: database.logger, migrations: [slow])
          .migrate(patience: .milliseconds(150))
      }
      gate.open()
      try await holding.value
      await holder.close()

      #expect(error.code == .timeout)
    }
  }

  @Test func `a track that had a number under many names keeps it under its own and claims the others`()
    async throws
  {
    try await withDatabase { database in
      let old = Migration.all.filter { $0.number <= 4 }
      _ = try await Migrator(database.settings, logger: database.logger, migrations: old).migrate()
      try await database.pool.execute(
        """
        insert into hookline.track_source(platform, key, track_id, seen_at)
        values ('apple-music', 'A', 1, now() - interval '1 day'), ('spotify', 'S', 1, now()), ('tiktok', '7', 1, now()),
          ('tiktok', '8', 1, now()), ('spotify', 'T', 2, now() - interval '1 day'), ('apple-music', 'B', 2, now())
        """)
      try await database.pool.execute("select setval('hookline.track_number', 100)")
      try await database.pool.execute(
        """
        insert into hookline.track(id, title, artist, duration, is_original_sound)
        values (1, 'One', 'Ann', 0, true), (2, 'Two', null, 30, false), (3, 'Señorita (Don’t)', 'Ünal', 30, false)
        """)

      _ = try await Migrator(database.settings, logger: database.logger).migrate()

      let sources = try await database.pool.rows(
        "select platform || ':' || key || ' ' || track_id from hookline.track_source order by 1",
        as: String.self)
      let catalogue = Catalogue(database.pool)
      let song = Track(key: SourceKey(.spotify, "S"), title: "One", artist: "Ann")
      let numbers = try await catalogue.resolve(author: nil, videos: [], tracks: [song]).numbers
      let backlog = try await IdentityStore(database.pool).backlog(limit: 10)
      let words = try await database.pool.rows(
        "select words from hookline.track order by id", as: String.self)
      #expect(words == [" one | ann ", " two ", " senorita dont | unal "])
      #expect(sources == ["spotify:T 2", "tiktok:7 1", "tiktok:8 1"])
      #expect(numbers.tracks[0].rawValue > 100)
      #expect(
        backlog == [
          TrackPortrait(
            Track.ID(1), key: SourceKey(.tiktok, "7"), title: "One", artist: "Ann", isOriginalSound: true,
            claims: [SourceKey(.appleMusic, "A"), SourceKey(.spotify, "S")]),
          TrackPortrait(
            Track.ID(2), key: SourceKey(.spotify, "T"), title: "Two", duration: 30,
            claims: [SourceKey(.appleMusic, "B")]),
        ])
    }
  }

  @Test func `the program's own migrations have distinct rising numbers`() {
    let numbers = Migration.all.map(\.number)

    #expect(numbers == Array(Set(numbers)).sorted())
    #expect(!numbers.isEmpty)
  }
}
