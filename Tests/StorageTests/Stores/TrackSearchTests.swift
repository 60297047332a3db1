import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Storage

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct TrackSearchTests {
  private func add(_ tracks: [(words: String, uses: Int64?)], to database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      insert into track (id, title, is_original_sound, words, uses)
      select n, 't', false, words, uses
      from \(unnest: tracks.map(\.words), tracks.map(\.uses)) with ordinality as i(words, uses, n)
      """)
  }

  private func found(_ words: String, in database: TestDatabase, limit: Int = 20) async throws -> [Int64] {
    let words = words.split(separator: " ").map(String.init)
    return try await database.pool.perform { session in
      try TrackSearch(words).tracks(limit: limit, session).tracks.map(\.rawValue)
    }
  }

  @Test func `what is called just so comes first, then whole words, beginnings and parts, by use`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(
        [
          (" superhalo | b ", 900), (" halos | b ", 500), (" my halo | b ", 30), (" light | halo ", 40),
          (" halo | b ", nil), (" halo ", 2), (" hello | b ", 999), (" halo again | b ", 30),
        ], to: database)

      #expect(try await found("halo", in: database) == [6, 5, 4, 3, 8, 2, 1])
      #expect(try await found("halo", in: database, limit: 2) == [6, 5])
      #expect(try await found("halo b", in: database) == [3, 8, 5, 2, 1])
      #expect(try await found("b h", in: database) == [7, 2, 3, 8, 5])
      #expect(try await found("hal", in: database) == [2, 4, 3, 8, 6, 5, 1])
      #expect(try await found("nothing", in: database).isEmpty)
      #expect(try await found("", in: database).isEmpty)
    }
  }

  @Test func `what is called just so is found however many have the words, and the cut is told`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let others = (1...300).map { (" my halo \($0) | x ", Int64?(1_000)) }
      try await add(others + [(" halo again ", 5), (" halo | b ", 7), (" halo ", 6)], to: database)

      let (cut, few) = try await database.pool.perform { session in
        (
          try TrackSearch(["halo"], candidateLimit: 100).tracks(limit: 4, session),
          try TrackSearch(["halo", "again"], candidateLimit: 100).tracks(limit: 4, session)
        )
      }

      #expect(cut.isCut && cut.tracks.prefix(2).map(\.rawValue) == [302, 303])
      #expect(!few.isCut && few.tracks.map(\.rawValue) == [301])
    }
  }

  @Test func `signs of patterns are signs`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add([(" a_b%c\\ ", nil), (" axbyyc ", nil)], to: database)

      #expect(try await found("a_b%c\\", in: database) == [1])
    }
  }

  @Test func `among a hundred thousand tracks they are found by the index`() async throws {
    try await withDatabase(migrated: true) { database in
      for start in stride(from: 0, to: 100_000, by: 10_000) {
        try await database.pool.execute(
          """
          insert into track (id, title, is_original_sound, uses, words)
          select i, 't', false, i % 1000,
            ' song ' || i || case when i % 500 = 0 then ' paper lanterns' else '' end || ' | l' || i % 300 || ' '
          from generate_series(\(Int64(start + 1))::int8, \(Int64(start + 10_000))::int8) i
          """)
      }
      try await database.pool.execute("analyze track")

      for (words, count) in [
        ("paper lanterns", 20), ("xyz", 0), ("nter", 20), ("99999", 1), ("l2 lanter", 20),
      ] {
        let search = TrackSearch(words.split(separator: " ").map(String.init))
        // As a worker's connection has it: for parts of words that many tracks have, a scan may well be cheaper.
        let plan = try await database.pool.transaction { session in
          try session.execute("set local enable_seqscan = off")
          return try session.rows("explain \(search.query(limit: 20))", as: String.self)
        }.joined(separator: "\n")

        #expect(plan.contains("track_words") && !plan.contains("Seq Scan"), "\(words): \(plan)")
        #expect(try await found(words, in: database).count == count, "\(words)")
      }
    }
  }
}
