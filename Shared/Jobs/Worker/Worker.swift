import FoundationEssentials
public import Lifecycle
public import Messaging
public import Storage
public import Telemetry

/// What a worker works with besides its handler.
public struct WorkerParts: Sendable {
  public var database: any Database
  public var broker: any Broker
  /// Brings what operators change at once; without it a worker looks every few seconds.
  public var listener: Listener?
  public var shutdown: Shutdown
  public var inFlight: InFlight
  public var health: Health
  public var metrics: Metrics
  public var logger: Logger

  public init(
    database: any Database, broker: any Broker, listener: Listener? = nil, shutdown: Shutdown = Shutdown(),
    inFlight: InFlight = InFlight(), health: Health = Health(), metrics: Metrics = Metrics(),
    logger: Logger
  ) {
    self.database = database
    self.broker = broker
    self.listener = listener
    self.shutdown = shutdown
    self.inFlight = inFlight
    self.health = health
    self.metrics = metrics
    self.logger = logger
  }
}

/// Fetches the tasks of one kind, runs their handler and settles them, until it is asked to drain.
///
/// Messages may come twice, late, or to several workers at once: the task's row decides who may act. A drain uses no
/// attempt: what has not begun goes back to the broker, what has begun is finished, and in haste given back.
public final class Worker: Service {
  let work: Work
  let settings: WorkerSettings
  let parts: WorkerParts
  let admission: Admission?
  let store: JobStore
  let meters: WorkerMeters
  let running: Running
  let hands = Hands()
  let feed: LaneFeed<Arrival>
  let circuit: Circuit
  let stall = Stall()
  let identity: WorkerIdentity

  public convenience init(
    _ handler: some Handler, settings: WorkerSettings, admission: Admission? = nil, parts: WorkerParts
  ) {
    self.init(Work(handler), settings, admission, parts)
  }

  public convenience init(
    _ handler: some BatchHandler, settings: WorkerSettings, admission: Admission? = nil, parts: WorkerParts
  ) {
    self.init(Work(handler), settings, admission, parts)
  }

  init(_ work: Work, _ settings: WorkerSettings, _ admission: Admission?, _ parts: WorkerParts) {
    self.work = work
    self.settings = settings
    self.admission = admission
    self.parts = parts
    store = JobStore(parts.database)
    meters = WorkerMeters(work.kind, parts.metrics)
    running = Running(patience: settings.patience)
    feed = LaneFeed(weights: settings.weights)
    circuit = Circuit(settings.outage)
    identity = WorkerIdentity(kind: work.kind)
  }

  /// Works until a drain is asked for. A cancelled caller asks for haste, not for an end in the middle of a transaction.
  public func run() async throws {
    let turn = Task { await Shift(self).run() }
    await withTaskCancellationHandler {
      await turn.value
    } onCancel: {
      parts.shutdown.hasten()
    }
  }
}
