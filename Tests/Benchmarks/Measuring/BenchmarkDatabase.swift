import Crypto
import Lifecycle
import Storage
import Telemetry

/// A database that one run has for itself.
struct BenchmarkDatabase: Sendable {
  let name: String
  let settings: ConnectionSettings
  /// For the programs that take part; they find the database in it and nothing else of ours.
  var environment: [String: String]
  let logger: Logger

  func pool(_ connectionLimit: Int) -> Pool {
    Pool(settings, settings: PoolSettings(connectionLimit: connectionLimit), logger: logger)
  }
}

/// Makes a database, hands it to `body` and drops it, however that ends.
func withBenchmarkDatabase<Result: Sendable>(
  logger: Logger, _ body: (BenchmarkDatabase) async throws -> Result
) async throws -> Result {
  let address = try serverURL()
  let name = "bench_" + Hex.encode(try SecureRandom.bytes(count: 6))
  let admin = Connection(try ConnectionSettings(url: address, statementTimeout: .seconds(60)), logger: logger)
  try await admin.execute("create database \(identifier: name) template template0")
  let outcome: Swift.Result<Result, any Error>
  do {
    outcome = .success(try await body(try database(name, at: address, logger)))
  } catch {
    outcome = .failure(error)
  }
  // In a task of its own: being interrupted must not leave the database behind.
  try await Task { _ = try await admin.execute("drop database \(identifier: name) with (force)") }.value
  await admin.close()
  return try outcome.get()
}

/// The superuser's address, else that of the services, who may be allowed to make databases as well.
private func serverURL() throws -> String {
  let settings = try Settings()
  guard let url = settings[\.adminDatabaseURL] ?? settings[\.databaseURL] else {
    throw BenchError(
      "HOOKLINE_ADMIN_DATABASE_URL is not set; name a superuser's database in it, "
        + "or eval \"$(compose/local env)\" for a server of your own")
  }
  return url.text
}

private func database(_ name: String, at address: String, _ logger: Logger) throws -> BenchmarkDatabase {
  // No bound for a statement: a slow machine takes its time over a million rows, and psql has none either.
  var settings = try ConnectionSettings(url: address, applicationName: name, statementTimeout: nil)
  settings.database = name
  let own = ChildProcess.ownEnvironment.filter { !$0.key.hasPrefix("HOOKLINE_") && !$0.key.hasPrefix("PG") }
  let addresses = settings.environment.merging(["HOOKLINE_ENV_FILE": "/dev/null"]) { _, ours in ours }
  return BenchmarkDatabase(
    name: name, settings: settings, environment: own.merging(addresses) { _, ours in ours }, logger: logger)
}
