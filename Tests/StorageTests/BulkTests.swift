import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct BulkTests {
  @Test func `rows copied in are copied out the same`() async throws {
    try await withDatabase { database in
      try await database.pool.execute(
        "create table item (id int8, name text, score float8, flag bool, tags text[])")
      let columns = ["id", "name", "score", "flag", "tags"]

      let written = try await database.pool.perform { session in
        try session.copyIn(into: "item", columns: columns) { writer in
          for id in 0..<10_000 {
            writer.append(id)
            writer.append(id.isMultiple(of: 3) ? nil : "tab\tnewline\nbackslash\\ \(id)")
            writer.append(Double(id) / 7)
            writer.append(id.isMultiple(of: 2))
            writer.append(["#\(id)", "x"])
            try writer.endRow()
          }
        }
      }
      let read = try await database.pool.perform { session in
        var wrong = 0
        var next = 0
        let count = try session.copyOut(from: "item", columns: columns) { reader in
          let id = try reader.next(Int.self)
          let name = try reader.next(String?.self)
          let score = try reader.next(Double.self)
          let flag = try reader.next(Bool.self)
          let tags = try reader.next([String].self)
          let isRight =
            id == next && name == (id.isMultiple(of: 3) ? nil : "tab\tnewline\nbackslash\\ \(id)")
            && score == Double(id) / 7 && flag == id.isMultiple(of: 2) && tags == ["#\(id)", "x"]
          if !isRight { wrong += 1 }
          next += 1
        }
        return [count, wrong]
      }

      #expect(written == 10_000)
      #expect(read == [10_000, 0])
    }
  }

  @Test func `a copy whose writer stops leaves nothing behind and the connection well`() async throws {
    struct Stop: Error {}
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8)")

      await #expect(throws: Stop.self) {
        try await database.pool.perform { session in
          try session.copyIn(into: "item", columns: ["id"]) { writer in
            for id in 0..<100_000 {
              writer.append(id)
              try writer.endRow()
            }
            throw Stop()
          }
        }
      }

      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
      #expect(!database.hasLogged("lost"))
    }
  }

  @Test func `the server's reason for refusing a copied row is told`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8 primary key)")

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.perform { session in
          try session.copyIn(into: "item", columns: ["id"]) { writer in
            for id in [1, 2, 1] {
              writer.append(id)
              try writer.endRow()
            }
          }
        }
      }

      #expect(error.sqlState == "23505")
      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
    }
  }

  @Test func `a row with too few values is refused before it is sent`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table item (id int8, name text)")

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.perform { session in
          try session.copyIn(into: "item", columns: ["id", "name"]) { writer in
            writer.append(1)
            try writer.endRow()
          }
        }
      }

      #expect(error.message == "row 1 of the copy has 1 values for 2 columns")
    }
  }

  @Test func `a reader that stops ends the copy and keeps the connection`() async throws {
    struct Stop: Error {}
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute(
        "create table item as select n::int8 as id from generate_series(1, 200000) n")

      await #expect(throws: Stop.self) {
        try await database.pool.perform { session in
          try session.copyOut(from: "item", columns: ["id"]) { _ in throw Stop() }
        }
      }

      #expect(try await database.pool.value("select 1", as: Int.self) == 1)
      #expect(!database.hasLogged("lost"))
    }
  }

  @Test func `a pipeline does all statements in one transaction and hands out their rows`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("create table item (id int8 primary key)")

      let (affected, found) = try await database.pool.perform { session in
        var found: [Int] = []
        let inserts = (0..<1_000).map { id -> SQL in "insert into item values (\(id))" }
        let affected = try session.pipeline(inserts + ["select id from item where id < 3 order by id"]) {
          statement, row in
          if statement == 1_000 { found.append(try row.decode(0, as: Int.self)) }
        }
        return (affected, found)
      }

      #expect(affected == Array(repeating: 1, count: 1_000) + [3])
      #expect(found == [0, 1, 2])
    }
  }

  @Test func `a failure in a pipeline undoes it and leaves the connection well`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8 primary key)")

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.perform { session in
          try session.pipeline(["insert into item values (1)", "insert into item values (1)", "select 1"])
        }
      }

      #expect(error.code == .constraint)
      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
    }
  }

  @Test func `a pipeline larger than every buffer does not stall`() async throws {
    try await withDatabase { database in
      let text = String(repeating: "x", count: 100_000)

      let length = try await database.pool.perform { session in
        var length = 0
        try session.pipeline((0..<200).map { _ in "select \(text)" }) { _, row in
          length += try row.decode(0, as: String.self).utf8.count
        }
        return length
      }

      #expect(length == 20_000_000)
    }
  }

  @Test func `a statement in the midst of a pipeline is refused`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      let error = try await #require(throws: StorageError.self) {
        try await database.pool.perform { session in
          try session.pipeline(["select 1", "select 2"]) { _, _ in
            _ = try session.value("select 3", as: Int.self)
          }
        }
      }

      #expect(error.message == "another statement is under way on this connection; read its rows first")
      #expect(try await database.pool.value("select 4", as: Int.self) == 4)
      #expect(!database.hasLogged("lost"))
    }
  }

  @Test func `a pipeline that cannot be sent leaves the connection well`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      var text = SQL.Interpolation(literalCapacity: 0, interpolationCount: 0)
      text.appendLiteral("select array[0")
      for number in 0..<66_000 {
        text.appendLiteral(",")
        text.appendInterpolation(number)
      }
      text.appendLiteral("]")
      let tooMany = SQL(stringInterpolation: text)

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.perform { session in try session.pipeline([tooMany]) }
      }

      #expect(error.message == "number of parameters must be between 0 and 65535")
      #expect(try await database.pool.value("select 1", as: Int.self) == 1)
      #expect(!database.hasLogged("lost"))
    }
  }

  @Test func `a copy whose caller is cancelled stops though the server keeps up`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.execute("create table item (id int8)")
      let gate = Gate()
      let rows = Tally()
      let task = Task {
        try await database.pool.perform { session in
          try session.copyIn(into: "item", columns: ["id"]) { writer in
            gate.waitUntilOpen()
            for id in 0..<300_000 {
              writer.append(id)
              try writer.endRow()
              rows.add()
            }
          }
        }
      }
      await gate.someoneWaits()

      task.cancel()
      gate.open()
      let error = try await #require(throws: StorageError.self) { try await task.value }

      #expect(error.code == .cancelled)
      #expect(rows.count < 10_000)
      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 0)
      #expect(!database.hasLogged("lost"))
    }
  }
}
