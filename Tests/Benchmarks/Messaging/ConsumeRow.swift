import Lifecycle
import Messaging
import Telemetry

extension Benchmark {
  static let consumeEachRow = Comparison(
    name: "consume-each", unit: "messages/s", peerName: "librabbitmq in C, an ack each", target: 0.85,
    needsDatabase: false, help: "messages of a quorum queue as a stream, each acked by itself; prefetch 1,000"
  ) { bench in try await compareConsuming(bench, isCoalescing: false) }

  static let consumeCoalescedRow = Comparison(
    name: "consume-coalesced", unit: "messages/s", peerName: "librabbitmq in C, an ack every 100",
    target: 0.7,
    needsDatabase: false, help: "the same, with acks in a row told as one"
  ) { bench in try await compareConsuming(bench, isCoalescing: true) }
}

private let prefetch = 1_000

private func compareConsuming(_ bench: Bench, isCoalescing: Bool) async throws -> Figures {
  let broker = try BenchmarkBroker()
  let batch = isCoalescing ? 100 : 1
  return try await bench.compare(isCoalescing ? "consume-coalesced" : "consume-each") {
    try await fullQueue(of: broker) { queue in
      Double(messageCount) / (try await consume(queue, isCoalescing, broker, bench.logger))
    }
  } peer: {
    try await fullQueue(of: broker) { queue in
      let words = ["\(messageCount)", "\(batch)", "\(prefetch)"]
      return Double(messageCount) / (try await broker.peer("consume", queue, words[0], words[1], words[2]))
    }
  }
}

private func fullQueue<Value: Sendable>(
  of broker: BenchmarkBroker, _ body: (String) async throws -> Value
) async throws -> Value {
  try await broker.withQueue { queue in
    try await broker.peer("publish", queue, "\(messageCount)", "2000")
    return try await body(queue)
  }
}

/// Takes and acks every message; returns the seconds from the first message to the last ack on its way. The peer's
/// clock runs from the first message, too: connecting is not what is measured.
private func consume(
  _ queue: String, _ isCoalescing: Bool, _ broker: BenchmarkBroker, _ logger: Logger
) async throws -> Double {
  let settings = ConsumerSettings(prefetch: UInt16(prefetch), isCoalescing: isCoalescing)
  let consumer = Consumer(broker.settings, queue: queue, settings: settings, logger: logger)
  var start = ContinuousClock.now
  var count = 0
  for await delivery in consumer.deliveries {
    if count == 0 { start = .now }
    guard delivery.message.body.count == 256 else { throw BenchError("a message was damaged") }
    delivery.ack()
    count += 1
    if count == messageCount { break }
  }
  await consumer.close()
  return (ContinuousClock.now - start).inSeconds
}
