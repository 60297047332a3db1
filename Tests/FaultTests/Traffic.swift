import Messaging
import Synchronization
import TestKit

/// Publishes numbered messages to a queue and consumes them, and keeps book of both.
final class Traffic: Sendable {
  private struct Book {
    var sent: Set<Int> = []
    var confirmed: Set<Int> = []
    var received: Set<Int> = []
    var slowest = Duration.zero
    var codes: Set<MessagingError.Code> = []
  }

  let queue: String
  private let publisher: any MessagePublisher
  private let consumer: any MessageConsumer
  private let book = Mutex(Book())

  init(_ queue: String, _ publisher: any MessagePublisher, _ consumer: any MessageConsumer) {
    self.queue = queue
    self.publisher = publisher
    self.consumer = consumer
  }

  var confirmedCount: Int { book.withLock { $0.confirmed.count } }
  var receivedCount: Int { book.withLock { $0.received.count } }
  /// The longest that a call of `publish` took.
  var slowest: Duration { book.withLock { $0.slowest } }
  var codes: Set<MessagingError.Code> { book.withLock { $0.codes } }

  /// Whether all that was confirmed has arrived.
  var isComplete: Bool { book.withLock { $0.confirmed.isSubset(of: $0.received) } }

  /// Whether nothing arrived that was not sent.
  var isHonest: Bool { book.withLock { $0.received.isSubset(of: $0.sent) } }

  /// Acks whatever comes, until the consumer is closed.
  func consume() async {
    for await delivery in consumer.deliveries {
      let number = Int(String(decoding: delivery.message.body.prefix { $0 != 32 }, as: UTF8.self)) ?? -1
      book.withLock { _ = $0.received.insert(number) }
      delivery.ack()
    }
  }

  /// Publishes side by side and returns when every call has.
  func publish(_ numbers: ClosedRange<Int>, timeout: Duration, size: Int = 200) async {
    await withTaskGroup(of: Void.self) { group in
      for number in numbers { group.addTask { await self.publish(number, timeout, size) } }
    }
  }

  private func publish(_ number: Int, _ timeout: Duration, _ size: Int) async {
    let text = "\(number) " + String(repeating: "x", count: size)
    let message = Message(exchange: "", routingKey: queue, body: Array(text.utf8))
    book.withLock { _ = $0.sent.insert(number) }
    let start = ContinuousClock.now
    do {
      try await publisher.publish(message, timeout: timeout)
      book.withLock { _ = $0.confirmed.insert(number) }
    } catch {
      if let code = (error as? MessagingError)?.code { book.withLock { _ = $0.codes.insert(code) } }
    }
    let took = ContinuousClock.now - start
    book.withLock { $0.slowest = max($0.slowest, took) }
  }

  func close() async {
    await publisher.close()
    await consumer.close()
  }
}

/// Makes a queue where none is given, runs the traffic while `body` does harm, and closes everything.
func withTraffic(
  on broker: TestBroker, through settings: BrokerSettings, publishingThrough port: UInt16? = nil,
  queue given: String? = nil,
  _ body: (Traffic) async throws -> Void
) async throws {
  let queue: String
  if let given { queue = given } else { queue = try await broker.makeQueue() }
  var publishing = settings
  publishing.port = port ?? settings.port
  let traffic = Traffic(
    queue, Publisher(publishing, logger: broker.logger),
    Consumer(settings, queue: queue, logger: broker.logger))
  let consuming = Task { await traffic.consume() }
  let result: Result<Void, any Error>
  do { result = .success(try await body(traffic)) } catch { result = .failure(error) }
  await traffic.close()
  await consuming.value
  try result.get()
}
