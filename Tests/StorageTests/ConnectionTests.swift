import FoundationEssentials
import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct ConnectionTests {
  @Test func `every type comes back as it went`() async throws {
    try await withDatabase { database in
      let id = UUID()
      let date = Date(timeIntervalSince1970: 1_700_000_000.123456)
      let rows = try await database.pool.rows(
        """
        select \(Int.max), \(Int32.min), \(Int16(7)), \(1.5e-300), \(Float(0.25)), \(true), \("日本 \u{1F3B5} '\\"), \(id),
          \(date), \(Bytes([0, 255, 1])), \(JSON(text: #"{"a": 1}"#)), \(nil as String?)
        """,
        as: Int.self, Int32.self, Int16.self, Double.self, Float.self, Bool.self, String.self, UUID.self,
        Date.self,
        Bytes.self, JSON.self, String?.self)
      let row = try #require(rows.first)
      #expect((row.0, row.1, row.2, row.3, row.4, row.5) == (Int.max, Int32.min, 7, 1.5e-300, 0.25, true))
      #expect(row.6 == "日本 \u{1F3B5} '\\")
      #expect(row.7 == id)
      #expect(abs(row.8.timeIntervalSince(date)) < 1e-6)
      #expect(row.9 == Bytes([0, 255, 1]))
      #expect(row.10.text == #"{"a": 1}"#)
      #expect(row.11 == nil)
    }
  }

  @Test func `arrays come back as they went`() async throws {
    try await withDatabase { database in
      let words: [String?] = ["a", nil, "", "{,}\""]
      let rows = try await database.pool.rows(
        "select \(words), \([1, 2, 3]), \([] as [Double])", as: [String?].self, [Int].self, [Double].self)

      #expect(rows[0].0 == words)
      #expect(rows[0].1 == [1, 2, 3])
      #expect(rows[0].2 == [])
    }
  }

  @Test func `whole columns become rows of one statement`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table item (id int8 primary key, name text)")
      let ids = Array(1...500)
      let names = ids.map { $0.isMultiple(of: 7) ? nil : "name \($0)" }

      let count = try await database.pool.execute(
        "insert into item (id, name) select * from \(unnest: ids, names)")

      #expect(count == 500)
      let nulls = try await database.pool.value("select count(*) from item where name is null", as: Int.self)
      #expect(nulls == 71)
    }
  }

  @Test(arguments: [
    ("select 'x' as name" as SQL, "expected a whole number, found 1 bytes of type 25"),
    ("select null::int8 as name", "expected Int, found null"),
    ("select 1.5::numeric as name", "expected a whole number, found 12 bytes of type 1700"),
  ])
  func `a column of another type is an error that names it`(sql: SQL, reason: String) async throws {
    try await withDatabase { database in
      let error = try await #require(throws: StorageError.self) {
        try await database.pool.value(sql, as: Int.self)
      }
      #expect(error.code == .decoding)
      #expect(error.message.hasPrefix("column \"name\": " + reason))
    }
  }

  @Test func `columns are found by name`() async throws {
    try await withDatabase { database in
      let values = try await database.pool.map("select 1 as \"Odd Name\", 2 as b") { row in
        try row.decode("b", as: Int.self) * 10 + row.decode("Odd Name", as: Int.self)
      }
      #expect(values == [21])
      await #expect(throws: StorageError.self) {
        try await database.pool.map("select 1 as a") { row in try row.decode("missing", as: Int.self) }
      }
    }
  }

  @Test func `an error of the server carries its code and keeps the data out of the description`()
    async throws
  {
    try await withDatabase { database in
      try await database.pool.execute("create table person (handle text constraint one_each unique)")
      try await database.pool.execute("insert into person values (\("@secret"))")

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.execute("insert into person values (\("@secret"))")
      }

      #expect(error.code == .constraint)
      #expect(error.sqlState == "23505")
      #expect(error.constraint == "one_each")
      #expect(!error.isRetriable)
      #expect(error.detail?.contains("@secret") == true)
      #expect(!"\(error)".contains("@secret"))
    }
  }

  @Test func `a statement used again is prepared, and survives what it reads being altered`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8)")
      try await database.pool.execute("insert into item values (1)")
      for _ in 0..<3 { try await database.pool.execute("select * from item where id = \(1)") }
      let prepared = try await database.pool.value(
        "select count(*) from pg_prepared_statements where statement like 'select * from item%'", as: Int.self
      )
      #expect(prepared == 1)

      try await database.pool.execute("alter table item add column name text default 'new'")
      try await database.pool.execute("select * from item where id = \(1)")
      try await database.pool.execute("deallocate all")

      let names = try await database.pool.rows(
        "select * from item where id = \(1)", as: Int.self, String.self)
      #expect(names.map(\.1) == ["new"])
    }
  }

  @Test func `rows stream one by one and a reader that stops leaves the connection well`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      struct Enough: Error {}
      let sum = try await database.pool.perform { session in
        var sum = 0
        try session.stream("select n from generate_series(1, 100000) n") { row in
          sum += try row.decode(0, as: Int.self)
        }
        return sum
      }
      #expect(sum == 5_000_050_000)

      await #expect(throws: Enough.self) {
        try await database.pool.perform { session in
          try session.stream("select n from generate_series(1, 10000000) n") { row in
            if try row.decode(0, as: Int.self) == 10 { throw Enough() }
          }
        }
      }
      #expect(try await database.pool.value("select 1", as: Int.self) == 1)
      #expect(!database.hasLogged("lost"))
    }
  }

  @Test func `cancelling the task stops the statement at the server`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      let watcher = Connection(database.settings, logger: database.logger)
      let backend = try await database.pool.value("select pg_backend_pid()", as: Int.self)
      let task = Task { try await database.pool.execute("select pg_sleep(50)") }
      func isSleeping() async throws -> Bool {
        try await watcher.value(
          "select state = 'active' and query like '%pg_sleep%' from pg_stat_activity where pid = \(backend)",
          as: Bool.self)
      }
      #expect(try await eventually { try await isSleeping() })

      task.cancel()

      let error = try await #require(throws: StorageError.self) { try await task.value }
      #expect(error.code == .cancelled)
      #expect(try await !isSleeping())
      // The connection was kept: the same backend answers.
      #expect(try await database.pool.value("select pg_backend_pid()", as: Int.self) == backend)
      await watcher.close()
    }
  }

  @Test func `a statement that outlasts its bound is stopped and says so`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      let error = try await #require(throws: StorageError.self) {
        try await database.pool.perform { session in
          try session.setStatementTimeout(.milliseconds(50))
          try session.execute("select pg_sleep(50)")
        }
      }

      #expect(error.code == .timeout)
      #expect(error.message == "the statement took longer than 0.05 seconds")
      #expect(!error.isRetriable)
    }
  }

  @Test func `a transaction that a caller left open does not reach the next caller`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8)")
      try await database.pool.perform { session in
        try session.execute("begin")
        try session.execute("insert into item values (1)")
      }

      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
      #expect(database.hasLogged("left its transaction open"))
    }
  }

  @Test func `a text used again with a value of another type is read by that type`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      for _ in 0..<3 { _ = try await database.pool.value("select \(1)::text", as: String.self) }

      let text = try await database.pool.value("select \(1.5)::text", as: String.self)

      #expect(text == "1.5")
    }
  }

  @Test func `who was cancelled begins nothing more, even where it swallows the error`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8)")
      let gate = Gate()
      let task = Task {
        try await database.pool.perform { session in
          gate.waitUntilOpen()
          for id in 0..<3 { _ = try? session.execute("insert into item values (\(id))") }
        }
      }
      await gate.someoneWaits()

      task.cancel()
      gate.open()
      _ = await task.result

      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
      #expect(!database.hasLogged("lost"))
    }
  }

  @Test func `a statement that fails by itself like a forgotten plan is not run twice`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create sequence run")
      let statement: SQL = """
        do $$ begin perform nextval('run'); raise exception 'no' using errcode = '0A000'; end $$
        """

      await #expect(throws: StorageError.self) { try await database.pool.execute(statement) }

      #expect(try await database.pool.value("select last_value from run", as: Int.self) == 1)
    }
  }

  @Test(arguments: ["copy item from stdin", "copy item to stdout"] as [SQL])
  func `a copy that is sent as a statement is refused and hangs nobody`(statement: SQL) async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item as select 1 as id")

      for isStreamed in [false, true] {
        let error = try await #require(throws: StorageError.self) {
          try await database.pool.perform { session in
            if isStreamed { try session.stream(statement) { _ in } } else { try session.execute(statement) }
          }
        }
        #expect(error.message == "COPY is not a statement here; use copyIn and copyOut")
      }

      #expect(try await database.pool.value("select 1", as: Int.self) == 1)
    }
  }

  @Test func `streams and pipelines that outlast the bound say so too`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      for isStreamed in [false, true] {
        let error = try await #require(throws: StorageError.self) {
          try await database.pool.perform { session in
            try session.setStatementTimeout(.milliseconds(50))
            if isStreamed {
              try session.stream("select pg_sleep(50)") { _ in }
            } else {
              try session.pipeline(["select pg_sleep(50)"])
            }
          }
        }
        #expect(error.code == .timeout)
      }
    }
  }
}
