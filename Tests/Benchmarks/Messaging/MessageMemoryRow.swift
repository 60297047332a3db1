import Lifecycle
import Messaging
import Telemetry

extension Benchmark {
  static let messageMemoryRow = Comparison(
    name: "memory", unit: "MB", peerName: "peak", target: 0.95, needsDatabase: false,
    help:
      "resident memory after a first batch, beside its peak while two messages for each of --rows go through"
  ) { bench in try await watchMemory(bench) }
}

/// In a process of its own: here the benchmarks before have left free memory behind, which would hide growth.
private func watchMemory(_ bench: Bench) async throws -> Figures {
  let broker = try BenchmarkBroker()
  let count = 2 * bench.scale.rows
  bench.progress.say("memory: \(count) messages there and back")
  return try await broker.withQueue { queue in
    let child = ChildProcess(
      try Programs.ours(), ["message-memory", queue, "\(count)"], timeout: .seconds(1_800))
    let result = try await child.run()
    guard result.isSuccess, let first = result.text.number(after: "first"),
      let peak = result.text.number(after: "peak")
    else { throw BenchError("the watched process did not say what it used: \(result.errorText)") }
    return Figures(ours: first, peer: peak)
  }
}

/// The process whose memory is watched: it publishes and consumes at once.
enum MessageMemoryProbe {
  private static let lanes = 200

  static func main(_ arguments: ArraySlice<String>) async -> Int32 {
    do {
      let words = Array(arguments)
      guard words.count == 2, let count = Int(words[1]) else {
        throw BenchError("message-memory QUEUE COUNT")
      }
      let broker = try BenchmarkBroker()
      let logger = Logger(service: "bench", level: .warning, sink: ConsoleSink())
      let publisher = Publisher(broker.settings, logger: logger)
      let consumer = Consumer(
        broker.settings, queue: words[0], settings: ConsumerSettings(prefetch: 200), logger: logger)
      // Buffers grow to their size and code is read in: what is resident after this is what there is to keep.
      _ = try await highest(during: count / 20, to: words[0], publisher, consumer)
      guard let first = ResidentMemory.megabytes() else { throw BenchError("/proc is not there") }
      let peak = max(first, try await highest(during: count, to: words[0], publisher, consumer))
      await publisher.close()
      await consumer.close()
      write("first \(first) peak \(peak)\n", to: 1)
      return 0
    } catch {
      write("\(error)\n", to: 2)
      return 1
    }
  }

  private static func highest(
    during count: Int, to queue: String, _ publisher: Publisher,
    _ consumer: Consumer
  ) async throws -> Double {
    let share = count / lanes
    let message = sampleMessage(to: queue)
    async let publishing: Void = withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<lanes { group.addTask { for _ in 0..<share { try await publisher.publish(message) } } }
      try await group.waitForAll()
    }
    var highest = 0.0
    var number = 0
    for await delivery in consumer.deliveries {
      delivery.ack()
      number += 1
      if number.isMultiple(of: 20_000) { highest = max(highest, ResidentMemory.megabytes() ?? 0) }
      if number == share * lanes { break }
    }
    try await publishing
    return max(highest, ResidentMemory.megabytes() ?? 0)
  }
}
