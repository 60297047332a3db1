import CRabbitMQ
import Glibc
import Glibc

/// What a queue holds, as the broker counts it.
public struct QueueDepth: Sendable, Equatable {
  public let readyCount: Int
  public let consumerCount: Int
}

/// Calls that the broker answers. Each may take as long as the connect timeout; events that come in between are
/// kept for `nextEvent`.
extension Wire {
  func selectConfirms() throws(MessagingError) {
    _ = amqp_confirm_select(state, Self.channel)
    try answered("select confirms")
  }

  func limitPrefetch(to count: UInt16) throws(MessagingError) {
    // Per consumer: quorum queues know no other way.
    _ = amqp_basic_qos(state, Self.channel, 0, count, 0)
    try answered("set the prefetch")
  }

  /// Asks for a queue as it is; changes nothing.
  func inspect(queue: String) throws(MessagingError) -> QueueDepth {
    let reply = withBytes(queue) { amqp_queue_declare(state, Self.channel, $0, 1, 0, 0, 0, amqp_empty_table) }
    guard let reply else {
      try answered("look for queue \"\(queue)\"")
      throw failure(AMQP_STATUS_UNEXPECTED_STATE.rawValue, "look for queue \"\(queue)\"")
    }
    return QueueDepth(
      readyCount: Int(reply.pointee.message_count), consumerCount: Int(reply.pointee.consumer_count))
  }

  func consume(queue: String, tag: String, priority: Int32?) throws(MessagingError) {
    var arena = TableArena()
    let arguments = arena.table(priority.map { [("x-priority", .int(Int64($0)))] } ?? [])
    withBytes(queue) { queue in
      withBytes(tag) { tag in _ = amqp_basic_consume(state, Self.channel, queue, tag, 0, 0, 0, arguments) }
    }
    try answered("consume from queue \"\(queue)\"")
  }

  func cancelConsumer(tag: String) throws(MessagingError) {
    withBytes(tag) { _ = amqp_basic_cancel(state, Self.channel, $0) }
    try answered("cancel the consumer")
  }

  func answered(_ task: String) throws(MessagingError) {
    try Self.check(amqp_get_rpc_reply(state), task, settings)
  }

  /// Says goodbye and waits for the answer, briefly. Closing at once would reset the connection where something of
  /// the broker's is still unread, and the last acks could be lost on their way.
  func sayGoodbye() {
    var patience = timeval(.seconds(2))
    amqp_set_rpc_timeout(state, &patience)
    _ = amqp_connection_close(state, AMQP_REPLY_SUCCESS)
  }
}
