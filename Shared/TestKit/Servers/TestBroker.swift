import Crypto
import Lifecycle
public import Messaging
import Synchronization
public import Telemetry

extension TestServers {
  public static let brokerURL = ChildProcess.ownEnvironment["HOOKLINE_AMQP_URL"]
  static let managementURL = ChildProcess.ownEnvironment["HOOKLINE_AMQP_MANAGEMENT_URL"]
  public static let hasRabbitMQ = brokerURL != nil && managementURL != nil
  /// How many tests may use the broker at once.
  static let brokers = Turnstile(6)
}

/// A part of a RabbitMQ that one test has for itself: queues and exchanges with names of their own.
public final class TestBroker: Sendable {
  public let settings: BrokerSettings
  public let management: Management
  public let log = LogCapture()
  public let logger: Logger
  private let prefix: String
  private let made = Mutex<[[String]]>([])

  public init(url: String, managementURL: String) throws {
    settings = try BrokerSettings(url: url, connectionName: "test")
    management = try Management(url: managementURL)
    logger = Logger(service: "test", level: .debug, sink: log)
    prefix = "test-" + Hex.encode(try SecureRandom.bytes(count: 6))
  }

  /// Makes a quorum queue. What is given back keeps its place in it.
  public func makeQueue(maxLength: Int? = nil, deadLetterExchange: String? = nil) async throws -> String {
    let name = nextName()
    try await declare(queue: name, maxLength: maxLength, deadLetterExchange: deadLetterExchange)
    return name
  }

  public func declare(
    queue name: String, maxLength: Int? = nil, deadLetterExchange: String? = nil
  ) async throws {
    var arguments = [#""x-queue-type":"quorum","x-delivery-limit":1000"#]
    if let maxLength { arguments.append(#""x-max-length":\#(maxLength),"x-overflow":"reject-publish""#) }
    if let deadLetterExchange { arguments.append(#""x-dead-letter-exchange":"\#(deadLetterExchange)""#) }
    let body = #"{"durable":true,"arguments":{\#(arguments.joined(separator: ","))}}"#
    try await make(["queues", settings.virtualHost, name], body)
  }

  public func makeExchange(_ kind: ExchangeKind = .direct) async throws -> String {
    let name = nextName()
    try await make(
      ["exchanges", settings.virtualHost, name], #"{"type":"\#(kind.rawValue)","durable":true}"#)
    return name
  }

  public func bind(queue: String, to exchange: String, key: String) async throws {
    try await management.call(
      "POST", ["bindings", settings.virtualHost, "e", exchange, "q", queue],
      body: #"{"routing_key":"\#(key)"}"#)
  }

  public func delete(queue: String) async throws {
    try await management.call("DELETE", ["queues", settings.virtualHost, queue])
  }

  /// Makes a user who may do everything, or changes the password.
  public func makeUser(_ name: String, password: String) async throws {
    try await management.call("PUT", ["users", name], body: #"{"password":"\#(password)","tags":""}"#)
    try await permit(name, write: ".*", read: ".*")
  }

  /// What a user, or else the clients' own, may write to and read from, as regular expressions.
  public func permit(_ user: String? = nil, write: String, read: String) async throws {
    try await management.call(
      "PUT", ["permissions", settings.virtualHost, user ?? settings.user],
      body: #"{"configure":".*","write":"\#(write)","read":"\#(read)"}"#)
  }

  /// Whether an entry's message contains this text.
  public func hasLogged(_ text: String) -> Bool { log.entries.contains { $0.message.contains(text) } }

  private func nextName() -> String { made.withLock { prefix + "-\($0.count + 1)" } }

  private func make(_ path: [String], _ body: String) async throws {
    made.withLock { $0.append(path) }
    try await management.call("PUT", path, body: body)
  }

  /// Deletes all that was made; what is gone already is as good.
  func clean() async {
    for path in made.withLock({ $0 }) { _ = try? await management.ask("DELETE", path) }
  }
}

/// Hands a part of the run's RabbitMQ to the test and clears it away, however the test ends.
@discardableResult
public func withBroker<Result: Sendable>(
  _ body: (TestBroker) async throws -> Result
) async throws -> Result {
  await TestServers.brokers.enter()
  defer { TestServers.brokers.leave() }
  let broker = try TestBroker(
    url: TestServers.brokerURL ?? "", managementURL: TestServers.managementURL ?? "")
  let result: Swift.Result<Result, any Error>
  do { result = .success(try await body(broker)) } catch { result = .failure(error) }
  await Task { await broker.clean() }.value
  return try result.get()
}
