public import Telemetry

/// A message broker, as those see it who publish and consume: RabbitMQ, or one in memory for tests. Both pass the
/// same suite of tests.
public protocol Broker: Sendable {
  func makePublisher(_ settings: PublisherSettings) -> any MessagePublisher
  func makeConsumer(of queue: String, _ settings: ConsumerSettings) -> any MessageConsumer
}

/// Sends messages; see `Publisher` for what each call promises.
public protocol MessagePublisher: Sendable {
  func publish(_ message: Message, timeout: Duration?) async throws
  /// For how long the broker has been away; `nil` while it is there.
  var outage: Duration? { get }
  func close() async
}

extension MessagePublisher {
  public func publish(_ message: Message) async throws { try await publish(message, timeout: nil) }
}

/// Receives the messages of one queue; see `Consumer` for what each call promises.
public protocol MessageConsumer: Sendable {
  var deliveries: AsyncStream<Delivery> { get }
  /// For how long the broker has been away; `nil` while it is there.
  var outage: Duration? { get }
  func pause()
  func resume()
  func close() async
}

/// RabbitMQ.
public struct RabbitBroker: Broker {
  private let settings: BrokerSettings
  private let logger: Logger

  public init(_ settings: BrokerSettings, logger: Logger) {
    self.settings = settings
    self.logger = logger
  }

  public func makePublisher(_ settings: PublisherSettings) -> any MessagePublisher {
    Publisher(self.settings, settings: settings, logger: logger)
  }

  public func makeConsumer(of queue: String, _ settings: ConsumerSettings) -> any MessageConsumer {
    Consumer(self.settings, queue: queue, settings: settings, logger: logger)
  }
}
