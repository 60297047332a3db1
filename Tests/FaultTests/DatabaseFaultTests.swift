import Storage
import Telemetry
import TestKit
import Testing

/// What befalls a server, each with the same process recovering by itself and saying so.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct DatabaseFaultTests {
  @Test func `a server that restarts in mid-transaction costs the transaction one more attempt`() async throws
  {
    try await withPostgresServer { server in
      let fixture = Fixture(server.admin)
      try await fixture.pool.execute("create table item (id int8)")
      let gate = Gate()
      let attempts = Tally()
      let transaction = Task {
        try await fixture.pool.transaction { session in
          try session.execute("insert into item values (\(attempts.add()))")
          if attempts.count == 1 { gate.waitUntilOpen() }
          try session.execute("insert into item values (10)")
        }
      }
      await gate.someoneWaits()

      try await server.restart(.immediate)
      gate.open()
      try await transaction.value

      let ids = try await fixture.pool.map("select id from item order by id") { row in
        try row.decode(0, as: Int.self)
      }
      #expect(ids == [2, 10])
      #expect(fixture.hasLogged("database connection lost"))
      #expect(fixture.hasLogged("database connection restored"))
      await fixture.pool.close()
    }
  }

  @Test func `while the server is away callers fail in bounded time, and recover when it is back`()
    async throws
  {
    try await withPostgresServer { server in
      let fixture = Fixture(server.admin, PoolSettings(patience: .milliseconds(300)))
      try await fixture.pool.execute("select 1")
      try await server.stop()
      let start = ContinuousClock.now

      let error = try await #require(throws: StorageError.self) { try await fixture.pool.execute("select 1") }
      let waited = ContinuousClock.now - start
      try await server.start()
      let answer = try await fixture.pool.value("select 2", as: Int.self)

      #expect(error.code == .unreachable && error.isRetriable)
      #expect(waited < .seconds(5))
      #expect(answer == 2)
      #expect(fixture.hasLogged("no database connection"))
      #expect(fixture.hasLogged("database connection restored"))
      await fixture.pool.close()
    }
  }

  @Test func `a backend killed in mid-statement fails that call only`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      let backend = try await database.pool.value("select pg_backend_pid()", as: Int.self)
      let task = Task { try await database.pool.execute("select pg_sleep(50)") }
      let other = Connection(database.settings, logger: database.logger)
      #expect(
        try await eventually {
          try await other.value(
            "select wait_event = 'PgSleep' from pg_stat_activity where pid = \(backend)", as: Bool?.self)
            == true
        })

      try await other.execute("select pg_terminate_backend(\(Int32(backend)))")
      let error = try await #require(throws: StorageError.self) { try await task.value }

      #expect(error.sqlState == "57P01" && error.isRetriable)
      #expect(try await database.pool.value("select 1", as: Int.self) == 1)
      #expect(database.hasLogged("database connection lost"))
      await other.close()
    }
  }

  @Test func `a backend killed while idle is not noticed by the next caller`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      let backend = try await database.pool.value("select pg_backend_pid()", as: Int.self)
      let other = Connection(database.settings, logger: database.logger)
      try await other.execute("select pg_terminate_backend(\(Int32(backend)), 5000)")

      let next = try await database.pool.value("select pg_backend_pid()", as: Int.self)

      #expect(next != backend)
      #expect(database.hasLogged("database connection lost"))
      await other.close()
    }
  }

  @Test func `a statement cancelled by an operator fails that call and keeps the connection`() async throws {
    try await withDatabase(PoolSettings(connectionLimit: 1)) { database in
      let backend = try await database.pool.value("select pg_backend_pid()", as: Int.self)
      let task = Task { try await database.pool.execute("select pg_sleep(50)") }
      let other = Connection(database.settings, logger: database.logger)
      #expect(
        try await eventually {
          try await other.first(
            """
            select pg_cancel_backend(pid) from pg_stat_activity where pid = \(backend) and wait_event = 'PgSleep'
            """, as: Bool.self) == true
        })

      let error = try await #require(throws: StorageError.self) { try await task.value }

      #expect(error.code == .cancelled && error.sqlState == "57014")
      #expect(try await database.pool.value("select pg_backend_pid()", as: Int.self) == backend)
      await other.close()
    }
  }

  @Test func `a server that falls silent is given up after the statement's bound`() async throws {
    try await withProxiedDatabase { database, fixture, proxy in
      try await fixture.pool.execute("select 1")
      proxy.set(.swallow, .toClient)
      let start = ContinuousClock.now

      let error = try await #require(throws: StorageError.self) { try await fixture.pool.execute("select 1") }

      #expect(error.code == .timeout)
      #expect(ContinuousClock.now - start < .seconds(5))
      #expect(fixture.hasLogged("database connection lost"))
      proxy.set(.pass, .toClient)
      #expect(try await fixture.pool.value("select 1", as: Int.self) == 1)
    }
  }

  @Test func `a commit whose answer is lost is reported as unknown and not repeated`() async throws {
    try await withProxiedDatabase { database, fixture, proxy in
      try await database.pool.execute("create table item (id int8)")

      let error = try await #require(throws: StorageError.self) {
        try await fixture.pool.transaction { session in
          try session.execute("insert into item values (1)")
          proxy.set(.cut(after: 0), .toClient)
        }
      }

      #expect(error.code == .commitUnknown && !error.isRetriable)
      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 1)
      #expect(fixture.log.entries.contains { "\($0.fields)".contains("the outcome of a COMMIT is unknown") })
      #expect(try await fixture.pool.value("select 1", as: Int.self) == 1)
    }
  }

  @Test(arguments: [FaultProxy.Direction.toClient, .toServer])
  func `a verified commit happens once, whether its request or its answer was lost`(
    lost: FaultProxy.Direction
  ) async throws {
    try await withProxiedDatabase { database, fixture, proxy in
      try await database.pool.execute("create table item (id int8)")
      let attempts = Tally()

      let value = try await fixture.pool.transaction(TransactionSettings(commit: .verified)) { session in
        try session.execute("insert into item values (1)")
        // The id of the transaction is asked for after the body, so the cut must wait for the one after it.
        if attempts.add() == 1 { proxy.set(.cut(after: 1), lost) }
        return 42
      }

      #expect(value == 42)
      #expect(attempts.count == (lost == .toClient ? 1 : 2))
      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 1)
    }
  }

  @Test func `a commit whose outcome cannot be asked for is unknown`() async throws {
    try await withProxiedDatabase { database, fixture, proxy in
      try await database.pool.execute("create table item (id int8)")

      let error = try await #require(throws: StorageError.self) {
        try await OnceOnly(pool: fixture.pool).transaction(TransactionSettings(commit: .verified)) {
          session in
          try session.execute("insert into item values (1)")
          proxy.set(.cut(after: 1), .toClient)
        }
      }

      #expect(error.code == .commitUnknown && !error.isRetriable)
      #expect(try await database.pool.value("select count(*) from item", as: Int.self) == 1)
    }
  }

  /// A pool that is exhausted after the first call.
  private struct OnceOnly: Database {
    let pool: Pool
    let calls = Tally()

    func perform<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value
    {
      guard calls.add() == 1 else { throw StorageError(.poolExhausted, "all are in use") }
      return try await pool.perform(body)
    }
  }

  private func withProxiedDatabase(
    _ body: (TestDatabase, Fixture, FaultProxy) async throws -> Void
  ) async throws {
    try await withDatabase { database in
      let proxy = try FaultProxy(to: UInt16(database.settings.port ?? "") ?? 5432)
      defer { proxy.stop() }
      var settings = database.settings
      settings.port = String(proxy.port)
      settings.statementTimeout = .milliseconds(300)
      settings.patience = .milliseconds(300)
      let fixture = Fixture(settings)
      try await body(database, fixture, proxy)
      await fixture.pool.close()
    }
  }
}
