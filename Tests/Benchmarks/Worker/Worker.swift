import HTTP
import Lifecycle
import Storage
import Telemetry

/// A service that does nothing, of the parts that every worker is made of: what it weighs and how long it
/// takes to start is the least that any worker does.
enum Worker {
  /// Runs until it is told to end, or with `--exit-when-ready` until it could work; `--hold` gives it a piece of work
  /// that only haste ends. What it returns is its exit code: 0 only where everything begun was finished.
  static func main(_ arguments: ArraySlice<String>) async -> Int32 {
    do {
      let settings = try Settings(requiring: [\.databaseURL])
      let sink = ConsoleSink(format: settings[\.logFormat])
      let logger = Logger(service: "bench", level: settings[\.logLevel], sink: sink)
      let ending = try await run(settings, logger: logger, arguments)
      return ending == .drained ? 0 : 1
    } catch {
      write("hookline-bench service: \(error)\n", to: 2)
      return 1
    }
  }

  private static func run(
    _ settings: Settings, logger: Logger, _ arguments: ArraySlice<String>
  ) async throws -> Ending {
    let shutdown = Shutdown()
    let inFlight = InFlight()
    let metrics = Metrics()
    metrics.addProcessMetrics(version: "bench", commit: "none")
    let database = try ConnectionSettings(
      url: try settings.require(\.databaseURL).text, applicationName: "bench",
      statementTimeout: settings[\.statementTimeout])
    let pool = Pool(
      database, settings: PoolSettings(connectionLimit: settings[\.databasePool]), logger: logger,
      metrics: metrics, shutdown: shutdown)
    let health = Health()
    health.addReadiness("database") { await check(pool) }
    let ops = OpsEndpoint(
      address: try HTTP.Address("\(settings[\.opsAddress])"), health: health, metrics: metrics,
      shutdown: shutdown, logger: logger)
    let address = try ops.bind()
    let announcer = Announcer(
      pool: pool, address: address, shutdown: shutdown, logger: logger, inFlight: inFlight,
      exitsWhenReady: arguments.contains("--exit-when-ready"), holds: arguments.contains("--hold"))
    let end = RunSettings(grace: settings[\.grace], shutdown: shutdown, inFlight: inFlight)
    let ending = try await Lifecycle.run([pool, ops, announcer], settings: end, logger: logger)
    await pool.close()
    return ending
  }

  private static func check(_ pool: Pool) async -> Health.Status {
    do {
      _ = try await pool.value("select 1", as: Int32.self)
      return .ok
    } catch {
      return .failing("\(error)")
    }
  }

  /// Where a worker has its consumer: connects, says that it is ready and waits for the end.
  private struct Announcer: Service {
    let pool: Pool
    let address: HTTP.Address
    let shutdown: Shutdown
    let logger: Logger
    let inFlight: InFlight
    let exitsWhenReady: Bool
    let holds: Bool

    func run() async throws {
      _ = try await pool.value("select 1", as: Int32.self)
      logger.notice("ready", ["address": "\(address)"])
      if holds { try await inFlight.track("held work") { try await Task.sleep(for: .seconds(3_600)) } }
      if !exitsWhenReady { await shutdown.drainRequested() }
    }
  }
}
