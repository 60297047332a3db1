import HTTP
public import Messaging

extension ManagementClient {
  private var vhost: String { settings.virtualHost }

  /// The version of the broker. Throws `.unsupportedBroker` for one that is too old.
  public func version() async throws -> String {
    let overview = try await read(Overview.self, ["overview"])
    guard BrokerSeries(version: overview.rabbitmq_version) != nil else {
      throw MessagingError(
        .unsupportedBroker,
        "\(settings.place) is RabbitMQ \(overview.rabbitmq_version.prefix(40)); 3.10 or later is needed")
    }
    return overview.rabbitmq_version
  }

  /// Everything that a plan compares, read side by side.
  public func state() async throws -> BrokerState {
    let version = try await version()
    async let exchanges = read([ExchangeReply].self, ["exchanges", vhost])
    async let queues = read([QueueReply].self, ["queues", vhost], query: "?disable_stats=true")
    async let bindings = read([BindingReply].self, ["bindings", vhost])
    async let policies = read([PolicyReply].self, ["policies", vhost])
    guard let series = BrokerSeries(version: version) else {
      throw MessagingError(.unsupportedBroker, "the broker has no version that is known")
    }
    return try await BrokerState(
      version: version, series: series, exchanges: exchanges.map(\.value), queues: queues.map(\.value),
      bindings: bindings.compactMap(\.value), policies: policies.compactMap(\.value))
  }

  /// How many messages every queue holds, by one cheap request.
  public func totals() async throws -> [QueueTotals] {
    let query = "?disable_stats=true&enable_queue_totals=true"
    return try await read([TotalsReply].self, ["queues", vhost], query: query).map { reply in
      QueueTotals(
        queue: reply.name, readyCount: reply.messages_ready ?? 0,
        unackedCount: reply.messages_unacknowledged ?? 0)
    }
  }

  /// The tags of the user that asks.
  public func ownTags() async throws -> [String] {
    try await read(Identity.self, ["whoami"]).tags.values
  }

  /// What the asking user may do in the virtual host; `nil` when that cannot be read, as only administrators may.
  public func permissions(of user: String) async throws -> BrokerRole.Permissions? {
    do {
      let reply = try await read(PermissionsReply.self, ["permissions", vhost, user])
      return BrokerRole.Permissions(configure: reply.configure, write: reply.write, read: reply.read)
    } catch let error as MessagingError where [.permission, .topology, .authentication].contains(error.code) {
      return nil
    }
  }

  /// What the broker is short of, cluster-wide or on the node that answers; empty when all is well.
  public func alarms() async throws -> [String] {
    var reasons: [String] = []
    for check in ["alarms", "local-alarms"] {
      let path = ["health", "checks", check]
      let response = try await send(.get, path)
      switch response.status {
      case .ok: break
      case .serviceUnavailable: reasons.append("\(check): \(response.text.prefix(300))")
      default: _ = try await read(Health.self, path)
      }
    }
    return reasons
  }
}

// The names below are RabbitMQ's.
// swift-format-ignore: AlwaysUseLowerCamelCase
private struct Overview: Decodable {
  let rabbitmq_version: String
}

private struct Health: Decodable {
  let status: String
}

private struct Identity: Decodable {
  let tags: Tags
}

/// An array; before 3.9, and where a plugin answers, a text with commas.
private struct Tags: Decodable {
  let values: [String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let list = try? container.decode([String].self) {
      values = list
    } else {
      values = try container.decode(String.self).split(separator: ",").map(String.init)
    }
  }
}

private struct PermissionsReply: Decodable {
  let configure: String
  let write: String
  let read: String
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct ExchangeReply: Decodable {
  let name: String
  let type: String
  let durable: Bool
  let auto_delete: Bool

  var value: BrokerState.Exchange {
    BrokerState.Exchange(name: name, kind: type, isDurable: durable, isAutoDelete: auto_delete)
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct QueueReply: Decodable {
  let name: String
  let type: String?
  let durable: Bool
  let auto_delete: Bool
  let arguments: [String: Ignored]

  var value: BrokerState.Queue {
    BrokerState.Queue(
      name: name, kind: type ?? "classic", isDurable: durable, isAutoDelete: auto_delete,
      arguments: arguments.keys.sorted())
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct TotalsReply: Decodable {
  let name: String
  let messages_ready: Int?
  let messages_unacknowledged: Int?
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct BindingReply: Decodable {
  let source: String
  let destination: String
  let destination_type: String
  let routing_key: String

  /// `nil` for what is none of ours: every queue's own binding, and those between exchanges.
  var value: Topology.Binding? {
    guard !source.isEmpty, destination_type == "queue" else { return nil }
    return Topology.Binding(exchange: source, queue: destination, key: routing_key)
  }
}

private struct Ignored: Decodable {
  init(from decoder: any Decoder) {}
}
