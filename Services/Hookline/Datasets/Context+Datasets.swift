import Datasets
import Lifecycle
import Storage

extension Context {
  /// Hands a pool for loading, and the settings for further connections, to the body.
  func withDatasets<Value: Sendable>(
    _ body: (Pool, ConnectionSettings) async throws -> Value
  ) async throws -> Value {
    let settings = try settings(requiring: [\.databaseURL])
    let connection = try ConnectionSettings(
      url: settings.require(\.databaseURL).text, statementTimeout: settings[\.statementTimeout])
    // Whoever brings records waits for whoever stores them: that is no failure.
    let pool = Pool(
      connection,
      settings: PoolSettings(connectionLimit: 3, waitingLimit: 100_000, waitingTimeout: .seconds(600)),
      logger: silentLogger)
    let result: Result<Value, any Error>
    do {
      try await OutdatedSchema.refuse(pool)
      result = .success(try await body(pool, connection))
    } catch { result = .failure(error) }
    await pool.close()
    do { return try result.get() } catch { throw Self.explained(error) }
  }
}
