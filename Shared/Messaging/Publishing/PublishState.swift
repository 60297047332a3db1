/// What became of a message, for whoever published it.
enum PublishOutcome: Sendable, Equatable {
  case confirmed
  case failed(MessagingError)
}

/// Which messages wait to be sent and which to be confirmed: the decisions of a publisher, without its I/O.
///
/// A message leaves by exactly one of `settle`, `lose(refusal:)`, `expire` and `close`, with whoever called for it, or
/// by `withdraw`. A lost connection moves what it left unconfirmed back to the front of the line, in order, to be sent again: the
/// broker may then have a message twice, never not at all.
struct PublishState<Caller: Sendable>: Sendable {
  typealias Answers = [(caller: Caller, outcome: PublishOutcome)]

  struct Entry: Sendable {
    let caller: Caller
    let message: Message
    let deadline: ContinuousClock.Instant
  }

  private struct Sent: Sendable {
    let entry: Entry
    var returned: String?
  }

  /// Both lines are taken from at the front, by moving where they begin: an array would move all the rest.
  private var waiting: [Entry] = []
  private var head = 0
  /// By tag, from `lowest` on; `nil` where the outcome is known.
  private var sent: [Sent?] = []
  private var sentHead = 0
  private var lowest: UInt64 = 1
  private var nextFullLook = ContinuousClock.now
  /// How many messages are to be sent one at a time: one of them cost the channel, and nobody said which.
  private var suspectCount = 0
  private(set) var unconfirmedCount = 0
  /// Whether the time of something that was sent on this channel was over before its confirm came.
  private(set) var isMissingConfirm = false

  var waitingCount: Int { waiting.count - head }
  var count: Int { waitingCount + unconfirmedCount }

  mutating func add(_ entry: Entry) { waiting.append(entry) }

  /// The next message to send, noted as sent with the tag that the broker counts for it.
  mutating func takeNext() -> Message? {
    guard head < waiting.count, suspectCount == 0 || unconfirmedCount == 0 else { return nil }
    if suspectCount > 0 { suspectCount -= 1 }
    let entry = waiting[head]
    head += 1
    if head == waiting.count || head >= 4_096 {
      waiting.removeFirst(head)
      head = 0
    }
    sent.append(Sent(entry: entry))
    unconfirmedCount += 1
    return entry.message
  }

  /// The broker's answer to a tag, or to all up to it.
  mutating func settle(_ tag: UInt64, isMultiple: Bool, isAck: Bool, into answers: inout Answers) {
    guard let last = place(of: tag) else { return }
    for place in (isMultiple ? sentHead : last)...last {
      if let found = take(place) { answers.append((found.entry.caller, outcome(of: found, isAck: isAck))) }
    }
    advance()
  }

  /// A message came back because no queue wanted it; its ack follows and must not pass for delivery.
  /// An id may be sent to several keys, so the destination counts, too.
  mutating func noteReturn(_ message: Message, reason: String) {
    let place = sent.indices.dropFirst(sentHead).first { place in
      guard let found = sent[place], found.returned == nil else { return false }
      let candidate = found.entry.message
      return candidate.properties.messageID == message.properties.messageID
        && candidate.routingKey == message.routingKey && candidate.exchange == message.exchange
    }
    if let place { sent[place]?.returned = reason }
  }

  /// The broker closed the channel over a message: an exchange is missing or forbidden, say. Where one alone was under
  /// way it is that one, and it leaves; otherwise each is sent again by itself, until the one is found.
  mutating func lose(refusal: MessagingError) -> Answers {
    let suspects = unconfirmedCount
    let culprit = suspects == 1 ? sent[sentHead...].compactMap(\.self).first : nil
    if culprit != nil { dropSent() } else { lose() }
    if suspects > 1 { suspectCount = suspects }
    return culprit.map { [($0.entry.caller, .failed(refusal))] } ?? []
  }

  /// The connection or the channel is gone: what was unconfirmed waits again, before what was not sent yet.
  mutating func lose() {
    waiting = sent[sentHead...].compactMap { $0?.entry } + waiting[head...]
    head = 0
    dropSent()
  }

  /// A quick look: whether `expire` would take anything out. Deadlines mostly lie in the order of sending, so the
  /// oldest of both lines tell; one that lies out of order is found when it comes to the front, or after a second.
  mutating func hasOverdue(at now: ContinuousClock.Instant) -> Bool {
    if sentHead < sent.count, let first = sent[sentHead], first.entry.deadline <= now { return true }
    if head < waiting.count, waiting[head].deadline <= now { return true }
    guard now >= nextFullLook else { return false }
    nextFullLook = now + .seconds(1)
    return true
  }

  /// Takes out what is overdue. The broker may still confirm it; nobody waits for that any more.
  mutating func expire(at now: ContinuousClock.Instant, because reason: String) -> Answers {
    var overdue: [Caller] = []
    for place in sentHead..<sent.count {
      guard let found = sent[place], found.entry.deadline <= now else { continue }
      overdue.append(found.entry.caller)
      _ = take(place)
      isMissingConfirm = true
    }
    advance()
    if waiting[head...].contains(where: { $0.deadline <= now }) {
      overdue += waiting[head...].filter { $0.deadline <= now }.map(\.caller)
      waiting = waiting[head...].filter { $0.deadline > now }
      head = 0
    }
    let error = MessagingError(.timeout, "not confirmed in time: \(reason)")
    return overdue.map { ($0, .failed(error)) }
  }

  /// Takes out what is not sent and has nobody who waits for it any more; returns how many those were.
  mutating func withdraw(where hasLeft: (Caller) -> Bool) -> Int {
    let before = waitingCount
    waiting = waiting[head...].filter { !hasLeft($0.caller) }
    head = 0
    return before - waitingCount
  }

  /// Takes out everything.
  mutating func close(_ error: MessagingError) -> Answers {
    lose()
    defer { waiting = [] }
    return waiting.map { ($0.caller, .failed(error)) }
  }

  // MARK: The line of what was sent

  private func place(of tag: UInt64) -> Int? {
    guard tag >= lowest, tag - lowest < UInt64(sent.count - sentHead) else { return nil }
    return sentHead + Int(tag - lowest)
  }

  private mutating func take(_ place: Int) -> Sent? {
    guard let found = sent[place] else { return nil }
    sent[place] = nil
    unconfirmedCount -= 1
    return found
  }

  private mutating func advance() {
    while sentHead < sent.count, sent[sentHead] == nil {
      sentHead += 1
      lowest += 1
    }
    guard sentHead == sent.count || sentHead >= 4_096 else { return }
    sent.removeFirst(sentHead)
    sentHead = 0
  }

  private mutating func dropSent() {
    sent = []
    sentHead = 0
    lowest = 1
    unconfirmedCount = 0
    isMissingConfirm = false
  }

  private func outcome(of sent: Sent, isAck: Bool) -> PublishOutcome {
    if isAck, sent.returned == nil { return .confirmed }
    let message = sent.entry.message
    let destination = "exchange \"\(message.exchange)\" with key \"\(message.routingKey)\""
    if let reason = sent.returned {
      return .failed(MessagingError(.unroutable, "no queue takes what goes to \(destination): \(reason)"))
    }
    return .failed(
      MessagingError(.rejected, "the broker refused a message to \(destination): a queue is full"))
  }
}
