import Jobs
import Lifecycle
import Messaging
import Models
import Storage
import Synchronization
import Telemetry

/// Has tracks analysed again that only an older version of the analysis knows, and those that could not be heard and may
/// be now: on the bulk lane, a few at a time, and none while others have much to do there.
struct AnalysisRoom: Service {
  struct Limits: Sendable {
    /// How many of its tasks are open at once.
    var open = 40
    /// With so many messages in the lane nothing is added to it.
    var depth = 200
    /// Between two portions, and between two walks through all tracks.
    var interval = Duration.seconds(5)
    var rest = Duration.seconds(300)
  }

  private struct State {
    /// What was made here and was not over at the last look.
    var keys: [String] = []
    var made = 0
    var walks: [Walk: Track.ID] = [:]
  }

  /// Shared by all copies of the room.
  private final class Memory: Sendable {
    let value = Mutex(State())
  }

  private enum Walk: Hashable { case outdated, hearable }

  /// What one turn has come to.
  struct Turn: Equatable {
    var made = 0
    var open = 0
    /// Whether both walks came to their end.
    var isAtEnd = false
  }

  let backlog: SoundBacklog
  let producer: Producer
  /// How many messages wait in the bulk lane.
  let depth: @Sendable () async throws -> Int
  let shutdown: Shutdown
  let logger: Logger
  let meters: AnalysisMeters
  var limits = Limits()
  private let state = Memory()

  init(
    _ parts: WorkerParts, limits: Limits = Limits(), depth: @escaping @Sendable () async throws -> Int
  ) {
    backlog = SoundBacklog(parts.database)
    producer = Producer(
      JobStore(parts.database), broker: parts.broker, metrics: parts.metrics, logger: parts.logger)
    self.depth = depth
    shutdown = parts.shutdown
    logger = parts.logger
    meters = AnalysisMeters(parts.metrics)
    self.limits = limits
  }

  init(_ process: WorkerProcess) {
    let inspector = Inspector(process.broker)
    let queue = BrokerName.queue(.musicAnalysis, .bulk)
    self.init(process.parts) {
      try await inspector.depths(of: [queue]).values.reduce(0) { $0 + $1.readyCount }
    }
  }

  func run() async {
    await shutdown.untilDrained {
      let turn = await make()
      return turn.isAtEnd && turn.made == 0 ? limits.rest : limits.interval
    }
    await producer.close()
  }

  /// Once. What fails is tried again after the interval, and is nobody else's trouble.
  @discardableResult
  func make() async -> Turn {
    do { return try await turn() } catch is CancellationError {
    } catch {
      logger.warning("tracks cannot be analysed again", ["error": "\(error)"])
    }
    return Turn()
  }

  private func turn() async throws -> Turn {
    let kind = JobKind.musicAnalysis.rawValue
    let keys = try await backlog.unfinished(state.value.withLock { $0.keys }, kind: kind)
    state.value.withLock { $0.keys = keys }
    meters.open.set(keys.count)
    var turn = Turn(open: keys.count)
    // In portions: a look for each task that ends would cost more than it brings.
    guard keys.count <= limits.open / 2, try await depth() < limits.depth else { return turn }
    let old = try await look(.outdated, limits.open - keys.count)
    let unheard = try await look(.hearable, limits.open - keys.count - old.tracks.count)
    turn.isAtEnd = old.next == nil && unheard.next == nil
    var payloads: [String: JSON] = [:]
    for again in old.tracks + unheard.tracks {
      let task = TrackToAnalyse(again.track)
      payloads[again.tries == 0 ? task.key : task.key(tries: again.tries)] = try JSON(encoding: task)
    }
    turn.made = try await producer.share(.musicAnalysis, payloads, lane: .bulk)
    turn.open += turn.made
    note(turn, Array(payloads.keys), outdated: old.tracks.count)
    return turn
  }

  /// One stretch of a walk; the next begins where it ends, and at the start again after the end.
  private func look(_ walk: Walk, _ limit: Int) async throws -> SoundBacklog.Portion {
    guard limit > 0 else {
      return SoundBacklog.Portion(next: state.value.withLock { $0.walks[walk] } ?? Track.ID(0))
    }
    let last = state.value.withLock { $0.walks[walk] }
    let portion =
      switch walk {
      case .outdated:
        try await backlog.outdated(after: last, limit: limit, kind: JobKind.musicAnalysis.rawValue)
      case .hearable: try await backlog.hearable(after: last, limit: limit)
      }
    state.value.withLock { $0.walks[walk] = portion.next }
    return portion
  }

  private func note(_ turn: Turn, _ keys: [String], outdated: Int) {
    let made = state.value.withLock { state in
      state.keys += keys
      state.made += turn.made
      return state.made
    }
    meters.open.set(turn.open)
    meters.made.increment(by: Double(turn.made))
    guard turn.made > 0 else { return }
    logger.info(
      "tracks are analysed again",
      [
        "begun": LogValue(turn.made), "outdated": LogValue(outdated), "open": LogValue(turn.open),
        "in_all": LogValue(made), "version": LogValue(TrackFeatures.version),
      ])
  }
}

/// What the scheduler knows of analysing again.
struct AnalysisMeters: Sendable {
  let open: Gauge
  let made: Counter

  init(_ metrics: Metrics) {
    open = metrics.gauge("hookline_reanalysis_open", help: "Tracks that are being analysed again")
    made = metrics.counter("hookline_reanalysis_total", help: "Tracks whose analysis was begun again")
  }
}
