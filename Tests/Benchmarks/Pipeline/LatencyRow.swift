import Jobs
import Lifecycle
import Management
import Messaging
import Storage

extension Benchmark {
  static let latencyRow = Comparison(
    name: "latency", unit: "ms p99", peerName: "librabbitmq in C, publish to deliver", goal: .lower(),
    target: 0.2,
    help: "from the call that enqueues a run to the start of its handler in another process, one at a time"
  ) { bench in try await compareLatencies(bench) }
}

/// Ours and the peer take turns, so often and with so many each.
private let turns = 20
private let perTurn = 50
/// Between one and the next: nothing of the last one is under way then.
private let pause = Duration.milliseconds(20)

private func compareLatencies(_ bench: Bench) async throws -> Figures {
  _ = try await Migrator(bench.database.settings, logger: bench.database.logger).migrate()
  let connection = Connection(bench.database.settings, logger: bench.database.logger)
  try await connection.execute("drop table if exists pipeline_result")
  try await connection.execute(PipelineHandler.table)
  await connection.close()
  return try await BenchmarkVirtualHost.with { host in
    let clocks = Clocks()
    let worker = try bench.database.pipelineWorker(host, 0)
    let output = try await worker.run(until: "\"started\"") { _ in try await clocks.fill(bench, host) }
    let ours = try clocks.latencies(output)
    let (p50, p99) = (ours.percentile(0.5), ours.percentile(0.99))
    let peer = (p50: clocks.peer.percentile(0.5), p99: clocks.peer.percentile(0.99))
    bench.progress.say(
      "latency: p50 \(p50.short) and p99 \(p99.short) ms, the peer's \(peer.p50.short) and \(peer.p99.short) ms"
    )
    return Figures(
      ours: p99, peer: peer.p99,
      details: [("p50", p50), ("peerP50", peer.p50), ("p50Ratio", peer.p50 / p50)])
  }
}

/// What was measured in this process: when each run was enqueued, and all of the peer.
private final class Clocks {
  private var begins: [Double] = []
  private(set) var peer: [Double] = []

  func fill(_ bench: Bench, _ host: BenchmarkVirtualHost) async throws {
    let pool = bench.database.pool(2)
    let broker = RabbitBroker(host.settings, logger: bench.logger)
    let producer = Producer(JobStore(pool), broker: broker, logger: bench.logger)
    try await host.client.declare(queue: "bench.roundtrip")
    // The first of each pays for connections and caches.
    for _ in 0..<perTurn { try await enqueue(producer) }
    let warmUp = begins.count
    for turn in 1...turns {
      for _ in 0..<perTurn { try await enqueue(producer) }
      peer += try await roundtrips(host)
      if turn.isMultiple(of: 5) { bench.progress.say("latency: turn \(turn) of \(turns)") }
    }
    for item in 0..<warmUp { begins[item] = .nan }
    await producer.close()
    await pool.close()
  }

  private func enqueue(_ producer: Producer) async throws {
    let item = begins.count
    let work = Enqueuement(
      PipelineWorker.kind, runKind: "bench", subject: "item \(item)",
      payload: JSON(text: "{\"item\": \(item)}"))
    begins.append(PipelineClock.now())
    _ = try await producer.enqueue([work])
    try await Task.sleep(for: pause)
  }

  private func roundtrips(_ host: BenchmarkVirtualHost) async throws -> [Double] {
    let environment = ChildProcess.ownEnvironment.merging(["HOOKLINE_AMQP_URL": host.url]) { _, ours in ours }
    let words = ["roundtrip", "bench.roundtrip", "\(perTurn)", "20"]
    let child = ChildProcess(try Programs.peer(), words, environment: environment, timeout: .seconds(120))
    let result = try await child.run()
    let values = result.text.split(separator: "\n").compactMap { Double($0) }
    guard result.isSuccess, values.count == perTurn else {
      throw BenchError("the peer's roundtrip failed: \(result.errorText)")
    }
    return values
  }

  /// In milliseconds, from when the worker says it began each.
  func latencies(_ output: String) throws -> [Double] {
    var starts = [Double](repeating: .nan, count: begins.count)
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let item = Int(words[0]), let time = Double(words[1]) { starts[item] = time }
    }
    let missing = starts.count { $0.isNaN }
    guard missing == 0 else { throw BenchError("\(missing) of \(starts.count) runs were never begun") }
    return zip(begins, starts).filter { !$0.0.isNaN }.map { ($0.1 - $0.0) * 1_000 }
  }
}

extension [Double] {
  /// The value that this part of all does not exceed.
  func percentile(_ part: Double) -> Double {
    precondition(!isEmpty, "nothing was measured")
    let sorted = self.sorted()
    return sorted[Swift.min(sorted.count - 1, Int((Double(sorted.count) * part).rounded(.up)) - 1)]
  }
}
