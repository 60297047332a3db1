import Models
import TestKit
import Testing

@testable import Storage

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct RejectionStoreTests {
  private static func fill(_ database: TestDatabase, _ rules: [String?]) async throws {
    try await database.pool.execute(
      """
      insert into rejection (place, byte_offset, reason, at, source, rule)
      select 'a.json', place, 'no id', timestamptz '2026-11-01' + make_interval(days => place::int), 'scrapes', rule
      from \(unnest: rules, Array(0..<Int64(rules.count))) as r(rule, place)
      """)
  }

  @Test func `a rule is named in full or by how it begins, whatever it is written with`() async throws {
    try await withDatabase(migrated: true) { database in
      let rules = [
        "tiktok post.id", "tiktok post.id required", "tiktok post", "tiktok posu", "Tiktok post", nil,
        "a\u{D7FF}b", "a\u{E000}", "a\u{10FFFF}b", "ab",
      ]
      try await Self.fill(database, rules)
      func found(_ rule: String) async throws -> Set<String> {
        Set(
          try await RejectionStore(database.pool).entries(rule: rule, limit: 50).map(\.rejection.rule))
      }

      #expect(
        try await found("tiktok post") == ["tiktok post", "tiktok post.id", "tiktok post.id required"])
      #expect(try await found("tiktok post.id required") == ["tiktok post.id required"])
      // Those from before rules had names.
      #expect(try await found("record") == [Rejection.unreadable])
      #expect(try await found("a\u{D7FF}") == ["a\u{D7FF}b"])
      #expect(try await found("a\u{10FFFF}") == ["a\u{10FFFF}b"])
      #expect(try await found("").count == rules.count)
      #expect(try await found("%").isEmpty)
    }
  }

  @Test func `a rare rule is found by an index`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        """
        insert into rejection (place, byte_offset, reason, at, source, rule)
        select 'a.json', n, 'no id', timestamptz '2026-11-01' + make_interval(secs => n), 'scrapes',
          case when n = 7 then 'youtube video.id' else 'tiktok post.id' end
        from generate_series(1, 20000) n
        """)
      try await database.pool.execute("analyze rejection")

      let plan = try await database.pool.rows(
        "explain \(RejectionStore.page("youtube", nil, nil, nil, limit: 50))", as: String.self
      ).joined(separator: "\n")

      #expect(plan.contains("rejection_rule") && plan.contains("Index Cond"), "\(plan)")
    }
  }
}
