import Crypto
import Lifecycle
import Messaging

extension Benchmark {
  /// RabbitMQ: what confirms and acks cost through the API that workers use.
  static let messaging = Benchmark(
    name: "messaging",
    comparisons: [publishRow, consumeEachRow, consumeCoalescedRow, messageMemoryRow, idleConnectedRow])
}

/// A broker, and quorum queues on it that a benchmark has for itself.
struct BenchmarkBroker: Sendable {
  let settings: BrokerSettings
  /// For the peer, which finds the broker in it.
  private let environment: [String: String]

  init() throws {
    let settings = try Settings()
    guard let url = settings[\.amqpURL] else {
      throw BenchError("HOOKLINE_AMQP_URL is not set; eval \"$(compose/local env)\" for a broker of your own")
    }
    self.settings = try BrokerSettings(url: url.text, connectionName: "bench")
    environment = settings.environment
  }

  /// Makes a queue, hands its name to `body` and deletes it, however that ends.
  func withQueue<Value: Sendable>(_ body: (String) async throws -> Value) async throws -> Value {
    let queue = "bench." + Hex.encode(try SecureRandom.bytes(count: 6))
    try await peer("declare", queue)
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await body(queue)) } catch { outcome = .failure(error) }
    // In a task of its own: being interrupted must not leave the queue behind.
    _ = try await Task { try await peer("delete", queue) }.value
    return try outcome.get()
  }

  /// Runs the peer; returns how many seconds it says that it took.
  @discardableResult
  func peer(_ words: String...) async throws -> Double {
    let child = ChildProcess(
      try Programs.peer(), words, environment: environment, timeout: .seconds(600))
    let result = try await child.run()
    guard result.isSuccess else {
      throw BenchError("the peer's \(words[0]) failed: \(result.errorText.filter { $0 != "\n" })")
    }
    return Double(result.text.filter { !$0.isWhitespace }) ?? 0
  }
}
