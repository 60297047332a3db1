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
    let producer = Producer(
      JobStore(parts.database), broker: parts.broker, patience: .seconds(5), metrics: parts.metrics,
      logger: parts.logger)
    let feed = RunFeed(
      store: JobStore(parts.database), listener: parts.listener, shutdown: parts.shutdown,
      logger: parts.logger)
    let desk = UploadDesk(program: process.settings[\.mediaDecoder], logger: parts.logger)
    let memory = process.settings[\.searchMemory].value
    let frames = FrameLoading(parts.database, memoryLimit: memory)
    let gateway = Gateway(
      database: parts.database, producer: producer, feed: feed, depths: DepthGauge(process.settings),
      desk: desk, shelf: FrameShelf { try await frames.load() }, health: parts.health, logger: parts.logger)
    let keys = KeyRing(KeyStore(parts.database))
    let gatekeeper = Gatekeeper(
      keys: keys, answers: IdempotencyStore(parts.database),
      limiter: .init(limit: process.settings[\.gatewayRate]), logger: parts.logger)
    var router = Router()
    gateway.interface.add(to: &router, door: gatekeeper)

    let log = AccessLog(parts.logger)
    let server = Server(
      address: try HTTP.Address("\(process.settings[\.gatewayListen])"), router: router,
      settings: Self.limits, shutdown: parts.shutdown, metrics: parts.metrics, logger: parts.logger,
      onAnswer: log.note)
    let address = try server.bind()
    parts.logger.notice("serving", ["address": "http://\(address)"])
    services = [
      // What is owed to the broker when the last request was answered goes out with the relay of a worker.
      EndedService(server) {
        await desk.close()
        await producer.close()
      }, feed,
      Housekeeping(
        keys: keys, answers: IdempotencyStore(parts.database), listener: parts.listener,
        shutdown: parts.shutdown, logger: parts.logger),
    ]
  }

  private static var limits: ServerSettings {
    var limits = ServerSettings()
    limits.connectionLimit = 12_000
    return limits
  }
}
