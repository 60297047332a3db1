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
import Testing

@testable import StormWorker

/// A database and a virtual host for one test, faults on the way to both, and processes that work there.
final class Arena: Sendable {
  let name: String
  /// Around the faults, for the test itself.
  let pool: Pool
  let broker: BrokerSettings
  let management: ManagementClient
  /// What the processes go through.
  let databaseProxy: FaultProxy
  let brokerProxy: FaultProxy
  let journal: Journal
  private let database: ConnectionSettings
  private let folder: String
  private let common: [String: String]
  private let admin: Connection
  private let fighters = Mutex<[Fighter]>([])
  /// An arena has some ten processes with three connections each, and the server of the run a hundred at most.
  fileprivate static let places = Turnstile(2)

  /// Where every `run.completed` goes.
  static let events = "told"

  init(_ environment: [String: String]) throws {
    let name = "test_" + Hex.encode(try SecureRandom.bytes(count: 6))
    self.name = name
    let settings = Settings.survey(environment: environment, directory: "/nowhere").settings
    let url = environment["HOOKLINE_ADMIN_DATABASE_URL"] ?? ""
    var database = try ConnectionSettings(
      url: url, applicationName: name, connectTimeout: .seconds(30), statementTimeout: .seconds(60))
    admin = Connection(database, logger: .silent)
    database.database = name
    self.database = database
    pool = Pool(database, settings: PoolSettings(connectionLimit: 3), logger: .silent)
    let amqp = try settings.require(\.amqpURL).text
    var broker = try BrokerSettings(url: amqp)
    broker.virtualHost = name
    self.broker = broker
    management = ManagementClient(
      try .init(try settings.require(\.amqpManagementURL), virtualHost: name))
    databaseProxy = try FaultProxy(to: UInt16(database.port ?? "") ?? 5432)
    brokerProxy = try FaultProxy(to: broker.port)
    let home = ChildProcess.ownEnvironment["HOOKLINE_LOCAL_DIR"] ?? CheckoutFiles.root + "/.local"
    folder = home + "/" + name
    journal = Journal(folder + "/history.jsonl")
    var common = [
      "HOOKLINE_ENV_FILE": "/dev/null", "HOOKLINE_OPS_ADDRESS": "127.0.0.1:0", "HOOKLINE_LOG_FORMAT": "json",
      "HOOKLINE_DATABASE_POOL": "3",
      "HOOKLINE_AMQP_MANAGEMENT_URL": try settings.require(\.amqpManagementURL).text,
      "HOOKLINE_DATABASE_URL": Self.place(url, port: databaseProxy.port, path: name),
      "HOOKLINE_AMQP_URL": Self.place(amqp, port: brokerProxy.port, path: name) + "?heartbeat=4",
      StormVariables.history: journal.path,
    ]
    // By this compose/test finds what a killed test has left.
    common["HOOKLINE_LAUNCH"] = ChildProcess.ownEnvironment["HOOKLINE_LAUNCH"]
    self.common = common
  }

  private static func place(_ url: String, port: UInt16, path: String) -> String {
    let login = url[..<(url.lastIndex(of: "@") ?? url.startIndex)]
    return "\(login)@127.0.0.1:\(port)/\(path)"
  }

  fileprivate func prepare() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await admin.execute("create database \(identifier: name) template template0")
    _ = try await Migrator(database, logger: .silent).migrate()
    try await pool.execute(
      "create table effect(task_id uuid not null, at timestamptz not null default now())")
    try await management.makeVirtualHost()
    try await management.apply(.hookline)
    try await management.declare(queue: Self.events)
    try await management.bind(.init(exchange: BrokerName.events, queue: Self.events, key: "run.completed"))
  }

  fileprivate func clear(keepingFiles: Bool) async throws {
    for fighter in fighters.withLock({ $0 }) { await fighter.end(SIGKILL) }
    databaseProxy.stop()
    brokerProxy.stop()
    await pool.close()
    try? await management.deleteVirtualHost()
    try await admin.execute("drop database if exists \(identifier: name) with (force)")
    await admin.close()
    if !keepingFiles { try FileManager.default.removeItem(atPath: folder) }
  }

  func migrate(patience: Duration) async throws -> [AppliedMigration] {
    try await Migrator(database, logger: .silent).migrate(patience: patience)
  }

  // MARK: Processes

  /// Starts a process that is started again whenever it ends without being asked to.
  func start(
    _ role: StormVariables.Role, _ label: String, _ settings: [String: String] = [:]
  ) -> Fighter {
    var environment = common.merging(settings) { _, given in given }
    environment[StormVariables.role] = role.rawValue
    return launch("hookline-storm", label, environment, isOnce: role == .producer)
  }

  /// The scheduler of production, with nothing changed.
  func startRealScheduler(_ label: String) -> Fighter { startReal("hookline-scheduler", label) }

  /// A program of production.
  func startReal(_ program: String, _ label: String, _ settings: [String: String] = [:]) -> Fighter {
    launch(program, label, common.merging(settings) { _, given in given }, isOnce: false)
  }

  private func launch(
    _ program: String, _ label: String, _ environment: [String: String], isOnce: Bool
  ) -> Fighter {
    let fighter = Fighter(
      Fighter.program(program), label: label, environment: environment, log: "\(folder)/\(label).log",
      isOnce: isOnce)
    fighters.withLock { $0.append(fighter) }
    return fighter
  }

  /// Ends it at once and writes that down, before the end can be seen.
  func kill(_ fighter: Fighter) throws {
    try fighter.kill { pid in try journal.write(.killed(pid: pid, role: fighter.label)) }
  }
}

/// Hands the test an arena on the given servers, or on those of the run, and clears it away. What it recorded is
/// kept where something was found amiss.
func withArena(
  _ environment: [String: String] = ChildProcess.ownEnvironment, _ body: (Arena) async throws -> Bool
) async throws {
  await Arena.places.enter()
  defer { Arena.places.leave() }
  let arena = try Arena(environment)
  let result: Result<Bool, any Error>
  do {
    try await arena.prepare()
    result = .success(try await body(arena))
  } catch { result = .failure(error) }
  let isWell = (try? result.get()) ?? false
  if !isWell { print("history and logs: \(arena.journal.path)") }
  // Cancellation of the test must not leave anything behind.
  try await Task { try await arena.clear(keepingFiles: !isWell) }.value
  _ = try result.get()
}
