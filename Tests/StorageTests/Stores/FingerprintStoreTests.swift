import Media
import Models
import TestKit
import Testing

@testable import Storage

@Suite(.needsPostgres)
struct FingerprintStoreTests {
  private func entry(_ track: Int64, _ number: Int16 = 0, seed: UInt64, items count: Int = 200)
    -> IndexedFingerprint
  {
    var random = SeededGenerator(seed: seed)
    var item = UInt32.random(in: 0...UInt32.max, using: &random)
    let items = (0..<count).map { _ in
      for _ in 0..<4 { item ^= 1 << UInt32.random(in: 0..<32, using: &random) }
      return item
    }
    let fingerprint = Fingerprint(items)
    return IndexedFingerprint(
      FingerprintKey(Track.ID(track), number: number), fingerprint, terms: Terms.kept(of: fingerprint))
  }

  private func termCount(_ database: TestDatabase) async throws -> Int {
    try await database.pool.value("select count(*) from fingerprint_term", as: Int.self)
  }

  @Test func `what is stored is found by its terms and comes back as it was`() async throws {
    try await withDatabase(migrated: true) { database in
      let (one, two) = (entry(1, seed: 1), entry(1, 3, seed: 2))
      let store = FingerprintStore(database.pool)

      try await database.pool.transaction { session in try session.storeFingerprints([one, two]) }

      let probes = two.terms.map { FingerprintTerm($0.term, at: $0.place - 5) }
      let hits = try await store.hits(for: probes).filter { $0.offset == 5 }
      #expect(hits.count == two.terms.count && Set(hits.map(\.key)) == [two.key])
      let found = try await store.fingerprints([one.key, two.key, FingerprintKey(Track.ID(9))])
      #expect(found == [one.key: one.fingerprint, two.key: two.fingerprint])
      #expect(try await store.hits(for: []).isEmpty)
      #expect(try await store.fingerprints([]).isEmpty)
    }
  }

  @Test func `what is stored again replaces what was there, however often and in whatever order`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let (old, new) = (entry(1, seed: 1), entry(1, seed: 2, items: 120))
      let store = FingerprintStore(database.pool)

      for batch in [[old], [old], [new], [entry(2, seed: 3), old, new], [new]] {
        try await database.pool.transaction { session in try session.storeFingerprints(batch) }
      }

      #expect(try await store.fingerprints([new.key]) == [new.key: new.fingerprint])
      #expect(try await store.hits(for: old.terms).filter { $0.offset == 0 && $0.key == old.key }.isEmpty)
      #expect(try await termCount(database) == new.terms.count + entry(2, seed: 3).terms.count)
    }
  }

  @Test func `a deleted track leaves nothing behind`() async throws {
    try await withDatabase(migrated: true) { database in
      let other = entry(2, seed: 3)
      let entries = [entry(1, seed: 1), entry(1, 1, seed: 2), other]
      try await database.pool.transaction { session in try session.copyFingerprints(entries) }

      for _ in 0..<2 {
        try await database.pool.transaction { session in try session.deleteFingerprints(of: [Track.ID(1)]) }
      }

      #expect(try await termCount(database) == other.terms.count)
      #expect(try await database.pool.value("select count(*) from fingerprint", as: Int.self) == 1)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `many who store the same tracks at once leave one of each`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for round in 0..<8 {
          let entries = (0..<10).map { entry(Int64($0), seed: UInt64(round * 10) + UInt64($0), items: 60) }
          let mine = round % 2 == 0 ? entries : entries.reversed()
          group.addTask {
            try await database.pool.transaction { session in try session.storeFingerprints(mine) }
          }
        }
        try await group.waitForAll()
      }

      let kept = try await database.pool.value(
        "select sum(cardinality(terms)) from fingerprint", as: Int.self)
      #expect(try await termCount(database) == kept && kept > 0)
    }
  }

  @Test func `an undone transaction changes nothing`() async throws {
    try await withDatabase(migrated: true) { database in
      struct Undone: Error {}
      let (old, new) = (entry(1, seed: 1), entry(1, seed: 2))
      try await database.pool.transaction { session in try session.storeFingerprints([old]) }

      await #expect(throws: Undone.self) {
        try await database.pool.transaction { session in
          try session.storeFingerprints([new])
          throw Undone()
        }
      }

      #expect(try await FingerprintStore(database.pool).fingerprints([old.key]) == [old.key: old.fingerprint])
      #expect(try await termCount(database) == old.terms.count)
    }
  }

  @Test func `a term that everybody has costs no more than one that some have`() async throws {
    try await withDatabase(migrated: true) { database in
      let common = FingerprintTerm(77, at: 4)
      let entries = (0..<200).map { number in
        IndexedFingerprint(FingerprintKey(Track.ID(Int64(number))), Fingerprint([77]), terms: [common])
      }
      try await database.pool.transaction { session in try session.copyFingerprints(entries) }

      let hits = try await FingerprintStore(database.pool).hits(for: [common])

      #expect(hits.count == FingerprintStore.hitLimit)
    }
  }

  @Test func `the index answers by itself`() async throws {
    try await withDatabase(migrated: true) { database in
      let entries = (0..<50).map { entry(Int64($0), seed: UInt64($0)) }
      try await database.pool.transaction { session in try session.copyFingerprints(entries) }
      try await database.pool.execute("vacuum analyze fingerprint_term")

      let plan = try await database.pool.perform { session in
        try session.execute("set enable_seqscan = off")
        return try session.map("explain \(FingerprintStore.search(entries[0].terms))") { row in
          try row.decode(0, as: String.self)
        }
      }

      #expect(plan.contains { $0.contains("Index Only Scan using fingerprint_term_place") }, "\(plan)")
    }
  }
}
