/// The publisher's part on the link's thread.
///
/// Unchecked, because its state belongs to one thread: the link calls it from there only.
final class PublisherRole: LinkRole, @unchecked Sendable {
  private let desk: PublisherDesk
  private var state = PublisherDesk.Queue()
  /// What this turn has found out; told at its end, under one lock.
  private var answers: PublisherDesk.Queue.Answers = []
  /// Why the broker takes nothing at present.
  private var blockage: String?
  private var isOpen = false
  /// Whether the last connection was refused before it could be used: no message is to blame for that.
  private var wasRefused = false

  init(_ desk: PublisherDesk) { self.desk = desk }

  var isDone: Bool { state.count == 0 && desk.isEmpty }
  var wantsFreshConnection: Bool { false }

  func opened(_ wire: Wire) throws(MessagingError) {
    blockage = nil
    try wire.selectConfirms()
    isOpen = true
  }

  func take(_ event: WireEvent, _ wire: Wire) throws(MessagingError) {
    switch event {
    case .confirmed(let tag, let isMultiple, let isAck):
      state.settle(tag, isMultiple: isMultiple, isAck: isAck, into: &answers)
    case .returned(let message, let reason):
      state.noteReturn(message, reason: reason)
    case .blocked(let reason): blockage = reason
    case .unblocked: blockage = nil
    default: break
    }
  }

  /// Sends in portions, so that confirms are read in between: a broker that cannot send them stops reading.
  func work(_ wire: Wire) throws(MessagingError) -> ContinuousClock.Instant? {
    let now = ContinuousClock.now
    tell()
    for entry in desk.takeIncoming() { state.add(entry) }
    expire(at: now, because: blockage.map { "the broker blocks publishers (\($0))" } ?? "the broker is slow")
    guard blockage == nil else { return now + .milliseconds(100) }
    let isBurst = state.waitingCount > 1
    if isBurst { wire.holdBack(true) }
    var count = 0
    while count < 256, let message = state.takeNext() {
      try wire.publish(message)
      count += 1
    }
    if isBurst { wire.holdBack(false) }
    if state.waitingCount > 0 { return now }
    return state.count > 0 ? now + .milliseconds(100) : nil
  }

  private func tell() {
    desk.answer(answers)
    answers.removeAll(keepingCapacity: true)
  }

  func lost(_ error: MessagingError) {
    tell()
    wasRefused = !isOpen
    isOpen = false
    switch error.code {
    case .permission, .topology, .tooLarge: desk.answer(state.lose(refusal: error))
    default: state.lose()
    }
  }

  func idle(because error: MessagingError) -> ContinuousClock.Instant? {
    for entry in desk.takeIncoming() { state.add(entry) }
    // Nothing else tells a caller that its password is wrong, and waiting longer would not mend it.
    switch error.code {
    case .configuration, .authentication, .tls, .unsupportedBroker: desk.answer(state.close(error))
    case .permission where wasRefused: desk.answer(state.close(error))
    default: break
    }
    expire(at: .now, because: "\(error)")
    return .now + .milliseconds(100)
  }

  func closed() {
    let error = MessagingError(.closed, "the publisher was closed")
    desk.answer(state.close(error))
    desk.closeLine(error)
  }

  /// Looked at each turn and so bounded by a look at the oldest; deadlines mostly lie in order.
  private func expire(at now: ContinuousClock.Instant, because reason: String) {
    guard state.hasOverdue(at: now) else { return }
    desk.answer(state.expire(at: now, because: reason))
    desk.expireLine(at: now, because: reason)
  }
}
