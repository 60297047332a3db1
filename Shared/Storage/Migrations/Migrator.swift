public import Telemetry

/// Brings the schema of a database up to this program's.
public struct Migrator: Sendable {
  private let connection: Connection
  private let migrations: [Migration]
  private let logger: Logger

  /// One number for every Hookline program: two migrators of one database wait for each other.
  static let lock: Int64 = 0x686f_6f6b_6c69_6e65

  public init(_ settings: ConnectionSettings, logger: Logger, migrations: [Migration] = Migration.all) {
    var settings = settings
    settings.applicationName = "hookline migrate"
    connection = Connection(settings, logger: logger)
    self.migrations = migrations
    self.logger = logger
  }

  /// What `migrate` would do. Changes nothing, and needs no more than to read.
  public func plan() async throws -> MigrationPlan {
    let migrations = migrations
    let plan = try await connection.perform { session in
      MigrationPlan(applied: try session.appliedMigrations(), known: migrations)
    }
    await connection.close()
    return plan
  }

  /// Applies what is pending, each migration in a transaction of its own, and returns what was applied.
  ///
  /// Waits up to `patience` for another migrator, and gives each migration as long to run. Refuses, before any
  /// change, when an applied migration was edited or the database is ahead of this program.
  public func migrate(patience: Duration = .seconds(60)) async throws -> [AppliedMigration] {
    let result: Result<[AppliedMigration], any Error>
    do {
      try await takeLock(patience)
      result = .success(try await apply(patience))
    } catch {
      result = .failure(error)
    }
    // The lock belongs to the session and goes with it.
    await connection.close()
    return try result.get()
  }

  private func takeLock(_ patience: Duration) async throws {
    let deadline = ContinuousClock.now + patience
    var isWaiting = false
    while try await !connection.value("select pg_try_advisory_lock(\(Self.lock))", as: Bool.self) {
      guard ContinuousClock.now < deadline else {
        throw StorageError(
          .timeout, "another migration has been running for longer than \(patience); see pg_stat_activity",
          sqlState: nil)
      }
      if !isWaiting { logger.notice("waiting for another migration to end") }
      isWaiting = true
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func apply(_ patience: Duration) async throws -> [AppliedMigration] {
    let migrations = migrations
    let plan = try await connection.perform { session in
      try session.setStatementTimeout(patience)
      let plan = MigrationPlan(applied: try session.appliedMigrations(), known: migrations)
      if plan.problems.isEmpty, plan.applied.isEmpty { try session.prepareForMigrations() }
      return plan
    }
    guard plan.problems.isEmpty else {
      throw StorageError(.migration, plan.problems.joined(separator: "; "))
    }
    var result: [AppliedMigration] = []
    for migration in plan.pending {
      let applied = try await connection.perform { session in try session.apply(migration) }
      logger.info("migrated", ["migration": .string(migration.title), "took": "\(applied.duration)"])
      result.append(applied)
    }
    return result
  }
}

extension Session {
  fileprivate func appliedMigrations() throws(StorageError) -> [AppliedMigration] {
    guard try value("select to_regclass('hookline.migration') is not null", as: Bool.self) else { return [] }
    return try rows(
      "select number, name, checksum, milliseconds from hookline.migration order by number",
      as: Int.self, String.self, String.self, Int.self
    ).map { AppliedMigration(number: $0.0, name: $0.1, checksum: $0.2, duration: .milliseconds($0.3)) }
  }

  fileprivate func prepareForMigrations() throws(StorageError) {
    do throws(StorageError) {
      try script(
        """
        create schema if not exists hookline;
        create table if not exists hookline.migration (
          number int primary key, name text not null, checksum text not null, milliseconds int8 not null,
          applied_at timestamptz not null default now(), applied_by text not null default current_user)
        """)
    } catch {
      guard error.code == .permission else { throw error }
      throw error.adding("the schema cannot be made; migrate as the database's owner")
    }
  }

  fileprivate func apply(_ migration: Migration) throws -> AppliedMigration {
    let start = ContinuousClock.now
    let outcome = transaction(TransactionSettings()) { session in
      try session.script(migration.sql)
      let duration = ContinuousClock.now - start
      try session.execute(
        """
        insert into hookline.migration (number, name, checksum, milliseconds)
        values (\(migration.number), \(migration.name), \(migration.checksum), \(duration.wholeMilliseconds))
        """)
      return AppliedMigration(
        number: migration.number, name: migration.name, checksum: migration.checksum, duration: duration)
    }
    switch outcome {
    case .committed(let applied): return applied
    case .undone(let error as StorageError): throw error.adding(migration.title)
    case .undone(let error): throw error
    case .unknown(_, _, let error):
      throw error.adding("\(migration.title), run migrate again to see what became of it")
    }
  }
}
