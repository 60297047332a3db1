import Synchronization
public import Telemetry

/// Sends messages and tells when the broker has them.
///
/// `publish` returns when the message is confirmed, that is, safe in a queue. Calls run side by side: a thousand
/// callers wait for one round trip, not for a thousand. A lost connection is opened again, a channel whose confirms are
/// late is replaced, and what was not confirmed is sent again, so a message may arrive twice, with the same id.
public final class Publisher: MessagePublisher {
  private let settings: PublisherSettings
  private let desk: PublisherDesk
  private let link: Link
  private let clock: DeadlineClock

  /// Connects in the background; messages may be published at once.
  public init(_ broker: BrokerSettings, settings: PublisherSettings = PublisherSettings(), logger: Logger) {
    self.settings = settings
    let desk = PublisherDesk(limit: settings.inFlightLimit)
    let role = PublisherRole(desk)
    self.desk = desk
    link = Link(broker, role: role, logger: logger)
    clock = DeadlineClock {
      role.lookAtDeadlines()
      return !desk.isEmpty
    }
    link.start()
  }

  /// Sends a message and returns when the broker has it.
  ///
  /// Throws `.unroutable` when no queue takes it, `.rejected` when a queue is full, `.tooLarge`, and `.timeout` when
  /// there is no confirm in time; after a timeout the message may still arrive. A caller that is cancelled takes its
  /// message along when that was not written yet; otherwise it may still arrive, too.
  public func publish(_ message: Message, timeout: Duration? = nil) async throws {
    try Task.checkCancellation()
    guard message.body.count <= settings.bodyLimit else {
      throw MessagingError(
        .tooLarge,
        "a body of \(message.body.count) bytes; \(settings.bodyLimit) is the most, send a reference instead")
    }
    try message.validate()
    var message = message
    if message.properties.messageID == nil { message.properties.messageID = MessageNames.next() }
    let call = PublishCall()
    let deadline = ContinuousClock.now + (timeout ?? settings.timeout)
    let entry = PublisherDesk.Queue.Entry(caller: call, message: message, deadline: deadline)
    if try desk.hand(entry) { link.wake() }
    clock.start()
    try await call.outcome { [desk, link] in
      desk.noteLeaving()
      link.wake()
    }
  }

  /// Waits until everything is confirmed or overdue, then disconnects. Later calls throw `.closed`.
  public func close() async {
    desk.shut()
    await link.close()
  }

  public var outage: Duration? { link.outage }

  /// How many messages were handed over and have no outcome yet.
  public var underWayCount: Int { desk.underWayCount }
}
