import Storage
import TestKit
import Testing

/// What the services' roles may do, and what they may not.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct RoleTests {
  private static let roles = ["hookline_worker", "hookline_api"]

  @Test(arguments: roles) func `a service reads and writes rows`(role: String) async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        "create table hookline.thing (id int8 generated always as identity, name text)")

      let names = try await perform(as: role, database) { session in
        try session.execute("insert into thing (name) values ('a'), ('b')")
        try session.execute("update thing set name = 'c' where name = 'a'")
        try session.execute("delete from thing where name = 'b'")
        try session.execute("create temporary table scratch (id int8)")
        return try session.map("select name from thing") { row in try row.decode(0, as: String.self) }
      }

      #expect(names == ["c"])
    }
  }

  @Test(
    arguments: roles,
    [
      "drop table hookline.thing", "alter table hookline.thing add column more text",
      "truncate hookline.thing",
      "create table hookline.other (id int8)", "create table public.other (id int8)", "create schema mine",
      "insert into hookline.migration values (99, 'x', 'x', 0)", "delete from hookline.migration",
      "create role intruder", "copy hookline.thing to program 'true'", "select pg_read_file('PG_VERSION')",
    ] as [SQL])
  func `a service cannot change the schema or reach beyond it`(role: String, statement: SQL) async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        "create table hookline.thing (id int8 generated always as identity, name text)")

      let error = try await #require(throws: StorageError.self) {
        try await perform(as: role, database) { session in _ = try session.execute(statement) }
      }

      #expect(error.sqlState == "42501")
      #expect(error.code == .permission)
    }
  }

  private func perform<Value: Sendable>(
    as role: String, _ database: TestDatabase, _ body: @escaping @Sendable (Session) throws -> Value
  ) async throws -> Value {
    try await database.pool.perform { session in
      try session.execute("set role \(identifier: role)")
      defer { _ = try? session.execute("reset role") }
      return try body(session)
    }
  }
}
