import Messaging

extension MemoryBroker {
  /// With the exchanges and queues of the real one.
  public static func hookline() -> MemoryBroker {
    let broker = MemoryBroker()
    for exchange in Topology.hookline.exchanges { broker.declare(exchange: exchange.name) }
    for queue in Topology.hookline.queues { broker.declare(queue: queue) }
    for binding in Topology.hookline.bindings {
      broker.bind(queue: binding.queue, to: binding.exchange, key: binding.key)
    }
    return broker
  }
}
