import Messaging
import Synchronization
import Telemetry

/// Why nothing is fetched from a lane.
enum PauseReason: Sendable, Hashable {
  /// An operator wants it so.
  case control
  case database
  case dependency
  case draining
}

/// The consumers of a worker, one for each lane; each flows while there is no reason against it.
final class Lanes: Sendable {
  private struct State {
    var reasons: [JobLane: Set<PauseReason>] = [:]
  }

  private let kind: JobKind
  private let consumers: [JobLane: any MessageConsumer]
  private let logger: Logger
  private let state = Mutex(State())

  init(_ kind: JobKind, broker: any Broker, prefetch: UInt16, logger: Logger) {
    self.kind = kind
    self.logger = logger
    consumers = Dictionary(
      uniqueKeysWithValues: JobLane.allCases.map { lane in
        let queue = BrokerName.queue(kind, lane)
        let settings = ConsumerSettings(prefetch: prefetch, bodyLimit: PublisherSettings().bodyLimit)
        let consumer = broker.makeConsumer(of: queue, settings)
        // Until it is known what operators have paused.
        consumer.pause()
        return (lane, consumer)
      })
    state.withLock { state in for lane in JobLane.allCases { state.reasons[lane] = [.control] } }
  }

  /// Hands everything that comes to `take`, until the consumers are closed.
  func run(_ take: @escaping @Sendable (Arrival) -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      for (lane, consumer) in consumers {
        group.addTask {
          for await delivery in consumer.deliveries { take(Arrival(lane: lane, delivery: delivery)) }
        }
      }
    }
  }

  /// Adds or removes a reason not to fetch.
  func setPaused(
    _ isPaused: Bool, because reason: PauseReason, lanes: some Sequence<JobLane> = JobLane.allCases
  ) {
    for lane in lanes {
      let change = state.withLock { state -> Bool? in
        let before = !(state.reasons[lane] ?? []).isEmpty
        if isPaused {
          state.reasons[lane, default: []].insert(reason)
        } else {
          state.reasons[lane, default: []].remove(reason)
        }
        let after = !(state.reasons[lane] ?? []).isEmpty
        return before == after ? nil : after
      }
      guard let change, let consumer = consumers[lane] else { continue }
      logger.info(
        change ? "lane paused" : "lane resumed",
        ["queue": .string(BrokerName.queue(kind, lane)), "reason": "\(reason)"])
      if change { consumer.pause() } else { consumer.resume() }
    }
  }

  func isPaused(_ lane: JobLane) -> Bool { state.withLock { !($0.reasons[lane] ?? []).isEmpty } }
  var isPaused: Bool { JobLane.allCases.allSatisfy(isPaused) }

  /// For how long the broker has been away.
  var outage: Duration? { consumers.values.compactMap(\.outage).max() }

  func close() async {
    await withTaskGroup(of: Void.self) { group in
      for consumer in consumers.values { group.addTask { await consumer.close() } }
    }
  }
}
