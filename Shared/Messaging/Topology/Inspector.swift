import CRabbitMQ
import Lifecycle

/// Looks at a broker over AMQP and changes nothing: what any worker may do.
public actor Inspector {
  private let settings: BrokerSettings
  private let executor = BlockingExecutor(label: "amqp inspector")

  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  public init(_ settings: BrokerSettings) { self.settings = settings }

  /// Logs in and says which version answered.
  public func version() throws(MessagingError) -> String {
    try withWire { wire throws(MessagingError) in wire.brokerVersion }
  }

  /// How many messages wait in each queue, and who consumes. Throws `.topology` when one is missing.
  public func depths(of queues: [String]) throws(MessagingError) -> [String: QueueDepth] {
    try withWire { wire throws(MessagingError) in
      var depths: [String: QueueDepth] = [:]
      for queue in queues { depths[queue] = try wire.inspect(queue: queue) }
      return depths
    }
  }

  /// What is missing, as in `queue "job.train.norm"`.
  public func missing(from topology: Topology) throws(MessagingError) -> [String] {
    var missing: [String] = []
    var rest = topology.exchanges.map { Part.exchange($0.name) } + topology.queues.map(Part.queue)
    // What is missing costs the connection, so each finding begins with a new one.
    while let found = try firstMissing(&rest) { missing.append(found) }
    return missing
  }

  /// Refuses with what is missing and what to do; for workers before they start.
  public func require(_ topology: Topology) throws(MessagingError) {
    let missing = try missing(from: topology)
    guard !missing.isEmpty else { return }
    throw MessagingError(
      .topology,
      "the broker at \(settings) lacks \(missing.joined(separator: ", ")); run \"hookline topology apply\"")
  }

  private enum Part {
    case exchange(String)
    case queue(String)
  }

  /// Looks at one part after the other, up to the first that is missing; what was looked at leaves the list.
  private func firstMissing(_ rest: inout [Part]) throws(MessagingError) -> String? {
    guard !rest.isEmpty else { return nil }
    let wire = try Wire(settings, watchdog: Watchdog(limit: settings.connectTimeout * 2))
    while let part = rest.first {
      rest.removeFirst()
      do throws(MessagingError) {
        switch part {
        case .exchange(let name): try wire.inspect(exchange: name)
        case .queue(let name): _ = try wire.inspect(queue: name)
        }
      } catch {
        guard error.code == .topology else { throw error }
        return switch part {
        case .exchange(let name): "exchange \"\(name)\""
        case .queue(let name): "queue \"\(name)\""
        }
      }
    }
    wire.sayGoodbye()
    return nil
  }

  private func withWire<Result>(
    _ body: (Wire) throws(MessagingError) -> Result
  ) throws(MessagingError) -> Result {
    let wire = try Wire(settings, watchdog: Watchdog(limit: settings.connectTimeout * 2))
    let result = try body(wire)
    wire.sayGoodbye()
    return result
  }
}

extension Wire {
  /// Asks for an exchange as it is; changes nothing.
  func inspect(exchange: String) throws(MessagingError) {
    withBytes(exchange) { exchange in
      withBytes("") { kind in
        _ = amqp_exchange_declare(state, Self.channel, exchange, kind, 1, 0, 0, 0, amqp_empty_table)
      }
    }
    try answered("look for exchange \"\(exchange)\"")
  }
}
