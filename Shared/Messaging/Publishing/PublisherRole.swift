import Synchronization

/// The publisher's part on the link's thread.
///
/// Unchecked, because its state belongs to one thread, from which the link calls it, but for `line`, which has a lock.
final class PublisherRole: LinkRole, @unchecked Sendable {
  private struct Line {
    var queue = PublisherDesk.Queue()
    /// Why messages are not confirmed at present.
    var reason = "there is no connection yet"
  }

  private let desk: PublisherDesk
  /// Locked, because the clock ends callers while the link's thread hangs. Never held while anything is written.
  private let line = Mutex(Line())
  /// What this turn has found out; told at its end, under one lock.
  private var answers: PublisherDesk.Queue.Answers = []
  private var isBlocked = false
  private var isOpen = false
  /// Whether the last connection was refused before it could be used: no message is to blame for that.
  private var wasRefused = false
  /// What is not confirmed is sent again on a fresh channel; a broker that is merely slow must have time between.
  private var nextFreshChannel = ContinuousClock.now
  private static let freshChannelPeriod = Duration.seconds(5)

  init(_ desk: PublisherDesk) { self.desk = desk }

  var isDone: Bool { line.withLock { $0.queue.count } == 0 && desk.isEmpty }
  /// Each time that the broker closes one, a message is told or comes closer to it: that ends.
  let shortestChannel = Duration.zero
  private(set) var wantsFreshChannel = false

  func opened(_ wire: Wire) throws(MessagingError) {
    setBlockage(nil)
    wantsFreshChannel = false
    try wire.selectConfirms()
    isOpen = true
  }

  func take(_ event: WireEvent, _ wire: Wire) throws(MessagingError) {
    switch event {
    case .confirmed(let tag, let isMultiple, let isAck):
      line.withLock { $0.queue.settle(tag, isMultiple: isMultiple, isAck: isAck, into: &answers) }
    case .returned(let message, let reason):
      line.withLock { $0.queue.noteReturn(message, reason: reason) }
    case .blocked(let reason): setBlockage(reason)
    case .unblocked: setBlockage(nil)
    default: break
    }
  }

  private func setBlockage(_ reason: String?) {
    isBlocked = reason != nil
    line.withLock { line in
      line.reason = reason.map { "the broker blocks publishers (\($0))" } ?? "the broker is slow"
    }
  }

  /// Sends in portions, so that confirms are read in between: a broker that cannot send them stops reading.
  func work(_ wire: Wire) throws(MessagingError) -> ContinuousClock.Instant? {
    tell()
    lookAtDeadlines()
    let soon = ContinuousClock.now + .milliseconds(100)
    // One that blocks has said why it is late.
    guard !isBlocked else { return soon }
    if line.withLock({ $0.queue.isMissingConfirm }), .now >= nextFreshChannel {
      nextFreshChannel = .now + Self.freshChannelPeriod
      wantsFreshChannel = true
      return nil
    }
    let isBurst = line.withLock { $0.queue.waitingCount > 1 }
    if isBurst { wire.holdBack(true) }
    var count = 0
    while count < 256, let message = takeNext() {
      try wire.publish(message)
      count += 1
    }
    if isBurst { wire.holdBack(false) }
    let (waitingCount, underWayCount) = line.withLock { ($0.queue.waitingCount, $0.queue.count) }
    if waitingCount > 0 { return .now }
    return underWayCount > 0 ? soon : nil
  }

  private func takeNext() -> Message? {
    line.withLock { line in
      forgetLeavers(&line)
      return line.queue.takeNext()
    }
  }

  /// Who was cancelled while its message waited takes it out of the line.
  private func forgetLeavers(_ line: inout Line) {
    guard desk.takeLeaving() else { return }
    takeIncoming(&line)
    desk.forgetLeavers(underWay: line.queue.withdraw { $0.isOver })
  }

  private func tell() {
    desk.answer(answers)
    answers.removeAll(keepingCapacity: true)
  }

  func lost(_ error: MessagingError) {
    tell()
    wasRefused = !isOpen
    isOpen = false
    let refused = line.withLock { line in
      line.reason = "\(error)"
      switch error.code {
      case .permission, .topology, .tooLarge: return line.queue.lose(refusal: error)
      default:
        line.queue.lose()
        return []
      }
    }
    desk.answer(refused)
    // What is to be sent again and has nobody who waits for it need not be.
    desk.noteLeaving()
  }

  func idle(because error: MessagingError) -> ContinuousClock.Instant? {
    // Nothing else tells a caller that its password is wrong, and waiting longer would not mend it.
    switch error.code {
    case .configuration, .authentication, .tls, .unsupportedBroker: giveUp(error)
    case .permission where wasRefused: giveUp(error)
    default: break
    }
    lookAtDeadlines()
    return .now + .milliseconds(100)
  }

  func closed() {
    let error = MessagingError(.closed, "the publisher was closed")
    giveUp(error)
    desk.closeLine(error)
  }

  private func giveUp(_ error: MessagingError) {
    let all = line.withLock { line in
      takeIncoming(&line)
      return line.queue.close(error)
    }
    desk.answer(all)
  }

  /// Ends who is overdue; called from any thread. Bounded by a look at the oldest, as deadlines mostly lie in order.
  func lookAtDeadlines() {
    let now = ContinuousClock.now
    let late = line.withLock { line -> (PublisherDesk.Queue.Answers, String)? in
      takeIncoming(&line)
      forgetLeavers(&line)
      guard line.queue.hasOverdue(at: now) else { return nil }
      return (line.queue.expire(at: now, because: line.reason), line.reason)
    }
    guard let (answers, reason) = late else { return }
    desk.answer(answers)
    desk.expireLine(at: now, because: reason)
  }

  /// Under the lock, so that two threads do not change the order of what they take.
  private func takeIncoming(_ line: inout Line) {
    for entry in desk.takeIncoming() { line.queue.add(entry) }
  }
}
