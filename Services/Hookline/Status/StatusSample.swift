import FoundationEssentials
import Jobs
import Lifecycle
import Management
import Messaging
import Storage

/// What broker and database say at one moment; what one of them does not say is nil.
struct StatusSample: Sendable {
  struct Broker: Sendable {
    var queues: [String: QueueStatistics]
    /// Whether rates come with it.
    var hasRates: Bool
  }

  struct Store: Sendable {
    var records: [QueueRecord]
    var controls: [QueueControl]
    var workers: [WorkerSighting]
    /// nil where they are too many to be counted.
    var openRunCount: Int?
  }

  var date = Date()
  var broker: Broker?
  var store: Store?
  /// What could not be learnt, and what to do.
  var problems: [String] = []
  /// What is missing by arrangement.
  var notes: [String] = []
}

/// Takes samples.
protocol Sampler: Sendable {
  func sample() async -> StatusSample
}

/// Takes samples of the servers: with one request of the broker each.
struct StatusSampler: Sampler {
  let broker: BrokerSettings
  let management: ManagementClient?
  let store: JobStore
  /// Why the store cannot be read, where its schema is not this program's.
  var outdated: @Sendable () async -> OutdatedSchema? = { nil }

  static let unmanaged =
    "without HOOKLINE_AMQP_MANAGEMENT_URL there are no unacked messages and no rates of the broker"

  func sample() async -> StatusSample {
    async let depths = Self.result { try await readBroker() }
    async let facts = Self.result { try await readStore() }
    var sample = StatusSample()
    switch await depths {
    case .success(let broker):
      sample.broker = broker
      let missing = Topology.hookline.queues.count { broker.queues[$0] == nil }
      if missing > 0 {
        sample.problems.append(
          "the broker lacks \(counted(missing, "queue")); run \"hookline topology apply\"")
      }
    case .failure(let error): sample.problems.append("\(error)")
    }
    switch await facts {
    case .success(let store): sample.store = store
    case .failure(let error):
      let reason: any Error = await outdated() ?? Context.explained(error)
      sample.problems.append("\(reason)")
    }
    if management == nil { sample.notes.append(Self.unmanaged) }
    return sample
  }

  private static func result<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  private func readBroker() async throws -> StatusSample.Broker {
    if let management {
      let queues = try await management.statistics().map { ($0.queue, $0) }
      return .init(queues: Dictionary(queues) { first, _ in first }, hasRates: true)
    }
    let present = try await BrokerDepths.inspect(Topology.hookline.queues, Inspector(broker)).present
    return .init(
      queues: Dictionary(
        uniqueKeysWithValues: present.map { queue, depth in
          (
            queue,
            QueueStatistics(
              queue: queue, readyCount: depth.readyCount, consumerCount: depth.consumerCount)
          )
        }), hasRates: false)
  }

  private func readStore() async throws -> StatusSample.Store {
    .init(
      records: try await store.queueRecords(), controls: try await store.queueControls(),
      workers: try await store.workers(), openRunCount: try await store.openRunCount())
  }
}
