import Crypto
import Lifecycle
import Management
import Messaging

extension Benchmark {
  /// Broker, worker and database together: how many tasks a worker settles, and how soon it begins one.
  static let pipeline = Benchmark(name: "pipeline", comparisons: [pipelineRow, latencyRow])
}

/// A virtual host with Hookline's topology that one benchmark has for itself.
struct BenchmarkVirtualHost: Sendable {
  let settings: BrokerSettings
  let client: ManagementClient
  /// The broker's address, for the programs that take part.
  let url: String
  let managementURL: String

  /// Makes one, hands it to `body` and deletes it, however that ends.
  static func with<Value: Sendable>(_ body: (Self) async throws -> Value) async throws -> Value {
    let host = try Self()
    try await host.client.makeVirtualHost()
    let outcome: Result<Value, any Error>
    do {
      _ = try await host.client.apply(.hookline)
      outcome = .success(try await body(host))
    } catch { outcome = .failure(error) }
    // In a task of its own: being interrupted must not leave the virtual host behind.
    try await Task { try await host.client.deleteVirtualHost() }.value
    return try outcome.get()
  }

  private init() throws {
    let known = try Settings()
    guard let address = known[\.amqpURL], let management = known[\.amqpManagementURL] else {
      throw BenchError(
        "HOOKLINE_AMQP_URL or HOOKLINE_AMQP_MANAGEMENT_URL is not set; "
          + "eval \"$(compose/local env)\" for a broker of your own")
    }
    let name = "bench-" + Hex.encode(try SecureRandom.bytes(count: 6))
    var settings = try BrokerSettings(url: address.text, connectionName: "bench")
    settings.virtualHost = name
    self.settings = settings
    client = ManagementClient(try ManagementClient.Settings(management, virtualHost: name))
    managementURL = management.text
    let query = address.query.map { "?" + $0 } ?? ""
    url = String(address.text.dropLast(address.path.count + query.count)) + "/" + name + query
  }
}
