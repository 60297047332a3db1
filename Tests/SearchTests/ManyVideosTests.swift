import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@testable import Search

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct ManyVideosTests {
  private static let common = [
    "dance", "music", "love", "summer", "party", "friends", "school", "new", "best", "song",
  ]

  /// 20,000 videos of common words, and one of a rare one in each thousand.
  private static func fill(_ stage: SearchStage) async throws {
    try await stage.database.pool.transaction { session in
      let rows = (1...20_000).map { id -> String in
        let words = (0..<6).map { "'\(common[(id * 7 + $0 * $0 * 3) % common.count])':\($0 + 1)B" }
        return words.joined(separator: " ") + (id % 1_000 == 0 ? " 'ballroom':7B" : "")
      }
      let ids = Array(1...Int64(rows.count))
      try session.execute(
        """
        insert into video (id, author_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
        select id, 1, 'film', '', timestamptz '2025-01-01' + id * interval '1 minute', false, false, ''
        from \(unnest: ids) as i(id)
        """)
      try session.execute(
        """
        insert into video_text (video_id, terms, posted_at, text_hash)
        select id, terms::tsvector, timestamptz '2025-01-01' + id * interval '1 minute', ''
        from \(unnest: ids, rows) as i(id, terms)
        """)
      try session.execute(
        "insert into search_word select 'w' || md5(n::text) from generate_series(1, 20000) n")
      try session.execute("insert into search_word values ('ballroom')")
    }
    try await stage.database.pool.execute("vacuum analyze video_text")
    try await stage.database.pool.execute("vacuum analyze search_word")
  }

  private static func plan(_ sql: SQL, _ stage: SearchStage) async throws -> String {
    try await stage.database.pool.transaction { session in
      try session.execute("set local plan_cache_mode = force_custom_plan")
      return try session.rows("explain \(sql)", as: String.self).joined(separator: "\n")
    }
  }

  @Test func `rare words are looked up in the index of terms, frequent ones from the newest on`() async throws
  {
    try await withSearch { stage in
      try await Self.fill(stage)
      func plan(_ text: String) async throws -> String {
        let query = VideoQuery(expressions: try Question(text).expressions(), restriction: Restriction())
        return try await Self.plan(query.kind(query.expressions.all), stage)
      }

      #expect(try await plan("ballroom").contains("Bitmap Index Scan on video_text_terms"))
      #expect(try await plan("ballroom dance").contains("Bitmap Index Scan on video_text_terms"))
      let frequent = try await plan("dance")
      #expect(
        frequent.contains("Index Scan using video_text_posted") || frequent.contains("Seq Scan"),
        "\(frequent)")
    }
  }

  @Test func `words with typing errors are looked up in the index of trigrams`() async throws {
    try await withSearch { stage in
      try await Self.fill(stage)

      let found = try await stage.search.videos(Question("balroom"))
      // What the function does, as the planner sees it.
      let plan = try await stage.database.pool.transaction { session in
        try session.execute("set local pg_trgm.similarity_threshold = '0.2'")
        return try session.rows(
          "explain select word from search_word where word % 'balroom'", as: String.self
        ).joined(separator: "\n")
      }

      #expect(found.videos.count == 20 && found.corrections == ["balroom": ["ballroom"]])
      #expect(plan.contains("Bitmap Index Scan on search_word_trigrams"), "\(plan)")
    }
  }

  @Test func `of what is in everything the newest are put in order, and that is said`() async throws {
    try await withSearch { stage in
      try await Self.fill(stage)

      let found = try await stage.search.videos(Question("dance"), limit: 1_000)
      let rare = try await stage.search.videos(Question("ballroom dance"), limit: 3)

      #expect(found.isCut && found.videos.count == 1_000 && found.videos[0].video.rawValue > 19_000)
      #expect(rare.videos.map(\.video.rawValue) == [20_000, 19_000, 18_000] && rare.next != nil)
    }
  }
}
