import HTTP
public import Messaging

extension ManagementClient {
  private var vhost: String { settings.virtualHost }

  public func declare(_ exchange: Topology.Exchange) async throws {
    try await write(
      .put, ["exchanges", vhost, exchange.name], ExchangeOrder(type: exchange.kind.rawValue, durable: true))
  }

  /// Declares a quorum queue.
  public func declare(queue: String) async throws {
    let arguments = [Topology.queueType.name: Topology.queueType.value]
    try await write(.put, ["queues", vhost, queue], QueueOrder(durable: true, arguments: arguments))
  }

  public func bind(_ binding: Topology.Binding) async throws {
    try await write(
      .post, ["bindings", vhost, "e", binding.exchange, "q", binding.queue],
      BindingOrder(routingKey: binding.key))
  }

  /// Makes the policy or replaces the one of its name.
  public func set(_ policy: Topology.Policy) async throws {
    try await write(.put, ["policies", vhost, policy.name], PolicyReply(policy))
  }
}

private struct ExchangeOrder: Encodable {
  let type: String
  let durable: Bool
}

private struct QueueOrder: Encodable {
  let durable: Bool
  let arguments: [String: String]
}

private struct BindingOrder: Encodable {
  let routingKey: String

  enum CodingKeys: String, CodingKey {
    case routingKey = "routing_key"
  }
}
