/// What the management interface has counted of a queue, as of a few seconds ago.
public struct QueueStatistics: Sendable, Equatable {
  public let queue: String
  /// nil where the broker keeps no statistics, or has none of this queue yet.
  public let readyCount: Int?
  public let unackedCount: Int?
  public let consumerCount: Int?
  /// Messages that come in a second.
  public let publishRate: Double?
  /// Messages that are done with in a second.
  public let ackRate: Double?

  public init(
    queue: String, readyCount: Int? = nil, unackedCount: Int? = nil, consumerCount: Int? = nil,
    publishRate: Double? = nil, ackRate: Double? = nil
  ) {
    self.queue = queue
    self.readyCount = readyCount
    self.unackedCount = unackedCount
    self.consumerCount = consumerCount
    self.publishRate = publishRate
    self.ackRate = ackRate
  }
}

extension ManagementClient {
  /// Depths, consumers and rates of all queues, by one request.
  public func statistics() async throws -> [QueueStatistics] {
    let columns = [
      "name", "messages_ready", "messages_unacknowledged", "consumers", "message_stats.publish_details.rate",
      "message_stats.ack_details.rate",
    ]
    let query = "?columns=" + columns.joined(separator: ",")
    return try await read([StatisticsReply].self, ["queues", settings.virtualHost], query: query).map(\.value)
  }
}

// The names are RabbitMQ's.
// swift-format-ignore: AlwaysUseLowerCamelCase
private struct StatisticsReply: Decodable {
  struct Stats: Decodable {
    let publish_details: Rate?
    let ack_details: Rate?
  }

  struct Rate: Decodable {
    let rate: Double?
  }

  let name: String
  let messages_ready: Int?
  let messages_unacknowledged: Int?
  let consumers: Int?
  let message_stats: Stats?

  var value: QueueStatistics {
    // What has never happened to a queue is left out; where nothing is counted, all is.
    let none: Double? = messages_ready == nil ? nil : 0
    return QueueStatistics(
      queue: name, readyCount: messages_ready, unackedCount: messages_unacknowledged,
      consumerCount: consumers, publishRate: message_stats?.publish_details?.rate ?? none,
      ackRate: message_stats?.ack_details?.rate ?? none)
  }
}
