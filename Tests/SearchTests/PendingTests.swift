import Models
import Storage
import TestKit
import Testing

@testable import Search

/// What the triggers name when something is written: what has to be looked at again, and nothing else.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct PendingTests {
  typealias Post = SearchStage.Post

  /// What a statement leaves to do: videos by their numbers, creators as "@1".
  private static func pending(after sql: SQL, _ stage: SearchStage) async throws -> [String] {
    let pool = stage.database.pool
    try await pool.execute("delete from search_pending")
    try await pool.execute(sql)
    return try await pool.rows(
      """
      select distinct coalesce(video_id::text, '@' || author_id, 'from ' || after_id) from search_pending order by 1
      """, as: String.self)
  }

  @Test func `a video is looked at again when what it says changes, and not when its numbers do`()
    async throws
  {
    try await withSearch { stage in
      try await stage.add((1...4).map { Post(id: $0, caption: "tango \($0)", tags: ["dance"]) })
      let changes: [(SQL, [String])] = [
        ("update video set plays = plays + 1, likes = 3, seen_at = now()", []),
        ("update video set caption = caption", []),
        ("update video set caption = 'new' where id = 2", ["2"]),
        ("update video set stickers = array['on it'] where id in (1, 3)", ["1", "3"]),
        ("update video set posted_at = now() where id = 4", ["4"]),
        ("update video set language = 'es', plays = 0 where id = 4", ["4"]),
        ("update video set author_id = 2 where id = 1", ["1"]),
        (
          """
          insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
          select id, 1, 'film', '', false, false, '' from generate_series(8, 9) id
          """, ["8", "9"]
        ),
        (
          """
          insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
          values (8, 1, 'film', 'again', false, false, '') on conflict (id) do update set caption = excluded.caption
          """, ["8"]
        ),
      ]

      for (sql, expected) in changes {
        #expect(try await Self.pending(after: sql, stage) == expected, "\(sql)")
      }
    }
  }

  @Test func `hashtags, features and creators name the videos that they belong to`() async throws {
    try await withSearch { stage in
      try await stage.add((1...3).map { Post(id: $0, caption: "tango \($0)", tags: ["dance"]) })
      let changes: [(SQL, [String])] = [
        ("insert into hashtag (name) values ('salsa')", []),
        (
          "insert into video_hashtag (video_id, hashtag_id, place, written) select 2, id, 7, 'Salsa' from hashtag where name = 'salsa'",
          ["2"]
        ),
        ("update video_hashtag set written = 'SALSA' where place = 7", ["2"]),
        ("delete from video_hashtag where video_id in (2, 3)", ["2", "3"]),
        (
          "insert into content_features (video_id, version, content_hash, features) values (1, 1, '', '{}')",
          ["1"]
        ),
        ("update content_features set features = '{\"language\": \"es\"}'", ["1"]),
        ("delete from content_features", ["1"]),
        ("update author set followers = 12, seen_at = now()", []),
        ("update author set name = 'Anna C' where id = 1", ["@1"]),
        ("insert into author (id, handle, is_verified) values (3, 'cy', false)", ["@3"]),
        ("update author set handle = handle", []),
      ]

      for (sql, expected) in changes {
        #expect(try await Self.pending(after: sql, stage) == expected, "\(sql)")
      }
    }
  }

  @Test func `what is changed is found by its new words and not by its old ones, what is deleted by none`()
    async throws
  {
    try await withSearch { stage in
      let pool = stage.database.pool
      try await stage.add(
        Post(id: 1, caption: "tango", tags: ["dance"]), Post(id: 2, caption: "tango", author: 2),
        Post(id: 3, caption: "tango"))
      try await pool.execute(
        "insert into video_embedding (model, video_id, text_hash, vector) values ('toy', 3, '', '\\x00000000')"
      )

      try await pool.execute("update video set caption = 'waltz', stickers = array['slowly'] where id = 1")
      try await pool.execute("delete from video_hashtag")
      try await pool.execute("update author set handle = 'bobby' where id = 2")
      try await pool.execute("delete from video where id = 3")
      // At once, before anybody has looked at it.
      let gone = try await pool.value(
        "select (select count(*) from video_text where video_id = 3) + (select count(*) from video_embedding)",
        as: Int.self)
      try await TextFilling(pool).fillAll()

      #expect(gone == 0)
      #expect(try await stage.found("tango") == [2])
      #expect(try await stage.found("waltz slowly") == [1])
      #expect(try await stage.found("#dance") == [])
      #expect(try await stage.found("@bobby") == [2])
      #expect(try await stage.found("@bob tango") == [])
    }
  }

  @Test func `a writer waits neither for another writer nor for who makes things searchable`() async throws {
    try await withSearch { stage in
      let pool = stage.database.pool
      try await stage.add((1...4).map { Post(id: $0, caption: "tango \($0)") })
      try await pool.execute("update video set caption = 'waltz' where id = 1")
      let gate = Gate()
      let filling = Task {
        try await pool.transaction { session in
          try session.execute("delete from search_pending")
          try session.execute("update video set caption = 'polka' where id = 2")
          gate.waitUntilOpen()
        }
      }
      await gate.someoneWaits()

      // Nobody waits: another video, another creator, the same creator.
      try await pool.transaction { session in
        try session.execute("set local lock_timeout = '2s'")
        try session.execute("update video set caption = 'samba' where id = 3")
        try session.execute("update author set name = 'Anna D' where id = 1")
        try session.execute("delete from video where id = 4")
      }
      gate.open()
      try await filling.value
      try await TextFilling(pool).fillAll()

      #expect(try await stage.found("samba") == [3])
      #expect(try await stage.found("polka") == [2])
      // With its creator, whose name is another.
      #expect(try await stage.found("waltz") == [1])
      #expect(try await stage.found("tango") == [])
    }
  }
}
