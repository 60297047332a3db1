import Glibc
import HTTP
public import Lifecycle
public import Messaging
public import Storage
import Telemetry

/// A process made of Hookline's parts: it reads its settings, checks what it needs, serves its operators and ends with
/// a status that says how.
public struct WorkerProcess: Sendable {
  public let name: String
  public let settings: Settings
  public let parts: WorkerParts
  public let connection: ConnectionSettings
  public let broker: BrokerSettings
  private let pool: Pool
  private let listener: Listener

  /// With whose rights a process uses the database.
  public enum Login: Sendable {
    case worker
    /// The gateway's own role, where one is set for it.
    case gateway
  }

  /// Runs a worker as a process of its own; does not return.
  public static func main(
    _ handler: some Handler, settings: WorkerSettings, admission: Admission? = nil
  ) async -> Never {
    await main(named: "hookline-\(handler.kind.rawValue)", needing: [handler.kind]) { process in
      [Worker(handler, settings: settings, admission: admission, parts: process.parts)]
    }
  }

  /// Runs a worker that takes many tasks at once; does not return.
  public static func main(
    _ handler: some BatchHandler, settings: WorkerSettings, admission: Admission? = nil
  ) async -> Never {
    await main(named: "hookline-\(handler.kind.rawValue)", needing: [handler.kind]) { process in
      [Worker(handler, settings: settings, admission: admission, parts: process.parts)]
    }
  }

  /// Runs the services that `make` returns until one ends or a signal comes; does not return. The status is 0 when all
  /// was finished, 1 when something failed or was given back unfinished.
  public static func main(
    named name: String, needing kinds: [JobKind], as login: Login = .worker,
    _ make: @Sendable (WorkerProcess) async throws -> [any Service]
  ) async -> Never {
    do {
      let process = try WorkerProcess(name, as: login)
      do {
        let ending = try await process.run(needing: kinds, make)
        _exit(ending == .drained ? 0 : 1)
      } catch {
        process.parts.logger.error("ended", ["error": "\(error)"])
        _exit(1)
      }
    } catch {
      // Without settings there is no logger to tell it to.
      let line = "\(name): \(error)\n"
      _ = line.withCString { write(2, $0, strlen($0)) }
      _exit(1)
    }
  }

  init(_ name: String, as login: Login = .worker) throws {
    self.name = name
    let settings = try Self.settings(for: login)
    self.settings = settings
    let sink = ConsoleSink(format: settings[\.logFormat])
    let logger = Logger(service: name, level: settings[\.logLevel], sink: sink)
    var connection = try ConnectionSettings(
      url: try Self.database(settings, login).text, applicationName: name,
      statementTimeout: settings[\.statementTimeout])
    // Batches of every size run the same few statements: plans are made once.
    connection.serverSettings["plan_cache_mode"] = "force_generic_plan"
    // They may be made while tables are empty, when reading the whole of one looks cheap, and are kept while it grows.
    connection.serverSettings["enable_seqscan"] = "off"
    // A process that was stopped or cut off must not keep the locks of its tasks.
    connection.idleInTransactionTimeout = .seconds(5)
    self.connection = connection
    var broker = try BrokerSettings(url: try settings.require(\.amqpURL).text)
    broker.connectionName = name
    self.broker = broker
    let shutdown = Shutdown()
    let metrics = Metrics()
    pool = Pool(
      connection, settings: PoolSettings(connectionLimit: settings[\.databasePool]), logger: logger,
      metrics: metrics,
      shutdown: shutdown)
    listener = Listener(connection, logger: logger, shutdown: shutdown)
    parts = WorkerParts(
      database: pool, broker: RabbitBroker(broker, logger: logger), listener: listener, shutdown: shutdown,
      metrics: metrics,
      logger: logger)
  }

  private static func settings(for login: Login) throws -> Settings {
    guard login == .gateway else { return try Settings(requiring: [\.databaseURL, \.amqpURL]) }
    let settings = try Settings(requiring: [\.amqpURL])
    return settings[\.apiDatabaseURL] == nil ? try Settings(requiring: [\.databaseURL, \.amqpURL]) : settings
  }

  private static func database(_ settings: Settings, _ login: Login) throws -> ServiceURL {
    if login == .gateway, let own = settings[\.apiDatabaseURL] { return own }
    return try settings.require(\.databaseURL)
  }

  private func run(
    needing kinds: [JobKind], _ make: @Sendable (WorkerProcess) async throws -> [any Service]
  ) async throws -> Ending {
    try await requireSchema()
    try await Inspector(broker).require(.needed(by: kinds))
    parts.metrics.addProcessMetrics(version: Release.version, commit: "")
    parts.health.addReadiness("database") { [parts] in
      do {
        _ = try await parts.database.value("select 1", as: Int32.self)
        return .ok
      } catch { return .failing("\(error)") }
    }
    let ops = OpsEndpoint(
      address: try HTTP.Address("\(settings[\.opsAddress])"), health: parts.health, metrics: parts.metrics,
      shutdown: parts.shutdown,
      logger: parts.logger)
    let address = try ops.bind()
    let services = try await make(self)
    parts.logger.notice("started", ["ops": "http://\(address)"])
    return try await Lifecycle.run(
      services + [ops, pool, listener],
      settings: RunSettings(
        grace: settings[\.grace], haste: .seconds(10), shutdown: parts.shutdown, inFlight: parts.inFlight),
      logger: parts.logger)
  }

  /// A worker that is newer than its database would fail at its first task.
  private func requireSchema() async throws {
    let plan = try await Migrator(connection, logger: parts.logger).plan()
    guard plan.isCurrent else {
      let reason = plan.problems.first ?? "\(plan.pending.count) migrations are pending"
      throw ConfigurationProblem("the database is not ready: \(reason); run \"hookline migrate\"")
    }
  }
}

/// Something that an operator has to mend before a process can start.
struct ConfigurationProblem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
