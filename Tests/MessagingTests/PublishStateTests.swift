import TestKit
import Testing

@testable import Messaging

extension PublishState {
  fileprivate mutating func settle(_ tag: UInt64, isMultiple: Bool, isAck: Bool) -> Answers {
    var answers: Answers = []
    settle(tag, isMultiple: isMultiple, isAck: isAck, into: &answers)
    return answers
  }
}

@Suite struct PublishStateTests {
  private let now = ContinuousClock.now

  private func state(_ tickets: ClosedRange<Int>, taking count: Int) -> PublishState<Int> {
    var state = PublishState<Int>()
    for ticket in tickets { state.add(entry(ticket)) }
    for _ in 0..<count { _ = state.takeNext() }
    return state
  }

  private func entry(_ ticket: Int, deadline: Duration = .seconds(30)) -> PublishState<Int>.Entry {
    var message = Message(exchange: "jobs", routingKey: "key", body: [UInt8(truncatingIfNeeded: ticket)])
    message.properties.messageID = "m\(ticket)"
    return PublishState<Int>.Entry(caller: ticket, message: message, deadline: now + deadline)
  }

  private func tickets(_ outcomes: PublishState<Int>.Answers) -> [Int] {
    outcomes.map(\.caller)
  }

  @Test func `one confirm may stand for all before it`() {
    var state = state(1...5, taking: 4)

    let outcomes = state.settle(3, isMultiple: true, isAck: true)

    #expect(tickets(outcomes) == [1, 2, 3])
    #expect(outcomes.allSatisfy { $0.outcome == .confirmed })
    #expect([state.unconfirmedCount, state.waitingCount] == [1, 1])
  }

  @Test func `confirms out of order, doubled or unheard of harm nothing`() {
    var state = state(1...3, taking: 3)

    let answers = [(2, false), (2, false), (99, true), (3, true)].map { tag, isMultiple in
      tickets(state.settle(tag, isMultiple: isMultiple, isAck: true))
    }

    #expect(answers == [[2], [], [], [1, 3]])
    #expect(state.count == 0)
  }

  @Test func `a message that came back is not delivered, though it is confirmed`() {
    var state = state(1...2, taking: 2)

    state.noteReturn(entry(1).message, reason: "NO_ROUTE")
    let outcomes = state.settle(2, isMultiple: true, isAck: true)

    guard case .failed(let error) = outcomes[0].outcome else {
      Issue.record("the returned message counts as delivered")
      return
    }
    #expect(error.code == .unroutable)
    #expect(outcomes[1].outcome == .confirmed)
  }

  @Test func `a refusal is a failure that may pass`() {
    var state = state(1...1, taking: 1)

    let outcome = state.settle(1, isMultiple: false, isAck: false)[0].outcome
    guard case .failed(let error) = outcome else {
      Issue.record("the refused message counts as delivered")
      return
    }
    #expect(error.code == .rejected && error.isRetriable)
  }

  @Test func `after a loss what was unconfirmed goes first, in its order, with tags from 1`() {
    var state = state(1...5, taking: 4)
    _ = state.settle(2, isMultiple: false, isAck: true)

    state.lose()
    let again = (0..<4).compactMap { _ in state.takeNext()?.body.first }

    let confirmed = tickets(state.settle(2, isMultiple: true, isAck: true))
    #expect(again == [1, 3, 4, 5])
    #expect(confirmed == [1, 3])
  }

  @Test func `the one message that costs the channel is found, and the others arrive`() {
    var state = state(1...4, taking: 4)
    let refusal = MessagingError(.topology, "no exchange")
    var confirmed: [Int] = []
    var failed = tickets(state.lose(refusal: refusal))
    // A broker that closes the channel over the third message, whenever that is sent.
    for _ in 0..<20 {
      guard let message = state.takeNext() else { break }
      if message.body == [3] {
        failed += tickets(state.lose(refusal: refusal))
      } else {
        confirmed += tickets(
          state.settle(1, isMultiple: false, isAck: true) + state.settle(2, isMultiple: false, isAck: true)
            + state.settle(3, isMultiple: false, isAck: true)
            + state.settle(4, isMultiple: false, isAck: true))
      }
    }

    #expect(failed == [3])
    #expect(confirmed == [1, 2, 4])
  }

  @Test func `what is overdue leaves, sent or not, and its late confirm means nothing`() {
    var state = PublishState<Int>()
    state.add(entry(1, deadline: .zero))
    state.add(entry(2))
    state.add(entry(3, deadline: .zero))
    _ = state.takeNext()
    _ = state.takeNext()

    let isOverdue = state.hasOverdue(at: now)
    let expired = tickets(state.expire(at: now, because: "slow"))
    let confirmed = tickets(state.settle(2, isMultiple: true, isAck: true))

    #expect(isOverdue)
    #expect(expired == [1, 3])
    #expect(confirmed == [2])
  }

  @Test func `who leaves before its message is sent takes it along`() {
    var state = state(1...4, taking: 2)

    let count = state.withdraw { [1, 3].contains($0) }
    let next = state.takeNext()?.body

    #expect(count == 1)
    #expect(next == [4])
    // What is sent is settled in its turn, whoever has left.
    #expect(tickets(state.settle(3, isMultiple: true, isAck: true)) == [1, 2, 4])
  }

  @Test func `a confirm is missing only where something was sent, and on that channel`() {
    var state = PublishState<Int>()
    state.add(entry(1, deadline: .zero))
    _ = state.expire(at: now, because: "slow")
    let unsent = state.isMissingConfirm
    state.add(entry(2, deadline: .zero))
    _ = state.takeNext()
    _ = state.expire(at: now, because: "slow")
    let sent = state.isMissingConfirm

    state.lose()

    #expect([unsent, sent, state.isMissingConfirm] == [false, true, false])
  }

  @Test func `every message has one outcome, whatever happens`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var state = PublishState<Int>()
    var answered: [Int: Int] = [:]
    func note(_ outcomes: PublishState<Int>.Answers) {
      for outcome in outcomes { answered[outcome.caller, default: 0] += 1 }
    }
    for ticket in 1...3_000 {
      state.add(entry(ticket, deadline: .milliseconds(Int.random(in: 0...5_000, using: &generator))))
      for _ in 0..<Int.random(in: 0...2, using: &generator) { _ = state.takeNext() }
      switch Int.random(in: 0..<40, using: &generator) {
      case 0: state.lose()
      case 1: note(state.lose(refusal: MessagingError(.permission, "no")))
      case 2: note(state.expire(at: now + .milliseconds(ticket), because: "late"))
      case 3...12:
        let tag = UInt64.random(in: 1...50, using: &generator)
        note(state.settle(tag, isMultiple: Bool.random(using: &generator), isAck: true))
      default: break
      }
    }
    note(state.close(MessagingError(.closed, "closed")))

    #expect(answered == Dictionary(uniqueKeysWithValues: (1...3_000).map { ($0, 1) }), "seed \(seed)")
  }
}
