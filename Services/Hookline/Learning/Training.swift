import Documents
import Jobs
import Lifecycle
import Management
import Messaging
import Storage

/// How far something that is being learnt is.
protocol TrainingState: Sendable {
  var state: TaskState { get }
  var error: String? { get }
  /// What was learnt; nil where nothing was.
  func learnt() async throws -> ModelStore.Found?
}

/// An order to learn, asked after until it is carried out.
protocol Training: Sendable {
  associatedtype State: TrainingState

  /// How long to wait before the next look.
  static func pause(afterLooks count: Int) -> Duration
  /// nil when the order is gone.
  func state() async throws -> State?
  /// Whether no recommender learns: waiting for one may take for ever. A broker that does not say is told of by others.
  func isNobodyThere(_ context: Context) async -> Bool
}

/// One at the servers.
struct StoredTraining: Training {
  struct State: TrainingState {
    let work: JobStore.SharedWork
    let store: JobStore

    var state: TaskState { work.state }
    var error: String? { work.error }

    func learnt() async throws -> ModelStore.Found? {
      try await ModelStore(store.database).made(by: work.id.uuid)
    }
  }

  let store: JobStore
  let key: String

  static func pause(afterLooks count: Int) -> Duration { .milliseconds(300) }

  func state() async throws -> State? {
    try await store.sharedState(.train, key).map { State(work: $0, store: store) }
  }

  func isNobodyThere(_ context: Context) async -> Bool {
    let queues = JobLane.allCases.map { BrokerName.queue(.train, $0) }
    guard let url = try? context.settings().require(\.amqpURL).text,
      let broker = try? BrokerSettings(url: url),
      let depths = try? await Inspector(broker).depths(of: queues)
    else { return false }
    return depths.values.allSatisfy { $0.consumerCount == 0 }
  }
}

/// One at a gateway.
struct RemoteTraining: Training {
  let remote: Remote
  let order: String
  /// Nobody waits longer than until then.
  var end: ContinuousClock.Instant?
  /// How long a gateway may be away in one look.
  var patience = Duration.seconds(60)

  private static let backoff = Backoff(base: .milliseconds(300), cap: .seconds(5))

  /// Learning takes minutes: who asks often is told nothing sooner, and held back by the gateway.
  static func pause(afterLooks count: Int) -> Duration { backoff.bound(afterFailure: count + 1) }

  /// A gateway that is away for a while, as when it is started anew, is asked again: learning goes on without it.
  func state() async throws -> ToldModelOrder? {
    let limit = ContinuousClock.now + patience
    let end = min(limit, self.end ?? limit)
    var failures = 0
    while true {
      do { return try await remote.training(order) } catch let error as RemoteAway {
        let left = end - .now
        guard left > .zero else {
          throw CommandFailure("\(error); the order stands, and \"hookline models\" shows what comes of it")
        }
        try await Task.sleep(for: min(left, Self.pause(afterLooks: failures)))
        failures += 1
      }
    }
  }

  func isNobodyThere(_ context: Context) async -> Bool {
    let names = Set(JobLane.allCases.map { BrokerName.queue(.train, $0) })
    guard let queues = try? await remote.queues().queues else { return false }
    let depths = queues.filter { names.contains($0.record.queue) }.map(\.depth)
    return depths.count == names.count && depths.allSatisfy { $0?.consumers == 0 }
  }
}

extension ToldModelOrder: TrainingState {
  func learnt() async throws -> ModelStore.Found? { model }
}
