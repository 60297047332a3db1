import FoundationEssentials
import Jobs
import Lifecycle
import Messaging
import Models
import Storage
import Telemetry

/// Has tastes learnt anew: when nothing was learnt yet, and when what was learnt is old and there is news.
struct TrainRoom: Service {
  let store: ModelStore
  let taken: TakenStore
  let producer: Producer
  let shutdown: Shutdown
  let logger: Logger
  /// How old it may get.
  let age: Duration
  var interval = Duration.seconds(60)

  init(_ parts: WorkerParts, age: Duration) {
    store = ModelStore(parts.database)
    taken = TakenStore(parts.database)
    producer = Producer(
      JobStore(parts.database), broker: parts.broker, metrics: parts.metrics, logger: parts.logger)
    shutdown = parts.shutdown
    logger = parts.logger
    self.age = age
  }

  func run() async {
    await shutdown.untilDrained {
      await make()
      return interval
    }
    await producer.close()
  }

  /// Once. What fails is tried again after the interval, and is nobody else's trouble.
  @discardableResult
  func make() async -> Bool {
    do { return try await turn() } catch is CancellationError {
    } catch {
      logger.warning("learning cannot be begun", ["error": "\(error)"])
    }
    return false
  }

  private func turn() async throws -> Bool {
    let last = try await store.newest(ModelToTrain.company, limit: 1).first
    guard let newest = try await taken.newestVideo() else { return false }
    if let last {
      guard -last.madeAt.timeIntervalSinceNow >= age.inSeconds else { return false }
      let snapshot = try? last.record.snapshot.decode(Snapshot.self)
      guard newest.rawValue > snapshot?.video ?? 0 else { return false }
    }
    // Named after what it comes after: all schedulers mean the same task, and there is none while one is under way. Where
    // there was too little to learn from, or it failed, there may be more later.
    let key = "\(ModelToTrain.company) after \(last?.id ?? 0)"
    let begun = try await producer.share(
      .train, [key: try JSON(encoding: ModelToTrain())], lane: .bulk,
      again: JobStore.Again(after: age, afterDeath: min(age, .seconds(3_600))))
    guard begun > 0 else { return false }
    logger.info("learning begins", ["after": LogValue(last?.id ?? 0)])
    return true
  }

  private struct Snapshot: Decodable {
    let video: Int64
  }
}
