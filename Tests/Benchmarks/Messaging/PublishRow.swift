import Lifecycle
import Messaging
import Telemetry

extension Benchmark {
  static let publishRow = Comparison(
    name: "publish", unit: "messages/s", peerName: "librabbitmq in C", target: 0.85, needsDatabase: false,
    help: "persistent messages of 256 bytes to a quorum queue with confirms, 2,000 under way"
  ) { bench in try await comparePublishing(bench) }
}

/// How many messages one turn takes: some seconds of the peer's.
let messageCount = 60_000
private let window = 2_000

private func comparePublishing(_ bench: Bench) async throws -> Figures {
  let broker = try BenchmarkBroker()
  return try await bench.compare("publish") {
    try await broker.withQueue { queue in
      Double(messageCount) / (try await publish(messageCount, to: queue, broker, bench.logger))
    }
  } peer: {
    try await broker.withQueue { queue in
      Double(messageCount) / (try await broker.peer("publish", queue, "\(messageCount)", "\(window)"))
    }
  }
}

/// Publishes from as many tasks as may be under way; returns the seconds until the last confirm.
private func publish(
  _ count: Int, to queue: String, _ broker: BenchmarkBroker, _ logger: Logger
) async throws -> Double {
  let settings = PublisherSettings(inFlightLimit: window, timeout: .seconds(300))
  let publisher = Publisher(broker.settings, settings: settings, logger: logger)
  let message = sampleMessage(to: queue)
  // The connection is not what is measured; the peer's clock starts after its own, too.
  try await publisher.publish(message)
  let time = try await seconds {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<window {
        group.addTask { for _ in 0..<count / window { try await publisher.publish(message) } }
      }
      try await group.waitForAll()
    }
  }
  await publisher.close()
  return time
}

/// What the peer sends as well.
func sampleMessage(to queue: String) -> Message {
  Message(exchange: "", routingKey: queue, body: [UInt8](repeating: UInt8(ascii: "x"), count: 256))
}
