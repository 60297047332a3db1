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

  // MARK: For administrators

  public func makeVirtualHost() async throws { try await write(.put, ["vhosts", vhost], [String: String]()) }

  /// Deletes the virtual host with all that is in it.
  public func deleteVirtualHost() async throws { try await delete(["vhosts", vhost]) }

  /// Makes a user who may do what the role needs in the virtual host, or sets an existing one to that.
  public func setUser(_ name: String, password: String, role: BrokerRole) async throws {
    let tags = role.tags.joined(separator: ",")
    try await write(.put, ["users", name], UserOrder(password: password, tags: tags))
    let permissions = role.permissions
    try await write(
      .put, ["permissions", vhost, name],
      PermissionsOrder(configure: permissions.configure, write: permissions.write, read: permissions.read))
  }

  public func deleteUser(_ name: String) async throws { try await delete(["users", name]) }
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

private struct UserOrder: Encodable {
  let password: String
  let tags: String
}

private struct PermissionsOrder: Encodable {
  let configure: String
  let write: String
  let read: String
}
