import Models
import Synchronization
import TestKit
import Testing

@testable import Storage

/// A creator has two names, and those who meet them first may each know another.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct AuthorNumbersTests {
  private func author(_ id: Int?, _ handle: String) throws -> Author {
    Author(key: id.map { SourceKey(.tiktok, "\($0)") }, handle: try Handle(handle))
  }

  /// What the second is told who asks while the first has not committed.
  private func numbers(
    _ first: Author, while second: Author, _ database: TestDatabase
  ) async throws -> [Author.ID] {
    let gate = Gate()
    let held = Task {
      try await database.pool.transaction { session in
        let numbers = try AuthorNumbers.numbers(of: [first], session)
        gate.waitUntilOpen()
        return numbers
      }
    }
    await gate.someoneWaits()
    let waiting = Task {
      try await Catalogue(database.pool).resolve(authors: [second], videos: [], tracks: []).numbers.authors
    }
    let isBlocked = try await eventually {
      try await database.pool.value(
        """
        select exists (select from pg_locks l join pg_database d on d.oid = l.database
          where d.datname = current_database() and l.locktype = 'advisory' and not l.granted)
        """, as: Bool.self)
    }
    gate.open()
    let both = [try await held.value, try await waiting.value].flatMap { $0 }
    #expect(isBlocked)
    return both
  }

  @Test func `who knows the name and who knows the id meet one creator, whoever comes first`() async throws {
    try await withDatabase(migrated: true) { database in
      let byName = try await numbers(author(nil, "ann"), while: author(1, "ann"), database)
      let byID = try await numbers(author(2, "bea"), while: author(nil, "bea"), database)

      #expect(Set(byName).count == 1 && Set(byID).count == 1 && byName[0] != byID[0])
      let keys = try await database.pool.rows("select key from author_source order by key", as: String.self)
      #expect(keys == ["1", "2"])
    }
  }

  @Test func `a known creator's new name and who asks for it meet`() async throws {
    try await withDatabase(migrated: true) { database in
      let known = try await Catalogue(database.pool).resolve(
        authors: [author(1, "ann"), author(2, "bea")], videos: [], tracks: []
      ).numbers.authors

      let byName = try await numbers(author(nil, "anna"), while: author(1, "anna"), database)
      let byID = try await numbers(author(2, "bee"), while: author(nil, "bee"), database)

      #expect(Set(byID) == [known[1]])
      // The first of these two could not know whose name it was.
      #expect(byName[1] == known[0])
      let keys = try await database.pool.rows("select key from author_source order by key", as: String.self)
      #expect(keys == ["1", "2"])
    }
  }

  @Test(arguments: [3, 2_026] as [UInt64])
  func `many who meet the same creators at the same time end with one number for each`(seed: UInt64)
    async throws
  {
    try await withDatabase(migrated: true, PoolSettings(connectionLimit: 12)) { database in
      var random = SeededGenerator(seed: seed)
      let creators = 1...60
      var lists: [[Int]] = []
      for _ in 0..<8 {
        var rest = creators.shuffled(using: &random)[...]
        while !rest.isEmpty {
          lists.append(Array(rest.prefix(Int.random(in: 1...6, using: &random))))
          rest = rest.dropFirst(lists.last?.count ?? 0)
        }
      }
      // By one name or the other, or, where a list has both, by both.
      let asked = try lists.shuffled(using: &random).map { list in
        try list.flatMap { creator in
          let both = [
            (creator, try author(creator, "c\(creator)")), (creator, try author(nil, "c\(creator)")),
          ]
          return Array(
            both.shuffled(using: &random).prefix(Int.random(in: 1...8, using: &random) == 1 ? 2 : 1))
        }
      }

      let found = try await withThrowingTaskGroup(of: [(Int, Author.ID)].self) { group in
        var found: [Int: Set<Author.ID>] = [:]
        for (place, list) in asked.enumerated() {
          if place >= 12 {
            for (creator, id) in try await group.next() ?? [] { found[creator, default: []].insert(id) }
          }
          group.addTask {
            // Once: one who waits for another in a circle is not to be tried again.
            let numbers = try await database.pool.transaction(TransactionSettings(attempts: 1)) { session in
              try AuthorNumbers.numbers(of: list.map(\.1), session)
            }
            return zip(list.map(\.0), numbers).map { ($0, $1) }
          }
        }
        for try await pairs in group { for (creator, id) in pairs { found[creator, default: []].insert(id) } }
        return found
      }

      #expect(found.count == 60 && found.values.allSatisfy { $0.count == 1 }, "seed \(seed)")
      #expect(Set(found.values.joined()).count == 60, "seed \(seed)")
      let known = try await database.pool.value(
        "select count(distinct author_id) from author_source", as: Int64.self)
      #expect(known <= 60, "seed \(seed)")
    }
  }

  @Test func `who waits for others with a track lets everybody number creators`() async throws {
    try await withDatabase(migrated: true, PoolSettings(connectionLimit: 6)) { database in
      let gate = Gate()
      let track = Track(key: SourceKey(.tiktok, "9"), title: "")
      let ann = try author(nil, "ann")
      let bea = try author(nil, "bea")
      let catalogue = Catalogue(database.pool)
      let held = Task {
        try await database.pool.transaction { session in
          try session.execute("insert into track_source (platform, key) values ('tiktok', '9')")
          gate.waitUntilOpen()
        }
      }
      await gate.someoneWaits()
      let one = Task { try await catalogue.resolve(authors: [ann], videos: [], tracks: [track]).numbers }
      let many = Task {
        try await catalogue.numbers(of: [Catalogue.Brought(author: bea, videos: [], tracks: [track])])
      }
      let isBlocked = try await eventually {
        try await database.pool.value(
          """
          select count(*) from pg_stat_activity
          where datname = current_database() and wait_event = 'transactionid'
          """, as: Int64.self) == 2
      }

      let met = try await catalogue.resolve(
        authors: [author(1, "ann"), author(2, "bea")], videos: [], tracks: []
      ).numbers.authors
      gate.open()
      try await held.value

      #expect(isBlocked)
      let (first, second) = (try await one.value, try await many.value)
      #expect(met == [first.author, second[0].author] && first.tracks == second[0].tracks)
    }
  }

  @Test func `who waits too long for those who number the same creators tries again`() async throws {
    try await withDatabase(migrated: true) { database in
      let gate = Gate()
      let ann = try author(nil, "ann")
      let held = Task {
        try await database.pool.transaction { session in
          let numbers = try AuthorNumbers.numbers(of: [ann], session)
          gate.waitUntilOpen()
          return numbers
        }
      }
      await gate.someoneWaits()
      var settings = database.settings
      settings.statementTimeout = .milliseconds(200)
      let hasty = Connection(settings, logger: database.logger)
      let failed = Counting()
      let waiting = Task {
        try await hasty.transaction(TransactionSettings(attempts: 1_000)) { session in
          do {
            return try AuthorNumbers.numbers(of: [ann], session)
          } catch {
            failed.count.withLock { $0 += 1 }
            throw error
          }
        }
      }

      let hasFailed = await eventually { failed.count.withLock { $0 } > 0 }
      gate.open()

      #expect(try await waiting.value == held.value && hasFailed)
    }
  }

  private final class Counting: Sendable {
    let count = Mutex(0)
  }

  @Test func `a batch of thousands holds no more locks than a server has room for`() async throws {
    try await withDatabase(migrated: true) { database in
      let authors = try (1...3_000).map { try author($0 % 2 == 0 ? $0 : nil, "c\($0)") }

      let (numbers, locks) = try await database.pool.transaction { session in
        let numbers = try AuthorNumbers.numbers(of: authors, session)
        let locks = try session.value(
          "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
          as: Int64.self)
        return (numbers, locks)
      }

      #expect(Set(numbers).count == 3_000 && locks <= 256)
    }
  }
}
