import Crypto
import FoundationEssentials
import Glibc
import Lifecycle
import Management
import Messaging
import Storage
import Synchronization
import Telemetry
import TestKit

/// A database, a virtual host and a folder for one test, with the real programs at work on them.
final class Stage: Sendable {
  let name: String
  let pool: Pool
  let folder: String
  let environment: [String: String]
  private let admin: Connection
  private let database: ConnectionSettings
  private let management: ManagementClient
  private let programs = Mutex<[Program]>([])
  fileprivate static let places = Turnstile(1)

  static let workers = [
    "hookline-ingest", "hookline-content-analysis", "hookline-music-analysis", "hookline-recommender",
  ]

  init(scrapes: String?) throws {
    let name = "test_" + Hex.encode(try SecureRandom.bytes(count: 6))
    self.name = name
    let own = ChildProcess.ownEnvironment
    let settings = Settings.survey(environment: own, directory: "/nowhere").settings
    let url = own["HOOKLINE_ADMIN_DATABASE_URL"] ?? ""
    var database = try ConnectionSettings(
      url: url, applicationName: name, connectTimeout: .seconds(30), statementTimeout: .seconds(60))
    admin = Connection(database, logger: .silent)
    database.database = name
    self.database = database
    pool = Pool(database, settings: PoolSettings(connectionLimit: 3), logger: .silent)
    management = ManagementClient(try .init(try settings.require(\.amqpManagementURL), virtualHost: name))
    let home = own["HOOKLINE_LOCAL_DIR"] ?? CheckoutFiles.root + "/.local"
    folder = home + "/" + name
    var environment = [
      "HOOKLINE_ENV_FILE": "/dev/null", "HOOKLINE_OPS_ADDRESS": "127.0.0.1:0", "HOOKLINE_LOG_FORMAT": "json",
      "HOOKLINE_DATABASE_POOL": "4", "PATH": "/usr/bin:/bin",
      "HOOKLINE_AMQP_MANAGEMENT_URL": try settings.require(\.amqpManagementURL).text,
      "HOOKLINE_DATABASE_URL": Self.place(url, path: name),
      "HOOKLINE_AMQP_URL": Self.place(try settings.require(\.amqpURL).text, path: name),
      "HOOKLINE_SCRAPE_DIR": scrapes ?? folder + "/scrapes",
    ]
    // By this compose/test finds what a killed test has left.
    environment["HOOKLINE_LAUNCH"] = own["HOOKLINE_LAUNCH"]
    self.environment = environment
  }

  /// The address with another database or virtual host.
  private static func place(_ url: String, path: String) -> String {
    let query = url.firstIndex(of: "?").map { String(url[$0...]) } ?? ""
    let rest = url.prefix { $0 != "?" }
    let login = rest.lastIndex(of: "/").map { rest[..<$0] } ?? rest
    return "\(login)/\(path)\(query)"
  }

  fileprivate func prepare() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await admin.execute("create database \(identifier: name) template template0")
    _ = try await Migrator(database, logger: .silent).migrate()
    try await management.makeVirtualHost()
    try await management.apply(.hookline)
  }

  fileprivate func clear() async throws {
    for program in programs.withLock({ $0 }) { await program.end(SIGKILL) }
    await pool.close()
    try? await management.deleteVirtualHost()
    try await admin.execute("drop database if exists \(identifier: name) with (force)")
    await admin.close()
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Starts programs and waits until they work.
  @discardableResult
  func start(_ names: [String], with more: [String: String] = [:]) async throws -> [Program] {
    let started = names.map { Program($0, environment: environment.merging(more) { $1 }) }
    programs.withLock { $0 += started }
    let areUp = await eventually(within: .seconds(60)) { started.allSatisfy { $0.isUp || $0.result != nil } }
    guard areUp, let down = started.first(where: { !$0.isUp }) else { return started }
    throw StageError(description: "\(down.name) does not start: \(down.result?.errorText ?? down.log)")
  }

  /// Runs the command line as its users do.
  func hookline(_ arguments: String..., timeout: Duration = .seconds(240)) async throws -> ChildResult {
    try await hookline(arguments, timeout: timeout)
  }

  func hookline(_ arguments: [String], timeout: Duration = .seconds(240)) async throws -> ChildResult {
    try await ChildProcess(
      Program.path("hookline"), arguments, environment: environment, timeout: timeout
    ).run()
  }

  /// The document that a command prints; throws what it said when it failed.
  func document<Value: Decodable>(_ type: Value.Type, _ arguments: String...) async throws -> Value {
    try await document(type, arguments)
  }

  func document<Value: Decodable>(_ type: Value.Type, _ arguments: [String]) async throws -> Value {
    let result = try await hookline(arguments + ["--json"])
    do { return try JSONDecoder().decode(type, from: Data(result.output)) } catch {
      throw StageError(
        description: "\(arguments): \(error) in \(result.text.prefix(2_000)) \(result.errorText)")
    }
  }
}

extension Stage {
  /// How many rows there are: of a table, perhaps with a condition.
  func count(_ rows: SQL) async throws -> Int {
    try await pool.value("select count(*) from \(rows)", as: Int.self)
  }

  /// What TikTok calls each track of the database.
  func trackKeys() async throws -> [String: String] {
    let rows = try await pool.rows(
      "select track_id::text, key from track_source where platform = 'tiktok'", as: String.self, String.self)
    return rows.reduce(into: [:]) { $0[$1.0] = $1.1 }
  }
}

struct StageError: Error, CustomStringConvertible {
  let description: String
}

/// Hands the test a stage and clears it away, however the test ends.
func withStage(scrapes: String? = nil, _ body: (Stage) async throws -> Void) async throws {
  await Stage.places.enter()
  defer { Stage.places.leave() }
  let stage = try Stage(scrapes: scrapes)
  let result: Result<Void, any Error>
  do {
    try await stage.prepare()
    result = .success(try await body(stage))
  } catch { result = .failure(error) }
  try await Task { try await stage.clear() }.value
  try result.get()
}
