import FoundationEssentials
import Jobs
import Lifecycle
import Messaging
import Models
import Storage
import Synchronization
import Telemetry

/// When and how many lists are begun in a night.
struct NightlyPlan: Sendable {
  /// In UTC.
  var hour = 3
  /// How many creators one transaction takes.
  var portion = 500
  /// With so many messages waiting nothing is added to them.
  var depth = 2_000
  /// Between two portions, and between two looks at the clock.
  var interval = Duration.seconds(2)
  var rest = Duration.seconds(60)

  /// The night whose hour has come last.
  func night(at now: Date) -> Day { Day(now.addingTimeInterval(-Double(hour) * 3_600)) }
}

/// Has a list made each night for every creator who has had one: on the bulk lane, a portion at a time.
///
/// A night whose hour has passed while nobody was up is made up for, the last one only: what the others would have said is
/// not known any more. Whose list fails gets the next night's.
struct NightlyRoom: Service {
  private struct State {
    /// The last night that is known to be over: it is not asked for again.
    var finished: Day?
  }

  /// Shared by all copies of the room.
  private final class Memory: Sendable {
    let value = Mutex(State())
  }

  let database: any Database
  let producer: Producer
  /// How many messages wait or are in the hands of workers.
  let depth: @Sendable () async throws -> Int
  let clock: @Sendable () -> Date
  let shutdown: Shutdown
  let logger: Logger
  let plan: NightlyPlan
  let begun: Counter
  private let state = Memory()

  init(
    _ parts: WorkerParts, plan: NightlyPlan = NightlyPlan(),
    clock: @escaping @Sendable () -> Date = { Date() },
    depth: @escaping @Sendable () async throws -> Int
  ) {
    database = parts.database
    producer = Producer(
      JobStore(parts.database), broker: parts.broker, metrics: parts.metrics, logger: parts.logger)
    self.depth = depth
    self.clock = clock
    shutdown = parts.shutdown
    logger = parts.logger
    self.plan = plan
    begun = parts.metrics.counter("hookline_nightly_total", help: "Nightly lists that were begun")
  }

  /// Nil where no lists are wanted by night.
  init?(_ process: WorkerProcess, _ probe: any QueueProbe) {
    guard process.settings[\.nightly] else { return nil }
    var plan = NightlyPlan()
    plan.hour = process.settings[\.nightlyHour]
    self.init(process.parts, plan: plan) { try await probe.messageCount(of: .recommend) }
  }

  func run() async {
    await shutdown.untilDrained { await make() }
    await producer.close()
  }

  /// One portion; how long to rest after it. What fails is tried again after the rest, and is nobody else's trouble.
  @discardableResult
  func make() async -> Duration {
    let night = plan.night(at: clock())
    guard state.value.withLock({ $0.finished }) != night else { return plan.rest }
    do {
      if try await NightStore(database).isFinished(night) { return finish(night) }
      guard try await depth() < plan.depth else { return plan.interval }
      let portion = try await begin(night)
      return portion.isFinished ? finish(night) : plan.interval
    } catch is CancellationError {
    } catch {
      logger.warning("nightly lists cannot be begun", ["night": "\(night)", "error": "\(error)"])
    }
    return plan.rest
  }

  private func finish(_ night: Day) -> Duration {
    state.value.withLock { $0.finished = night }
    return plan.rest
  }

  private func begin(_ night: Day) async throws -> NightStore.Portion {
    let chosen = Mutex(NightStore.Portion())
    let limit = plan.portion
    let answers = try await producer.enqueue { session in
      let portion = try session.nextOfNight(night, limit: limit)
      chosen.withLock { $0 = portion }
      return try portion.creators.map { try Self.enqueuement(for: $0.request, night) }
    }
    let count = answers.count { !$0.isMerged }
    begun.increment(by: Double(count))
    let portion = chosen.withLock { $0 }
    if !answers.isEmpty || portion.isFinished {
      logger.info(
        portion.isFinished ? "nightly lists are all begun" : "nightly lists are begun",
        ["night": "\(night)", "begun": LogValue(count), "still_open": LogValue(answers.count - count)])
    }
    return portion
  }

  private static func enqueuement(for request: InfluencerRequest, _ night: Day) throws -> Enqueuement {
    let run = RunID.make()
    let order = RunToConclude(run: "\(run)", subject: request.subject, day: "\(night)")
    return Enqueuement(
      .recommend, runKind: RunToConclude.nightlyRunKind, subject: request.subject, lane: .bulk,
      payload: try JSON(encoding: order), run: run)
  }
}
