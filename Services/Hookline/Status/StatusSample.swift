import Documents
import Jobs
import Lifecycle
import Management
import Messaging
import Storage

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

  static let unmanaged = StatusSample.unmanaged

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
