import API
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
    let parts = process.parts
    let address = try HTTP.Address("\(process.settings[\.gatewayListen])")
    try Self.check(address, isOpen: process.settings[\.compatOpen])
    let producer = Producer(
      JobStore(parts.database), broker: parts.broker, patience: .seconds(5), metrics: parts.metrics,
      logger: parts.logger)
    let feed = RunFeed(
      store: JobStore(parts.database), listener: parts.listener, shutdown: parts.shutdown,
      logger: parts.logger)
    let checks = Pool(
      process.connection, settings: PoolSettings(connectionLimit: 1), logger: parts.logger,
      shutdown: parts.shutdown)
    let lists = StoredLists(
      parts.database, checks: checks, byteLimit: process.settings[\.gatewayMemory].value)
    let desk = UploadDesk(program: process.settings[\.mediaDecoder], logger: parts.logger)
    let memory = process.settings[\.searchMemory].value
    let frames = FrameLoading(parts.database, memoryLimit: memory)
    let gateway = Gateway(
      database: parts.database, producer: producer, feed: feed, lists: lists,
      depths: DepthGauge(process.settings), desk: desk, shelf: FrameShelf { try await frames.load() },
      health: parts.health, logger: parts.logger, connection: process.connection,
      isCompatOpen: process.settings[\.compatOpen],
      embeddings: try EmbeddingSettings(process.settings).map { EmbeddingEndpoint($0) },
      media: KeptMedia(
        process.settings[\.mediaDirectory], limit: process.settings[\.mediaLimit].value))
    let keys = KeyRing(KeyStore(parts.database))
    let gatekeeper = Gatekeeper(
      keys: keys, answers: IdempotencyStore(parts.database),
      limiter: .init(limit: process.settings[\.gatewayRate]), logger: parts.logger)
    var router = Router()
    gateway.interface.add(to: &router, door: gatekeeper)

    let log = AccessLog(parts.logger)
    let server = Server(
      address: address, router: router, settings: Self.limits, shutdown: parts.shutdown,
      metrics: parts.metrics, logger: parts.logger, onAnswer: log.note)
    let bound = try server.bind()
    parts.logger.notice("serving", ["address": "http://\(bound)"])
    services = [
      // What is owed to the broker when the last request was answered goes out with the relay of a worker.
      EndedService(server) {
        log.finish()
        await desk.close()
        await producer.close()
      }, log, feed,
      Housekeeping(
        keys: keys, answers: IdempotencyStore(parts.database), listener: parts.listener,
        shutdown: parts.shutdown, logger: parts.logger),
    ]
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

  private static var limits: ServerSettings {
    var limits = ServerSettings()
    limits.connectionLimit = 12_000
    // Each connection has room for a header as long as it is open, and those who wait for events are many.
    limits.headerLimit = 8 * 1024
    return limits
  }
}
