import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct ListStampTests {
  private static func list(_ author: Int64, _ tracks: [Int64]) -> MadeList {
    MadeList(
      author: Author.ID(author), run: UUID(), ranker: "fit 1", considered: 1, videos: 0,
      items: tracks.enumerated().map { place, track in
        Recommendation(rank: place + 1, track: Track.ID(track), score: 1, reasons: [])
      })
  }

  @Test func `a stamp is another when anything of the list is, and else the same`() async throws {
    try await withDatabase(migrated: true) { database in
      let pool = database.pool
      func stamps() async throws -> [Int64: Int64] {
        let rows = try await pool.rows(
          RecommendationStore.stamps(ofHandles: ["one", "none", "two", "three"]), as: Int64.self, Int64.self)
        return Dictionary(uniqueKeysWithValues: rows)
      }
      try await pool.execute("insert into author (id, handle) values (1, 'one'), (2, 'two'), (3, 'three')")
      try await pool.execute(
        "insert into track (id, title, is_original_sound) select n, 'T' || n, false from generate_series(1, 9) n"
      )
      try await pool.transaction { session in
        try RecommendationStore.store([Self.list(1, [1, 2]), Self.list(2, [3])], session)
      }
      var last = try await stamps()
      // By the places of names; a creator without a list has none.
      #expect(Set(last.keys) == [1, 3])

      let changes: [SQL] = [
        "update track set title = 'New' where id = 2", "insert into track_identity values (1, 5)",
        "update track_identity set canonical_id = 6 where track_id = 1",
        "update track set artist = 'New' where id = 6", "delete from track_identity",
        "update recommendation_item set score = 2 where track_id = 1", "delete from track where id = 2",
        "update recommendation set made_at = now() where author_id = 1",
        "delete from recommendation_item where track_id = 2",
      ]
      for change in changes {
        try await pool.execute(change)
        let now = try await stamps()
        #expect(now[1] != last[1], "\(change.text)")
        #expect(now[3] == last[3], "\(change.text)")
        last = now
      }
      try await pool.transaction { try RecommendationStore.store([Self.list(1, [1])], $0) }
      #expect(try await stamps()[1] != last[1])

      try await pool.execute("update author set followers = 9, seen_at = now()")
      try await pool.execute("update track set title = 'Other' where id = 9")
      #expect(try await stamps()[3] == last[3])
      let found = try await RecommendationStore(pool).newest(ofHandles: ["two", "none", "one"], limit: 5)
      #expect(found.mapValues { $0.list.author } == ["one": Author.ID(1), "two": Author.ID(2)])
    }
  }
}
