import Telemetry

/// The consumer's part on the link's thread.
///
/// Unchecked, because its state belongs to one thread: the link calls it from there only.
final class ConsumerRole: LinkRole, @unchecked Sendable {
  private enum Flow {
    case flowing
    /// Cancelled; what is out may still be settled.
    case paused
  }

  private static let tag = "hookline"

  private let desk: ConsumerDesk
  private let queue: String
  private let settings: ConsumerSettings
  private let source: AsyncStream<Delivery>.Continuation
  private let logger: Logger
  private var book = AckBook()
  private var epoch = 0
  private var flow = Flow.paused
  /// One that is closed again and again would be opened as often.
  let shortestChannel = Duration.seconds(1)
  private(set) var wantsFreshChannel = false
  /// What was read and is not handed over yet.
  private var arrived: [Delivery] = []
  private static let burst = 128
  /// When the first of the acks that are being gathered was seen.
  private var gatheringSince: ContinuousClock.Instant?

  /// Each ack is a command that a quorum queue writes to its log, so a broker is as fast as acks are few.
  private static let gathering = Duration.milliseconds(1)

  init(
    _ desk: ConsumerDesk, queue: String, settings: ConsumerSettings,
    source: AsyncStream<Delivery>.Continuation, logger: Logger
  ) {
    self.desk = desk
    self.queue = queue
    self.settings = settings
    self.source = source
    self.logger = logger
  }

  /// A link that closes has paused the flow; it goes when the last settlement was told.
  var isDone: Bool { flow == .paused }

  func opened(_ wire: Wire) throws(MessagingError) {
    epoch += 1
    book = AckBook()
    flow = .paused
    wantsFreshChannel = false
    wire.bodyLimit = settings.bodyLimit
    _ = try wire.inspect(queue: queue)
    try wire.limitPrefetch(to: settings.prefetch)
    if !desk.isPaused { try start(wire) }
  }

  func take(_ event: WireEvent, _ wire: Wire) throws(MessagingError) {
    switch event {
    case .delivered(let tag, let isRedelivered, let message):
      try note(tag)
      arrived.append(delivery(tag, isRedelivered: isRedelivered, message))
      if arrived.count == Self.burst { handOver() }
    case .deliveredTooLarge(let tag, let message, let byteCount):
      try note(tag)
      if settings.takesOversize {
        arrived.append(delivery(tag, isRedelivered: false, message, droppedByteCount: byteCount))
        return
      }
      // Given back it would come again for ever.
      _ = book.settle(tag, .nack(requeue: false))
      logger.warning(
        "a message was too large and went to the dead letters",
        [
          "bytes": .int(Int64(clamping: byteCount)), "limit": .int(Int64(settings.bodyLimit)),
          "message_id": .string(message.properties.messageID ?? ""),
        ])
    case .consumerCancelled:
      // On the same channel a consumer that was cancelled may not begin again on every broker: take a fresh one.
      throw MessagingError(
        .unreachable, "the broker cancelled the consumer of queue \"\(queue)\"; is the queue gone?")
    default: break
    }
  }

  private func delivery(
    _ tag: UInt64, isRedelivered: Bool, _ message: Message, droppedByteCount: UInt64? = nil
  ) -> Delivery {
    Delivery(message: message, isRedelivered: isRedelivered, droppedByteCount: droppedByteCount) {
      [desk, epoch] settlement in
      desk.settle(ConsumerDesk.Settled(epoch: epoch, tag: tag, settlement: settlement))
    }
  }

  private func note(_ tag: UInt64) throws(MessagingError) {
    guard book.deliver(tag) else {
      throw MessagingError(.unreachable, "the broker counted to delivery \(tag) out of turn")
    }
  }

  /// Handed over one by one, each message would wake a reader that is quicker than the wire.
  private func handOver() {
    for delivery in arrived { source.yield(delivery) }
    arrived.removeAll(keepingCapacity: true)
  }

  func work(_ wire: Wire) throws(MessagingError) -> ContinuousClock.Instant? {
    handOver()
    if let due = gatheringEnd() { return due }
    gatheringSince = nil
    for settled in desk.takeSettled() where settled.epoch == epoch {
      if !book.settle(settled.tag, settled.settlement) {
        logger.error("a delivery was settled twice", ["tag": .int(Int64(settled.tag))])
      }
    }
    // First, or what is given back could come to this consumer again.
    if desk.isPaused { try adjustFlow(wire) }
    try tell(book.orders(isCoalescing: settings.isCoalescing), wire)
    if !desk.isPaused { try adjustFlow(wire) }
    return nil
  }

  private func tell(_ orders: [AckBook.Order], _ wire: Wire) throws(MessagingError) {
    let isBurst = orders.count > 1
    if isBurst { wire.holdBack(true) }
    for order in orders {
      switch order.settlement {
      case .ack: try wire.ack(order.tag, isMultiple: order.isMultiple)
      case .nack(let requeue): try wire.nack(order.tag, requeue: requeue)
      }
    }
    if isBurst { wire.holdBack(false) }
  }

  /// Until when to wait for more acks to tell with those that are there; `nil` when it is time to tell them.
  private func gatheringEnd() -> ContinuousClock.Instant? {
    let count = desk.settledCount
    guard count > 0, count < settings.batch, flow == .flowing, !desk.isPaused else { return nil }
    let now = ContinuousClock.now
    let end = (gatheringSince ?? now) + Self.gathering
    gatheringSince = gatheringSince ?? now
    return now < end ? end : nil
  }

  private func adjustFlow(_ wire: Wire) throws(MessagingError) {
    switch (flow, desk.isPaused) {
    case (.flowing, true):
      try wire.cancelConsumer(tag: Self.tag)
      flow = .paused
      logger.debug("consumer paused")
    case (.paused, false) where book.outstandingCount == 0:
      // Brokers before 3.10.9 may crash a channel on which a consumer begins again: take a fresh one.
      wantsFreshChannel = true
    default: break
    }
  }

  private func start(_ wire: Wire) throws(MessagingError) {
    try wire.consume(queue: queue, tag: Self.tag, priority: nil)
    flow = .flowing
  }

  func lost(_ error: MessagingError) {
    // They will come again.
    arrived.removeAll()
    book = AckBook()
    flow = .paused
  }

  func idle(because error: MessagingError) -> ContinuousClock.Instant? {
    // Settlements for a connection that is gone mean nothing.
    _ = desk.takeSettled()
    return nil
  }

  func closed() { source.finish() }
}
