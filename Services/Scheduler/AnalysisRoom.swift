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
    /// With so many messages waiting or in the hands of workers nothing is added to them.
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
    /// When a walk that has come to its end begins anew. Each by itself: one is shorter than the other.
    var begins: [Walk: ContinuousClock.Instant] = [:]

    func rests(_ walk: Walk) -> Bool { begins[walk].map { $0 > .now } ?? false }
  }

  /// Shared by all copies of the room.
  private final class Memory: Sendable {
    let value = Mutex(State())
  }

  private enum Walk: Hashable, CaseIterable { case outdated, hearable }

  /// What one turn has come to.
  struct Turn: Equatable {
    var made = 0
    var open = 0
    /// Whether both walks have come to their end, and rest.
    var isAtEnd = false
  }

  let backlog: SoundBacklog
  let producer: Producer
  /// How many messages wait or are in the hands of workers.
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

  init(_ process: WorkerProcess, _ probe: any QueueProbe) {
    self.init(process.parts) { try await probe.messageCount(of: .musicAnalysis) }
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
    turn.isAtEnd = state.value.withLock { state in Walk.allCases.allSatisfy { state.rests($0) } }
    let remade = try await share(old.tracks, again: nil) { $0.key(remade: $1) }
    let reheard = try await share(unheard.tracks, again: Self.again) { task, _ in task.keyToHear }
    turn.made = remade.made + reheard.made
    turn.open += turn.made
    note(turn, remade.keys + reheard.keys, outdated: old.tracks.count)
    return turn
  }

  /// What is heard again and again has one task for all times; of what died over it there is not much hope.
  private static let again = JobStore.Again(after: .seconds(60), afterDeath: .seconds(7 * 86_400))

  private func share(
    _ tracks: [SoundBacklog.Again], again: JobStore.Again?, key: (TrackToAnalyse, Int) -> String
  ) async throws -> (made: Int, keys: [String]) {
    var payloads: [String: JSON] = [:]
    for track in tracks {
      let task = TrackToAnalyse(track.track)
      payloads[key(task, track.tries)] = try JSON(encoding: task)
    }
    let made = try await producer.share(
      .musicAnalysis, payloads, schema: TrackToAnalyse.schema, lane: .bulk, again: again)
    return (made, Array(payloads.keys))
  }

  /// One stretch of a walk; the next begins where it ends, and at the start again after the end and a rest.
  private func look(_ walk: Walk, _ limit: Int) async throws -> SoundBacklog.Portion {
    let (last, rests) = state.value.withLock { ($0.walks[walk], $0.rests(walk)) }
    guard limit > 0, !rests else { return SoundBacklog.Portion() }
    let portion =
      switch walk {
      case .outdated:
        try await backlog.outdated(
          after: last, limit: limit, kind: JobKind.musicAnalysis.rawValue, keys: TrackToAnalyse.keyEndings)
      case .hearable: try await backlog.hearable(after: last, limit: limit)
      }
    state.value.withLock { state in
      state.walks[walk] = portion.next
      state.begins[walk] = portion.next == nil ? .now + limits.rest : nil
    }
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
