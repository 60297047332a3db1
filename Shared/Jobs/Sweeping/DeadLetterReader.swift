import Messaging
import Telemetry

/// Settles what the broker gave up on (queue `dlx`) and what no queue wanted (queue `unroutable`): its task dies, or, where
/// it has none, it becomes a dead message.
struct DeadLetterReader: Sendable {
  private let broker: any Broker
  private let store: JobStore
  private let logger: Logger

  init(_ broker: any Broker, store: JobStore, logger: Logger) {
    self.broker = broker
    self.store = store
    self.logger = logger
  }

  /// Reads until the calling task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await read(BrokerName.deadLetters, as: "broker", "the broker gave it up") }
      group.addTask { await read(BrokerName.unroutable, as: "unroutable", "no queue has its key") }
      await group.waitForAll()
    }
  }

  private func read(_ queue: String, as reason: String, _ detail: String) async {
    let consumer = broker.makeConsumer(of: queue, ConsumerSettings(prefetch: 50, takesOversize: true))
    for await delivery in consumer.deliveries {
      await settle(delivery, reason, detail)
      if Task.isCancelled { break }
    }
    await consumer.close()
  }

  private func settle(_ delivery: Delivery, _ reason: String, _ detail: String) async {
    var message = delivery.message
    // Behind a dead-letter exchange the message tells where it was before.
    let queue = message.properties[header: "x-first-death-queue"]?.text ?? message.routingKey
    let why =
      delivery.droppedByteCount.map { "a body of \($0) bytes is too large and was not kept" }
      ?? message.properties[header: "x-first-death-reason"]?.text.map { "\(detail): \($0)" } ?? detail
    message.routingKey = queue
    let (kind, lane) = BrokerName.parts(ofQueue: queue)
    do {
      let isOverdelivered = message.properties[header: "x-first-death-reason"]?.text == "delivery_limit"
      if isOverdelivered, try await store.wakeAgain(message) {
        logger.warning("a task was delivered too often, and is woken alone", ["queue": .string(queue)])
        return delivery.ack()
      }
      try await store.bury(message, kind: kind, lane: lane, reason: reason, detail: why)
      logger.error("message buried", ["queue": .string(queue), "reason": .string(why)])
      delivery.ack()
    } catch {
      logger.warning("a dead letter waits for the database", ["error": "\(error)"])
      try? await Task.sleep(for: .seconds(1))
      delivery.nack(requeue: true)
    }
  }
}

extension BrokerName {
  /// The kind and lane that a queue is for.
  static func parts(ofQueue name: String) -> (JobKind?, JobLane?) {
    let words = name.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 3, words[0] == "job" else { return (nil, nil) }
    return (JobKind(rawValue: String(words[1])), JobLane(rawValue: String(words[2])))
  }
}
