import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct TrigramsTests {
  @Test func `what is missing for search is told before and after migrating`() async throws {
    try await withDatabase { database in
      let before = try await database.pool.perform { session in try Trigrams(session) }
      try await database.pool.execute("create extension pg_trgm")
      let after = try await database.pool.perform { session in try Trigrams(session) }

      #expect(before == .creatable && after == .installed && after.finding == nil)
    }
  }

  @Test func `a role without the right to make it is told what a superuser has to do`() async throws {
    try await withDatabase { database in
      let role = database.name + "_role"
      try await database.pool.execute("create role \(identifier: role)")
      let found = try await database.pool.transaction { session in
        try session.execute("set local role \(identifier: role)")
        return try Trigrams(session)
      }
      try await database.pool.execute("drop role \(identifier: role)")

      #expect(found == .forbidden(role: role, database: database.name))
      #expect(found.finding?.detail.contains("create extension pg_trgm") == true)
      #expect(Trigrams.unavailable.finding?.verdict == .failure)
    }
  }
}
