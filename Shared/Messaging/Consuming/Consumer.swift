public import Telemetry

/// Receives the messages of one queue.
///
/// A lost connection is opened again and consumption goes on by itself; what was unsettled comes again.
public final class Consumer: MessageConsumer {
  /// The messages, until the consumer is closed. As many as the prefetch are out at once.
  public let deliveries: AsyncStream<Delivery>
  private let desk: ConsumerDesk
  private let link: Link

  /// Connects in the background and begins to receive.
  public init(
    _ broker: BrokerSettings, queue: String, settings: ConsumerSettings = ConsumerSettings(), logger: Logger
  ) {
    let (stream, source) = AsyncStream.makeStream(of: Delivery.self)
    deliveries = stream
    desk = ConsumerDesk(batch: settings.batch)
    let logger = logger.with(["queue": .string(queue)])
    let role = ConsumerRole(desk, queue: queue, settings: settings, source: source, logger: logger)
    link = Link(broker, role: role, logger: logger)
    desk.wake = { [weak link] in link?.wake() }
    link.start()
  }

  public var outage: Duration? { link.outage }

  /// Stops the flow of new messages; what is out stays out until it is settled.
  public func pause() {
    desk.setPaused(true)
  }

  /// Lets messages flow again, once everything that was out is settled.
  public func resume() {
    desk.setPaused(false)
  }

  /// Stops receiving, sends the acks that were given, gives back what is unsettled, and ends `deliveries`.
  public func close() async {
    desk.setPaused(true)
    await link.close()
  }
}
