/// What became of a message, for whoever published it.
enum PublishOutcome: Sendable, Equatable {
  case confirmed
  case failed(MessagingError)
}

/// Which messages wait to be sent and which to be confirmed: the decisions of a publisher, without its I/O.
///
/// A message leaves by exactly one of `confirmed`, `returned` and then `confirmed`, `rejected`, `expire` and
/// `close`. A lost connection moves what it left unconfirmed back to the front of the line, in order, to be sent
/// again: the broker may then have a message twice, never not at all.
struct PublishState {
  /// What a caller knows its message by.
  typealias Ticket = Int

  struct Entry: Sendable {
    let ticket: Ticket
    let message: Message
    let deadline: ContinuousClock.Instant
  }

  private struct Sent {
    let entry: Entry
    var returned: String?
  }

  private var waiting: [Entry] = []
  /// Where the line begins in `waiting`: taking from the front of an array would move the rest each time.
  private var head = 0
  private var sent: [UInt64: Sent] = [:]
  /// Sent tags by message id, for returns, which carry no tag.
  private var tags: [String: [UInt64]] = [:]
  private var lowest: UInt64 = 1
  private var next: UInt64 = 1
  private var nextFullLook = ContinuousClock.now
  /// How many messages are to be sent one at a time: one of them cost the channel, and nobody said which.
  private var suspectCount = 0

  var waitingCount: Int { waiting.count - head }
  var unconfirmedCount: Int { sent.count }
  var count: Int { waitingCount + unconfirmedCount }

  mutating func add(_ entry: Entry) { waiting.append(entry) }

  /// The next message to send, noted as sent with the tag that the broker counts for it.
  mutating func takeNext() -> Message? {
    guard head < waiting.count, suspectCount == 0 || sent.isEmpty else { return nil }
    if suspectCount > 0 { suspectCount -= 1 }
    let entry = waiting[head]
    head += 1
    if head == waiting.count || head >= 4_096 {
      waiting.removeFirst(head)
      head = 0
    }
    sent[next] = Sent(entry: entry)
    if let id = entry.message.properties.messageID { tags[id, default: []].append(next) }
    next += 1
    return entry.message
  }

  /// The broker's answer to a tag, or to all up to it.
  mutating func settle(
    _ tag: UInt64, isMultiple: Bool, isAck: Bool
  ) -> [(ticket: Ticket, outcome: PublishOutcome)] {
    guard tag < next else { return [] }
    let first = isMultiple ? lowest : tag
    var outcomes: [(Ticket, PublishOutcome)] = []
    var cursor = first
    while cursor <= tag {
      if let found = take(cursor) { outcomes.append((found.entry.ticket, outcome(of: found, isAck: isAck))) }
      cursor += 1
    }
    while lowest < next, sent[lowest] == nil { lowest += 1 }
    return outcomes
  }

  /// A message came back because no queue wanted it; its ack follows and must not pass for delivery.
  mutating func noteReturn(messageID: String, reason: String) {
    guard let tag = tags[messageID]?.first(where: { sent[$0]?.returned == nil }) else { return }
    sent[tag]?.returned = reason
  }

  /// The broker closed the channel over a message: an exchange is missing or forbidden, say. Where one alone was under
  /// way it is that one, and it leaves; otherwise each is sent again by itself, until the one is found.
  mutating func lose(refusal: MessagingError) -> [(ticket: Ticket, outcome: PublishOutcome)] {
    let suspects = sent.keys.sorted()
    let culprit = suspects.count == 1 ? suspects.first.flatMap { take($0) } : nil
    lose()
    suspectCount = suspects.count > 1 ? suspects.count : suspectCount
    return culprit.map { [($0.entry.ticket, .failed(refusal))] } ?? []
  }

  /// The connection is gone: what was unconfirmed waits again, before what was not sent yet.
  mutating func lose() {
    let again = sent.sorted { $0.key < $1.key }.map(\.value.entry)
    waiting = again + waiting[head...]
    head = 0
    sent = [:]
    tags = [:]
    lowest = 1
    next = 1
  }

  /// A quick look: whether `expire` would take anything out. Deadlines mostly lie in the order of sending, so the
  /// oldest of both lines tell; one that lies out of order is found when it comes to the front, or after a second.
  mutating func hasOverdue(at now: ContinuousClock.Instant) -> Bool {
    if let first = sent[lowest], first.entry.deadline <= now { return true }
    if head < waiting.count, waiting[head].deadline <= now { return true }
    guard now >= nextFullLook else { return false }
    nextFullLook = now + .seconds(1)
    return true
  }

  /// Takes out what is overdue. The broker may still confirm it; nobody waits for that any more.
  mutating func expire(at now: ContinuousClock.Instant, because reason: String) -> [(
    ticket: Ticket, outcome: PublishOutcome
  )] {
    let late = sent.filter { $0.value.entry.deadline <= now }.keys.sorted()
    let overdue = late.compactMap { take($0)?.entry } + waiting[head...].filter { $0.deadline <= now }
    guard !overdue.isEmpty else { return [] }
    waiting = waiting[head...].filter { $0.deadline > now }
    head = 0
    while lowest < next, sent[lowest] == nil { lowest += 1 }
    return overdue.map { ($0.ticket, .failed(MessagingError(.timeout, "not confirmed in time: \(reason)"))) }
  }

  /// Takes out everything.
  mutating func close(_ error: MessagingError) -> [(ticket: Ticket, outcome: PublishOutcome)] {
    lose()
    defer { waiting = [] }
    return waiting.map { ($0.ticket, .failed(error)) }
  }

  private mutating func take(_ tag: UInt64) -> Sent? {
    guard let found = sent.removeValue(forKey: tag) else { return nil }
    if let id = found.entry.message.properties.messageID {
      tags[id]?.removeAll { $0 == tag }
      if tags[id]?.isEmpty == true { tags[id] = nil }
    }
    return found
  }

  private func outcome(of sent: Sent, isAck: Bool) -> PublishOutcome {
    let message = sent.entry.message
    let destination = "exchange \"\(message.exchange)\" with key \"\(message.routingKey)\""
    if let reason = sent.returned {
      return .failed(MessagingError(.unroutable, "no queue takes what goes to \(destination): \(reason)"))
    }
    guard isAck else {
      return .failed(
        MessagingError(.rejected, "the broker refused a message to \(destination): a queue is full"))
    }
    return .confirmed
  }
}
