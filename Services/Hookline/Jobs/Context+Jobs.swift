import Jobs
import Lifecycle
import Storage

extension Context {
  /// Hands the jobs of the database that services use to the body.
  func withJobs<Value: Sendable>(_ body: (JobStore) async throws -> Value) async throws -> Value {
    try await withDatabase { try await body(JobStore($0)) }
  }

  /// Hands the database that services use to the body.
  func withDatabase<Value: Sendable>(_ body: (any Database) async throws -> Value) async throws -> Value {
    try refuseServers()
    let settings = try settings(requiring: [\.databaseURL])
    return try await withDatabase(at: settings.require(\.databaseURL), settings, body)
  }

  /// Hands a database to the body.
  func withDatabase<Value: Sendable>(
    at url: ServiceURL, _ settings: Settings, _ body: (any Database) async throws -> Value
  ) async throws -> Value {
    let connection = Connection(
      try ConnectionSettings(url: url.text, statementTimeout: settings[\.statementTimeout]), logger: logger)
    let result: Result<Value, any Error>
    do {
      try await OutdatedSchema.refuse(connection)
      result = .success(try await body(connection))
    } catch { result = .failure(error) }
    await connection.close()
    do { return try result.get() } catch { throw Self.explained(error) }
  }

  /// The error with what to do about it, where that is known.
  static func explained(_ error: any Error) -> any Error {
    // A table that is not there.
    guard (error as? StorageError)?.sqlState == "42P01" else { return error }
    return CommandFailure("the database has not the tables that this program needs; run \"hookline migrate\"")
  }
}
