import Jobs
import Lifecycle
import Messaging
import Models
import Storage
import Synchronization
import Telemetry

/// How much analysing again there is at once.
struct AnalysisLimits: Sendable {
  /// How many of its tasks are open at once.
  var open = 40
  /// With so many messages waiting or in the hands of workers nothing is added to them.
  var depth = 200
  /// Between two portions, and between two walks through everything.
  var interval = Duration.seconds(5)
  var rest = Duration.seconds(300)
}

/// What one turn of a room has come to.
struct AnalysisTurn: Equatable {
  var made = 0
  var open = 0
  /// Whether all walks have come to their end, and rest.
  var isAtEnd = false
}

/// What can be analysed again.
protocol RepeatableTask: AnalysisTask where Subject: AnalysedSubject {
  static var kind: JobKind { get }
  /// Of several, for people.
  static var subjects: String { get }
}

extension TrackToAnalyse: RepeatableTask {
  static var kind: JobKind { .musicAnalysis }
  static var subjects: String { "tracks" }
}

extension VideoToAnalyse: RepeatableTask {
  static var kind: JobKind { .contentAnalysis }
  static var subjects: String { "videos" }
}

/// Has analysed again what only an older version of the analysis knows, what could not be heard or seen and may be now, and
/// what was seen but not compared with others: on the bulk lane, a few at a time, and none while others have much to do there.
struct AnalysisRoom<Work: RepeatableTask>: Service {
  typealias Subject = Work.Subject

  private struct State {
    /// What was made here and was not over at the last look.
    var keys: [String] = []
    var made = 0
    var walks: [Walk: EntityID<Subject>] = [:]
    /// When a walk that has come to its end begins anew. Each by itself: one is shorter than the other.
    var begins: [Walk: ContinuousClock.Instant] = [:]

    func rests(_ walk: Walk) -> Bool { begins[walk].map { $0 > .now } ?? false }
  }

  /// Shared by all copies of the room.
  private final class Memory: Sendable {
    let value = Mutex(State())
  }

  private enum Walk: Hashable, CaseIterable { case outdated, retriable, uncompared }

  let backlog: AnalysisBacklog<Subject>
  let producer: Producer
  /// How many messages wait or are in the hands of workers.
  let depth: @Sendable () async throws -> Int
  let shutdown: Shutdown
  let logger: Logger
  let meters: AnalysisMeters
  var limits = AnalysisLimits()
  private let state = Memory()

  init(
    _ parts: WorkerParts, limits: AnalysisLimits = AnalysisLimits(),
    depth: @escaping @Sendable () async throws -> Int
  ) {
    backlog = AnalysisBacklog<Subject>(parts.database)
    producer = Producer(
      JobStore(parts.database), broker: parts.broker, metrics: parts.metrics, logger: parts.logger)
    self.depth = depth
    shutdown = parts.shutdown
    logger = parts.logger
    meters = AnalysisMeters(parts.metrics, of: Work.subjects)
    self.limits = limits
  }

  init(_ process: WorkerProcess, _ probe: any QueueProbe) {
    self.init(process.parts) { try await probe.messageCount(of: Work.kind) }
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
  func make() async -> AnalysisTurn {
    do { return try await turn() } catch is CancellationError {
    } catch {
      logger.warning("\(Work.subjects) cannot be analysed again", ["error": "\(error)"])
    }
    return AnalysisTurn()
  }

  private func turn() async throws -> AnalysisTurn {
    let kind = Work.kind.rawValue
    let keys = try await backlog.unfinished(state.value.withLock { $0.keys }, kind: kind)
    state.value.withLock { $0.keys = keys }
    meters.open.set(keys.count)
    var turn = AnalysisTurn(open: keys.count)
    // In portions: a look for each task that ends would cost more than it brings.
    guard keys.count <= limits.open / 2, try await depth() < limits.depth else { return turn }
    let old = try await look(.outdated, limits.open - keys.count)
    let missed = try await look(.retriable, limits.open - keys.count - old.subjects.count)
    let apart = try await look(
      .uncompared, limits.open - keys.count - old.subjects.count - missed.subjects.count)
    turn.isAtEnd = state.value.withLock { state in Walk.allCases.allSatisfy { state.rests($0) } }
    let remade = try await share(old.subjects, again: nil) { $0.key(remade: $1) }
    let retried = try await share(missed.subjects, again: Self.again) { task, _ in task.keyToRetry }
    let compared = try await share(apart.subjects, again: Self.seldom) { task, _ in task.keyToRetry }
    turn.made = remade.made + retried.made + compared.made
    turn.open += turn.made
    note(turn, remade.keys + retried.keys + compared.keys, outdated: old.subjects.count)
    return turn
  }

  /// What is tried again and again has one task for all times; of what died over it there is not much hope.
  private static var again: JobStore.Again {
    JobStore.Again(after: .seconds(60), afterDeath: .seconds(7 * 86_400))
  }

  /// Nobody counts how often comparing has come to nothing.
  private static var seldom: JobStore.Again {
    JobStore.Again(after: .seconds(6 * 3600), afterDeath: .seconds(7 * 86_400))
  }

  private func share(
    _ subjects: [AnalysisBacklog<Subject>.Again], again: JobStore.Again?, key: (Work, Int) -> String
  ) async throws -> (made: Int, keys: [String]) {
    var payloads: [String: JSON] = [:]
    for subject in subjects {
      let task = Work(subject.subject)
      payloads[key(task, subject.tries)] = try JSON(encoding: task)
    }
    let made = try await producer.share(
      Work.kind, payloads, schema: Work.schema, lane: .bulk, again: again)
    return (made, Array(payloads.keys))
  }

  /// One stretch of a walk; the next begins where it ends, and at the start again after the end and a rest.
  private func look(_ walk: Walk, _ limit: Int) async throws -> AnalysisBacklog<Subject>.Portion {
    let (last, rests) = state.value.withLock { ($0.walks[walk], $0.rests(walk)) }
    guard limit > 0, !rests else { return AnalysisBacklog<Subject>.Portion() }
    let (kind, key) = (Work.kind.rawValue, Work.retryEnding)
    let portion =
      switch walk {
      case .outdated: try await backlog.outdated(after: last, limit: limit, kind: kind, keys: Work.keyEndings)
      case .retriable: try await backlog.retriable(after: last, limit: limit, kind: kind, key: key)
      case .uncompared: try await backlog.uncompared(after: last, limit: limit, kind: kind, key: key)
      }
    state.value.withLock { state in
      state.walks[walk] = portion.next
      state.begins[walk] = portion.next == nil ? .now + limits.rest : nil
    }
    return portion
  }

  private func note(_ turn: AnalysisTurn, _ keys: [String], outdated: Int) {
    let made = state.value.withLock { state in
      state.keys += keys
      state.made += turn.made
      return state.made
    }
    meters.open.set(turn.open)
    meters.made.increment(by: Double(turn.made))
    guard turn.made > 0 else { return }
    logger.info(
      "\(Work.subjects) are analysed again",
      [
        "begun": LogValue(turn.made), "outdated": LogValue(outdated), "open": LogValue(turn.open),
        "in_all": LogValue(made), "version": LogValue(Work.version),
      ])
  }
}

/// What the scheduler knows of analysing again.
struct AnalysisMeters: Sendable {
  let open: Gauge
  let made: Counter

  init(_ metrics: Metrics, of subjects: String) {
    let labels = ["of": subjects]
    open = metrics.gauge(
      "hookline_reanalysis_open", help: "Tracks and videos that are being analysed again", labels: labels)
    made = metrics.counter(
      "hookline_reanalysis_total", help: "Tracks and videos whose analysis was begun again", labels: labels)
  }
}
