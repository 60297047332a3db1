import FoundationEssentials
import Synchronization
import TestKit
import Testing

@testable import Storage

@Suite struct GenerationsTests {
  private func generations(_ limit: Int = 10_000) -> Generations<Int, [UInt8]> {
    Generations(byteLimit: limit, cost: { $0.count })
  }

  @Test func `gives a value for its own stamp only`() {
    var kept = generations()
    kept.note(7, of: 1, seenAt: 1)
    kept.keep([1, 2], of: 1, at: 7)
    #expect(kept.value(of: 1, at: 7) == [1, 2])
    #expect(kept.value(of: 1, at: 8) == nil)

    // A value that was made for a stamp which is no longer the last is not kept.
    kept.note(8, of: 1, seenAt: 2)
    kept.keep([3], of: 1, at: 7)
    #expect(kept.value(of: 1, at: 7) == nil)
    #expect(kept.value(of: 1, at: 8) == nil)
    // The same stamp at another time leaves the value.
    kept.keep([4], of: 1, at: 8)
    kept.note(8, of: 1, seenAt: 3)
    #expect(kept.value(of: 1, at: 8) == [4])
  }

  @Test func `trusts a stamp at the snapshot that it was read at`() {
    var kept = generations()
    kept.note(7, of: 1, seenAt: 1)
    #expect(kept.stamp(of: 1, seenAt: 1) == 7)
    #expect(kept.stamp(of: 1, seenAt: 2) == nil)
    #expect(kept.stamp(of: 2, seenAt: 1) == nil)
  }

  @Test func `trusts no stamp beyond its time`() {
    var kept = generations()
    kept.note(7, of: 1, seenAt: 1, until: Date() - 1)
    kept.note(8, of: 2, seenAt: 1, until: Date() + 1_000)
    #expect(kept.stamp(of: 1, seenAt: 1) == nil)
    #expect(kept.stamp(of: 2, seenAt: 1) == 8)
  }

  @Test func `forgets what was not asked for lately`() {
    var kept = generations(20_000)
    for key in 0..<1_000 {
      kept.note(1, of: key, seenAt: 1)
      kept.keep([UInt8](repeating: 0, count: 800), of: key, at: 1)
      // This one is asked for all the time.
      _ = kept.value(of: 0, at: 1)
    }
    #expect(kept.count <= 20)
    #expect(kept.value(of: 0, at: 1) != nil)
    #expect(kept.value(of: 999, at: 1) != nil)
    #expect(kept.value(of: 500, at: 1) == nil)
  }

  @Test func `keeps nothing that takes more than its room`() {
    var kept = generations(1_000)
    kept.note(1, of: 1, seenAt: 1)
    kept.keep([UInt8](repeating: 0, count: 600), of: 1, at: 1)
    #expect(kept.value(of: 1, at: 1) == nil)
    var none = generations(0)
    none.note(1, of: 1, seenAt: 1)
    #expect(none.count == 0)
  }
}

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct CheckedCacheTests {
  /// What a test watches of a cache over a table of numbers.
  private final class Watched: Sendable {
    let checks = Tally()
    let makes = Tally()
    let cache: CheckedCache<Int, String>

    init(_ database: TestDatabase, byteLimit: Int = 1 << 20) {
      let (checks, makes) = (checks, makes)
      cache = CheckedCache(
        database.pool, byteLimit: byteLimit,
        stamps: { keys in
          checks.add(keys.count)
          return """
            select k.place, item.xmin::text::int8, null::timestamptz from \(unnest: keys) with ordinality as k(id, place)
            join item on item.id = k.id
            """
        },
        make: { keys in
          makes.add(keys.count)
          let rows = try await database.pool.rows(
            "select id, text from item where id = any(\(keys))", as: Int.self, String.self)
          return Dictionary(uniqueKeysWithValues: rows)
        }, cost: \.utf8.count)
    }

    func read(_ key: Int) async throws -> String? {
      guard let stamp = try await cache.stamp(of: key) else { return nil }
      return try await cache.value(of: key, at: stamp)
    }
  }

  private func withItems(_ body: (TestDatabase) async throws -> Void) async throws {
    try await withDatabase(PoolSettings(connectionLimit: 4)) { database in
      try await database.pool.execute("create table item (id int8 primary key, text text)")
      try await database.pool.execute(
        "insert into item select n, 'first ' || n from generate_series(1, 100) n")
      try await body(database)
    }
  }

  @Test func `makes a value once, and again when its row is another`() async throws {
    try await withItems { database in
      let watched = Watched(database)
      for _ in 0..<5 { #expect(try await watched.read(7) == "first 7") }
      #expect(watched.makes.count == 1)

      try await database.pool.execute("update item set text = 'second' where id = 7")
      for _ in 0..<5 { #expect(try await watched.read(7) == "second") }
      #expect(watched.makes.count == 2)
      try await database.pool.execute("delete from item where id = 7")
      #expect(try await watched.read(7) == nil)
      try await database.pool.execute("insert into item values (7, 'third')")
      #expect(try await watched.read(7) == "third")
      #expect(try await watched.read(1_000) == nil)
    }
  }

  @Test func `asks for no stamps while nothing is committed`() async throws {
    try await withItems { database in
      let watched = Watched(database)
      _ = try await watched.read(1)
      // Other tests commit to the same server; sooner or later there is a moment without.
      let isSpared = try await eventually {
        _ = try await watched.read(1)
        let before = watched.checks.count
        _ = try await watched.read(1)
        return watched.checks.count == before
      }
      #expect(isSpared)
      #expect(watched.makes.count == 1)
    }
  }

  @Test func `never gives what was no longer so when it was asked for`() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    try await withItems { database in
      let watched = Watched(database)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<2 {
          group.addTask {
            var generator = SeededGenerator(seed: seed &+ UInt64(writer))
            for turn in 0..<150 {
              // Each row has one writer, who knows what it has written last.
              let id = Int.random(in: 1...10, using: &generator) * 2 + writer
              let text = "turn \(turn) of \(writer)"
              try await database.pool.execute("update item set text = \(text) where id = \(id)")
              let read = try await watched.read(id)
              #expect(read == text, "seed \(seed)")
            }
          }
        }
        for reader in 2..<4 {
          group.addTask {
            var generator = SeededGenerator(seed: seed &+ UInt64(reader))
            for _ in 0..<300 { _ = try await watched.read(Int.random(in: 1...30, using: &generator)) }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func `keeps nothing where it may keep nothing`() async throws {
    try await withItems { database in
      let watched = Watched(database, byteLimit: 0)
      for _ in 0..<3 {
        let read = try await watched.read(7)
        #expect(read == "first 7")
      }
      #expect(watched.makes.count == 3)
      #expect(watched.checks.count == 3)
    }
  }
}
