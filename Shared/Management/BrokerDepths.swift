public import Lifecycle
public import Messaging

/// What the broker says of the queues, as far as it can be asked.
public struct BrokerDepths: Sendable {
  public struct Depth: Sendable, Equatable {
    public var ready: Int?
    public var unacked: Int?
    public var consumers: Int?
    /// Messages that come in and that are done with in a second, where that was asked for.
    public var incoming: Double?
    public var outgoing: Double?

    public init(
      ready: Int? = nil, unacked: Int? = nil, consumers: Int? = nil, incoming: Double? = nil,
      outgoing: Double? = nil
    ) {
      self.ready = ready
      self.unacked = unacked
      self.consumers = consumers
      self.incoming = incoming
      self.outgoing = outgoing
    }
  }

  public private(set) var queues: [String: Depth]
  /// What could not be learnt, and what to do.
  public private(set) var problem: String?
  /// Whether there is a management interface to ask.
  public private(set) var isManaged: Bool

  public init(queues: [String: Depth] = [:], problem: String? = nil, isManaged: Bool = false) {
    self.queues = queues
    self.problem = problem
    self.isManaged = isManaged
  }

  /// Rates take another request, and a management interface that keeps statistics.
  public static func read(_ settings: Settings, withRates: Bool = false) async -> BrokerDepths {
    var depths = BrokerDepths(isManaged: settings[\.amqpManagementURL] != nil)
    do { try await depths.fill(settings, withRates: withRates) } catch { depths.problem = "\(error)" }
    return depths
  }

  private mutating func fill(_ settings: Settings, withRates: Bool) async throws {
    let broker = try BrokerSettings(url: settings.require(\.amqpURL).text)
    let (present, missing) = try await Self.inspect(Topology.hookline.queues, Inspector(broker))
    for (queue, depth) in present {
      queues[queue] = Depth(ready: depth.readyCount, consumers: depth.consumerCount)
    }
    if !missing.isEmpty {
      let count = missing.count == 1 ? "1 queue" : "\(missing.count) queues"
      problem = "the broker lacks \(count); run \"hookline topology apply\""
    }
    guard let url = settings[\.amqpManagementURL] else { return }
    let client = ManagementClient(try ManagementClient.Settings(url, virtualHost: broker.virtualHost))
    for totals in try await client.totals() where queues[totals.queue] != nil {
      queues[totals.queue]?.ready = totals.readyCount
      queues[totals.queue]?.unacked = totals.unackedCount
    }
    guard withRates else { return }
    for statistics in try await client.statistics() {
      queues[statistics.queue]?.incoming = statistics.publishRate
      queues[statistics.queue]?.outgoing = statistics.ackRate
    }
  }

  /// Asking for a queue that is missing ends the connection, so it is done twice only when one is.
  public static func inspect(
    _ queues: [String], _ inspector: Inspector
  ) async throws -> (present: [String: QueueDepth], missing: [String]) {
    do throws(MessagingError) { return (try await inspector.depths(of: queues), []) } catch {
      guard error.code == .topology else { throw error }
    }
    let gone = Set(try await inspector.missing(from: .hookline))
    let missing = queues.filter { gone.contains("queue \"\($0)\"") }
    return (try await inspector.depths(of: queues.filter { !missing.contains($0) }), missing)
  }
}
