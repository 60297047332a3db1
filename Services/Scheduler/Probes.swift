import Jobs
import Management
import Messaging
import Storage

/// Asks the management interface, which counts what is in the hands of workers as well.
struct ManagementProbe: QueueProbe {
  private let client: ManagementClient

  init(_ client: ManagementClient) { self.client = client }

  func messageCount(of kind: JobKind) async throws -> Int {
    let queues = Set(JobLane.allCases.map { BrokerName.queue(kind, $0) })
    return try await client.totals().filter { queues.contains($0.queue) }
      .reduce(0) { $0 + $1.readyCount + $1.unackedCount }
  }
}

/// Without a management interface: what waits is counted by the broker, and what is in hand by the workers themselves.
struct PassiveProbe: QueueProbe {
  private let inspector: Inspector
  private let database: any Database

  init(_ inspector: Inspector, database: any Database) {
    self.inspector = inspector
    self.database = database
  }

  func messageCount(of kind: JobKind) async throws -> Int {
    let depths = try await inspector.depths(of: JobLane.allCases.map { BrokerName.queue(kind, $0) })
    let ready = depths.values.reduce(0) { $0 + $1.readyCount }
    guard ready == 0 else { return ready }
    return try await database.value(
      """
      select coalesce(sum(busy), 0)::int8 from worker
      where kind = \(kind.rawValue) and seen_at > now() - interval '1 minute'
      """, as: Int.self)
  }
}
