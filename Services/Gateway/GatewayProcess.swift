import API
import Glibc
import HTTP
import Jobs
import Lifecycle
import Messaging
import Search
import Storage
import Telemetry

/// The gateway with its server, as a process has them.
struct GatewayProcess {
  /// What runs until the process is asked to end.
  let services: [any Service]

  init(_ process: WorkerProcess) throws {
    // A file that may not grow is an error of who writes it, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    let (parts, settings) = (process.parts, process.settings)
    let address = try HTTP.Address("\(settings[\.gatewayListen])")
    try Self.check(address, isOpen: settings[\.compatOpen])
    let limits = try Self.limits(trusting: settings[\.gatewayProxies])
    let gateway = try Self.gateway(process)
    let keys = KeyRing(KeyStore(parts.database))
    let answers = IdempotencyStore(parts.database)
    let gatekeeper = Gatekeeper(
      keys: keys, answers: answers, limiter: .init(limit: settings[\.gatewayRate]), logger: parts.logger)
    var router = Router()
    gateway.interface.add(to: &router, door: gatekeeper)

    let log = AccessLog(parts.logger)
    let server = Server(
      address: address, router: router, settings: limits, shutdown: parts.shutdown, metrics: parts.metrics,
      logger: parts.logger, onAnswer: log.note)
    let bound = try server.bind()
    parts.logger.notice("serving", ["address": "http://\(bound)"])
    services = [
      // What is owed to the broker when the last request was answered goes out with the relay of a worker.
      EndedService(server) {
        log.finish()
        await gateway.desk.close()
        await gateway.producer.close()
      }, log, gateway.feed,
      Housekeeping(
        keys: keys, answers: answers, listener: parts.listener, shutdown: parts.shutdown,
        logger: parts.logger),
    ]
  }

  /// What routes work with.
  private static func gateway(_ process: WorkerProcess) throws -> Gateway {
    let (parts, settings) = (process.parts, process.settings)
    let jobs = JobStore(parts.database)
    let checks = Pool(
      process.connection, settings: PoolSettings(connectionLimit: 1), logger: parts.logger,
      shutdown: parts.shutdown)
    let frames = FrameLoading(parts.database, memoryLimit: settings[\.searchMemory].value)
    return Gateway(
      database: parts.database,
      producer: Producer(
        jobs, broker: parts.broker, patience: .seconds(5), metrics: parts.metrics, logger: parts.logger),
      feed: RunFeed(store: jobs, listener: parts.listener, shutdown: parts.shutdown, logger: parts.logger),
      lists: StoredLists(parts.database, checks: checks, byteLimit: settings[\.gatewayMemory].value),
      depths: DepthGauge(settings),
      desk: UploadDesk(program: settings[\.mediaDecoder], logger: parts.logger),
      shelf: FrameShelf { try await frames.load() }, health: parts.health, logger: parts.logger,
      connection: process.connection, isCompatOpen: settings[\.compatOpen],
      embeddings: try EmbeddingSettings(settings).map { EmbeddingEndpoint($0) },
      media: KeptMedia(settings[\.mediaDirectory], limit: settings[\.mediaLimit].value))
  }

  /// A setting that opens something must not open more than was meant, nor be without effect where somebody counts on it.
  static func check(_ address: HTTP.Address, isOpen: Bool) throws {
    guard isOpen, !address.isLoopback else { return }
    throw Unsafe(
      description:
        "HOOKLINE_COMPAT_OPEN is for a gateway that only this machine can reach, and \(address) is open "
        + "to others; unset it, or set HOOKLINE_GATEWAY_LISTEN to an address such as 127.0.0.1:8080")
  }

  /// What was set would let strangers in.
  struct Unsafe: Error, CustomStringConvertible {
    let description: String
  }

  /// What is set for the server; of proxies several may be named.
  static func limits(trusting proxies: String?) throws -> ServerSettings {
    var limits = ServerSettings()
    limits.connectionLimit = 12_000
    // Each connection has room for a header as long as it is open, and those who wait for events are many.
    limits.headerLimit = 12 * 1024
    // That there is room for the other lines.
    limits.targetLimit = 5 * 1024
    limits.trustedProxies = try (proxies ?? "").split(separator: ",").map { proxy in
      do { return try AddressRange(String(proxy.filter { $0 != " " })) } catch {
        throw Unsafe(description: "HOOKLINE_GATEWAY_PROXIES: \(error)")
      }
    }
    return limits
  }
}
