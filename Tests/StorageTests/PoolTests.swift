import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct PoolTests {
  @Test func `many callers share few connections`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 3)) { database in
      let sum = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 1...200 {
          group.addTask { try await database.pool.value("select \(number)", as: Int.self) }
        }
        return try await group.reduce(0, +)
      }

      #expect(sum == 20_100)
      let connections = try await database.pool.value(
        "select count(*) from pg_stat_activity where application_name = \(database.name)", as: Int.self)
      #expect(connections <= 3)
    }
  }

  @Test func `who waits too long is told which pool is exhausted, and the next caller is served`()
    async throws
  {
    let settings = PoolSettings(connectionLimit: 1, waitingTimeout: .milliseconds(50))
    try await withDatabase(settings) { database in
      let gate = Gate()
      let holder = Task { try await database.pool.perform { _ in gate.waitUntilOpen() } }
      await gate.someoneWaits()

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.execute("select 1")
      }
      gate.open()
      try await holder.value

      #expect(error.code == .poolExhausted && error.isRetriable)
      #expect(error.message.hasPrefix("all 1 connections to "))
      #expect(database.hasLogged("no free database connection"))
      #expect(try await database.pool.value("select 1", as: Int.self) == 1)
    }
  }

  @Test func `a line that is full refuses at once`() async throws {
    let settings = PoolSettings(connectionLimit: 1, waitingLimit: 0, waitingTimeout: .seconds(50))
    try await withDatabase(settings) { database in
      let gate = Gate()
      let holder = Task { try await database.pool.perform { _ in gate.waitUntilOpen() } }
      await gate.someoneWaits()

      let error = try await #require(throws: StorageError.self) {
        try await database.pool.execute("select 1")
      }
      gate.open()
      try await holder.value

      #expect(error.code == .poolExhausted)
    }
  }

  @Test func `who is cancelled while waiting leaves the line`() async throws {
    let settings = PoolSettings(connectionLimit: 1, waitingLimit: 1, waitingTimeout: .seconds(50))
    try await withDatabase(settings) { database in
      let gate = Gate()
      let holder = Task { try await database.pool.perform { _ in gate.waitUntilOpen() } }
      await gate.someoneWaits()
      let waiting = Task { try await database.pool.execute("select 1") }

      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }
      // The only place in the line is free again.
      let next = Task { try await database.pool.value("select 2", as: Int.self) }
      gate.open()
      try await holder.value

      #expect(try await next.value == 2)
    }
  }

  @Test(arguments: [Duration.milliseconds(50), nil])
  func `a bound that one caller sets does not reach the next`(bound: Duration?) async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      try await database.pool.perform { session in try session.setStatementTimeout(bound) }
      _ = try? await database.pool.transaction { session in
        try session.setStatementTimeout(bound)
        try session.execute("select 1 / 0")
      }

      #expect(try await database.pool.value("show statement_timeout", as: String.self) == "10s")
    }
  }

  @Test func `a failure inside a transaction is counted and, where an operator must act, logged`()
    async throws
  {
    try await withDatabase { database in
      _ = try? await database.pool.transaction { session in
        try session.setStatementTimeout(.milliseconds(20))
        try session.execute("select pg_sleep(50)")
      }

      #expect(database.hasLogged("database call failed"))
    }
  }

  @Test func `a closed pool opens again when it is used`() async throws {
    try await withDatabase { database in
      try await database.pool.execute("select 1")
      await database.pool.close()

      #expect(try await database.pool.value("select 1", as: Int.self) == 1)
    }
  }
}
