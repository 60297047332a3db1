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
    return try await closing {
      try await connection.perform { session in
        MigrationPlan(applied: try session.appliedMigrations(), known: migrations)
      }
    }
  }

  /// Applies what is pending, each migration in a transaction of its own, and returns what was applied.
  ///
  /// Waits up to `patience` for another migrator, and gives each migration as long to run. Refuses, before any
  /// change, when an applied migration was edited or the database is ahead of this program.
  public func migrate(patience: Duration = .seconds(60)) async throws -> [AppliedMigration] {
    try await closing {
      var result: [AppliedMigration] = []
      var waitingSince: ContinuousClock.Instant?
      while true {
        switch try await step(patience) {
        case .applied(let migration):
          logger.info("migrated", ["migration": .string(migration.name), "took": "\(migration.duration)"])
          result.append(migration)
          waitingSince = nil
        case .busy:
          if waitingSince == nil { logger.notice("waiting for another migration to end") }
          let since = waitingSince ?? .now
          waitingSince = since
          guard ContinuousClock.now - since < patience else {
            throw StorageError(
              .timeout, "another migration has been running for longer than \(patience); see pg_stat_activity"
            )
          }
          try await Task.sleep(for: .milliseconds(100))
        case .current: return result
        }
      }
    }
  }

  private enum Step: Sendable {
    case applied(AppliedMigration)
    /// Another migrator is at work.
    case busy
    case current
  }

  /// Looks and applies under one lock, which the transaction holds: whatever happens to the connection, nobody goes
  /// on without it.
  private func step(_ patience: Duration) async throws -> Step {
    let migrations = migrations
    // Once only: a migration that fails is to be looked at, not repeated.
    return try await connection.transaction(TransactionSettings(attempts: 1)) { session in
      try session.setStatementTimeout(patience)
      guard try session.value("select pg_try_advisory_xact_lock(\(Self.lock))", as: Bool.self) else {
        return .busy
      }
      let plan = MigrationPlan(applied: try session.appliedMigrations(), known: migrations)
      guard plan.problems.isEmpty else {
        throw StorageError(.migration, plan.problems.joined(separator: "; "))
      }
      guard let next = plan.pending.first else { return .current }
      if plan.applied.isEmpty { try session.prepareForMigrations() }
      return .applied(try session.apply(next))
    }
  }

  private func closing<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    let result: Result<Value, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    await connection.close()
    return try result.get()
  }
}

extension Database {
  /// How the schema compares with this program's. Needs no more than to read.
  public func migrationPlan() async throws -> MigrationPlan {
    try await perform { session in
      MigrationPlan(applied: try session.appliedMigrations(), known: Migration.all)
    }
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

  fileprivate func apply(_ migration: Migration) throws(StorageError) -> AppliedMigration {
    let start = ContinuousClock.now
    do throws(StorageError) {
      try script(migration.sql)
    } catch {
      throw error.adding(migration.title)
    }
    let duration = ContinuousClock.now - start
    try execute(
      """
      insert into hookline.migration (number, name, checksum, milliseconds)
      values (\(migration.number), \(migration.name), \(migration.checksum), \(duration.wholeMilliseconds))
      """)
    return AppliedMigration(
      number: migration.number, name: migration.name, checksum: migration.checksum, duration: duration)
  }
}
