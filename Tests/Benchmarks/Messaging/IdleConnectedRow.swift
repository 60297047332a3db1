import Lifecycle
import Messaging
import Telemetry

extension Benchmark {
  static let idleConnectedRow = Comparison(
    name: "idle-connected", unit: "MB", peerName: "limit", goal: .lower(), target: 1, needsDatabase: false,
    help: "resident memory of an idle process with a publisher and a consumer that have had one message"
  ) { bench in try await weighIdleProcess(bench) }
}

/// In MB. A dozen workers then fit into the memory of the smallest machine that is for hire.
private let limit = 25.0

private func weighIdleProcess(_ bench: Bench) async throws -> Figures {
  let broker = try BenchmarkBroker()
  return try await bench.compare("idle-connected") {
    try await broker.withQueue { queue in
      let result = try await ChildProcess(
        try Programs.ours(), ["idle-connected", queue], timeout: .seconds(60)
      ).run()
      guard result.isSuccess, let resident = result.text.number(after: "resident") else {
        throw BenchError("the idle process did not say what it used: \(result.errorText)")
      }
      return resident
    }
  } peer: {
    limit
  }
}

/// The process that is weighed: connected both ways, and idle.
enum IdleConnectedProbe {
  static func main(_ arguments: ArraySlice<String>) async -> Int32 {
    do {
      guard let queue = arguments.first, arguments.count == 1 else {
        throw BenchError("idle-connected QUEUE")
      }
      let broker = try BenchmarkBroker()
      let logger = Logger(service: "bench", level: .warning, sink: ConsoleSink())
      let publisher = Publisher(broker.settings, logger: logger)
      let consumer = Consumer(broker.settings, queue: queue, logger: logger)
      try await publisher.publish(sampleMessage(to: queue))
      for await delivery in consumer.deliveries {
        delivery.ack()
        break
      }
      // Idle: some turns of both loops with nothing to do.
      try await Task.sleep(for: .seconds(3))
      guard let resident = ResidentMemory.megabytes() else { throw BenchError("/proc is not there") }
      await publisher.close()
      await consumer.close()
      write("resident \(resident)\n", to: 1)
      return 0
    } catch {
      write("\(error)\n", to: 2)
      return 1
    }
  }
}
