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
        let questions = try ["one", "none", "two", "three"].map { ListQuestion(try Handle($0), limit: 5) }
        return try await Self.stamps(of: questions, pool)
      }
      try await pool.execute("insert into author (id, handle) values (1, 'one'), (2, 'two'), (3, 'three')")
      try await pool.execute(
        """
        insert into api_key (label, hash, name, scopes, created_by)
        values ('abcdefgh', decode(repeat('00', 32), 'hex'), 'k', '{read}', 't')
        """)
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
        "insert into music_features (track_id, version, features) values (1, 1, '{}')",
        "insert into track_sound (track_id, version, origin, place, sound) values (1, 1, 'link', 'x', '{}')",
        "update track_sound set sound = '{\"beats\": []}'", "insert into track_identity values (7, 1)",
        "update track set duration = 9 where id = 7", "delete from track_identity where track_id = 7",
        """
        insert into track_right (track_id, territory, use, is_permission, valid_until, source)
        values (1, 'WW', 'organic', false, now() + interval '1 hour', 'c')
        """,
        "delete from track_right",
        "insert into feedback (author_id, track_id, kind, at, key_id) select 1, 9, 'dismiss', now(), id from api_key",
        "delete from feedback",
        """
        insert into video (id, author_id, kind, caption, duration, is_pinned, is_advertisement, content_hash)
        values (1, 1, 'film', '', 12, false, false, decode('00', 'hex'))
        """,
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
    }
  }

  @Test func `a stamp is another when a right begins or ends, and says when that will be`() async throws {
    try await withDatabase(migrated: true) { database in
      let pool = database.pool
      try await pool.execute("insert into author (id, handle) values (1, 'one')")
      try await pool.execute("insert into track (id, title, is_original_sound) values (1, 'T', false)")
      try await pool.transaction { try RecommendationStore.store([Self.list(1, [1])], $0) }
      let (begins, ends) = (
        Date(timeIntervalSince1970: 2_000_000_000), Date(timeIntervalSince1970: 2_000_000_900)
      )
      try await pool.execute(
        """
        insert into track_right (track_id, territory, use, is_permission, valid_from, valid_until, source)
        values (1, 'WW', 'organic', false, \(begins), \(ends), 'c')
        """)
      let question = ListQuestion(try Handle("one"), limit: 5)
      func stamp(_ time: Date) async throws -> (Int64, Date?) {
        let row = try await pool.rows(
          RecommendationStore.stamps(of: [question], at: time), as: Int64.self, Int64.self, Date?.self)[0]
        return (row.1, row.2)
      }

      let before = try await stamp(begins - 1)
      let between = try await stamp(begins)
      let after = try await stamp(ends)

      #expect(before.1 == begins && between.1 == ends && after.1 == nil)
      #expect(before.0 != between.0 && between.0 != after.0)
      #expect(before.0 == after.0)
    }
  }

  @Test func `each question has its list`() async throws {
    try await withDatabase(migrated: true) { database in
      let pool = database.pool
      try await pool.execute("insert into author (id, handle) values (1, 'one'), (2, 'two')")
      var (old, new, other) = (Self.list(1, [1, 2]), Self.list(1, [3]), Self.list(2, [4]))
      (old.day, new.day, other.day) = (Day("2026-11-20"), Day("2026-11-21"), Day("2026-11-21"))
      for list in [old, new, other] {
        try await pool.transaction { try RecommendationStore.store([list], $0) }
      }
      let (one, two) = (try Handle("one"), try Handle("two"))
      let questions = [
        ListQuestion(one, limit: 5), ListQuestion(one, day: old.day, limit: 5),
        ListQuestion(one, run: old.run, limit: 5),
        ListQuestion(one, day: new.day, run: old.run, limit: 5), ListQuestion(two, run: old.run, limit: 5),
        ListQuestion(two, day: old.day, limit: 5), ListQuestion(two, limit: 1),
        ListQuestion(try Handle("none"), limit: 5),
      ]

      let found = try await RecommendationStore(pool).answers(to: questions, limit: 5)
      let stamps = try await Self.stamps(of: questions, pool)

      let runs = questions.map { found[$0]?.list.run }
      #expect(runs == [new.run, old.run, old.run, nil, nil, nil, other.run, nil])
      #expect(Set(stamps.keys) == [1, 2, 3, 7])
      #expect(stamps[2] == stamps[3] && stamps[1] != stamps[2])
    }
  }

  private static func stamps(of questions: [ListQuestion], _ pool: Pool) async throws -> [Int64: Int64] {
    let rows = try await pool.rows(
      RecommendationStore.stamps(of: questions), as: Int64.self, Int64.self, Date?.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1) })
  }
}
