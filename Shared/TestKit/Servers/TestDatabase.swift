import Crypto
import Lifecycle
public import Storage
public import Telemetry

/// The servers that the environment names for tests.
public enum TestServers {
  /// A superuser's address: tests make databases of their own with it.
  public static let adminURL = ChildProcess.ownEnvironment["HOOKLINE_ADMIN_DATABASE_URL"]
  /// How many tests may have a database at once.
  static let databases = Turnstile(8)
  /// How many tests may have a server at once.
  static let servers = Turnstile(2)
  /// How many tests may have two servers at once: two that each hold one and wait for another would wait for ever.
  static let pairs = Turnstile(1)
  public static let hasPostgres = adminURL != nil
  /// Why a test that needs them is skipped.
  public static let advice = "needs servers: run compose/test, or eval \"$(compose/local env)\" first"
}

/// A database that one test has for itself.
public struct TestDatabase: Sendable {
  public let name: String
  /// As superuser.
  public let settings: ConnectionSettings
  public let pool: Pool
  public let log: LogCapture
  public let logger: Logger

  /// Whether an entry's message contains this text.
  public func hasLogged(_ text: String) -> Bool { log.entries.contains { $0.message.contains(text) } }
}

/// Makes a database, hands it to the test and drops it, however the test ends.
@discardableResult
public func withDatabase<Result: Sendable>(
  migrated: Bool = false, _ poolSettings: PoolSettings = PoolSettings(),
  _ body: (TestDatabase) async throws -> Result
) async throws -> Result {
  await TestServers.databases.enter()
  defer { TestServers.databases.leave() }
  let name = "test_" + Hex.encode(try SecureRandom.bytes(count: 6))
  let log = LogCapture()
  let logger = Logger(service: "test", level: .debug, sink: log)
  let address = TestServers.adminURL ?? ""
  // Patient: a busy machine is not what these tests are about.
  let adminSettings = try ConnectionSettings(
    url: address, connectTimeout: .seconds(30), statementTimeout: .seconds(60))
  let admin = Connection(adminSettings, logger: logger)
  let template = migrated ? try await MigratedTemplate.name(address, admin) : "template0"
  try await admin.execute("create database \(identifier: name) template \(identifier: template)")
  var settings = try ConnectionSettings(url: address, applicationName: name, connectTimeout: .seconds(30))
  settings.database = name
  let pool = Pool(settings, settings: poolSettings, logger: logger)
  let database = TestDatabase(name: name, settings: settings, pool: pool, log: log, logger: logger)
  let result: Swift.Result<Result, any Error>
  do {
    result = .success(try await body(database))
  } catch {
    result = .failure(error)
  }
  await pool.close()
  // Cancellation of the test must not leave the database behind.
  try await Task { _ = try await admin.execute("drop database \(identifier: name) with (force)") }.value
  await admin.close()
  return try result.get()
}
