import FoundationEssentials
import Lifecycle
import Messaging
import TestKit
import Testing

@testable import Jobs

@Suite struct LaneTurnsTests {
  private let weights: [JobLane: Int] = [.high: 6, .norm: 3, .bulk: 1]

  @Test func `full lanes share by weight and bulk is never starved`() {
    var turns = LaneTurns(weights: weights)

    let order = (0..<100).compactMap { _ in turns.next(among: [.high, .norm, .bulk]) }

    #expect(order.count { $0 == .high } == 60)
    #expect(order.count { $0 == .norm } == 30)
    #expect(order.count { $0 == .bulk } == 10)
    // Spread, not in blocks: each ten hold one of the slowest.
    for start in stride(from: 0, to: 100, by: 10) {
      #expect(order[start..<start + 10].count { $0 == .bulk } == 1)
    }
  }

  @Test func `a lane alone has every turn, and none has a turn among none`() {
    var turns = LaneTurns(weights: weights)

    #expect((0..<5).map { _ in turns.next(among: [.bulk]) } == Array(repeating: .bulk, count: 5))
    #expect(turns.next(among: []) == nil)
  }
}

@Suite struct LaneFeedTests {
  private func arrival(_ lane: JobLane, _ key: String) -> Arrival {
    Arrival(
      lane: lane,
      delivery: Delivery(
        message: Message(exchange: "", routingKey: key, body: []), isRedelivered: false, settle: { _ in }))
  }

  @Test func `each lane keeps its order`() async {
    let feed = LaneFeed<Arrival>(weights: [.high: 6, .norm: 3, .bulk: 1])
    for number in 0..<1_000 { _ = feed.add(arrival(number % 2 == 0 ? .high : .bulk, "\(number)")) }

    var seen: [JobLane: [Int]] = [:]
    while let next = feed.nextNow() {
      seen[next.lane, default: []].append(Int(next.delivery.message.routingKey) ?? -1)
    }

    #expect(seen[.high] == Array(stride(from: 0, to: 1_000, by: 2)))
    #expect(seen[.bulk] == Array(stride(from: 1, to: 1_000, by: 2)))
  }

  @Test func `closing gives back what was not handed out and ends the reader`() async {
    let feed = LaneFeed<Arrival>(weights: [:])
    for number in 0..<3 { _ = feed.add(arrival(.norm, "\(number)")) }
    _ = await feed.next()

    let rest = feed.close()

    #expect(rest.map(\.delivery.message.routingKey) == ["1", "2"])
    #expect(await feed.next() == nil)
    #expect(feed.add(arrival(.norm, "late")) == false)
  }
}

@Suite struct VerdictTests {
  private let settings: WorkerSettings = {
    var settings = WorkerSettings(slots: 1)
    settings.attempts = 3
    return settings
  }()

  private func piece(attempt: Int = 1, run: RunID? = .make(), deadline: Date? = nil) -> Piece {
    let id = TaskID.make()
    let claim = Claim(id: id, fence: 4)
    let envelope = Envelope(id: id, fence: 4, kind: .train, attempt: attempt, run: run, deadline: deadline)
    return Piece(message: claim, envelope: envelope, lane: .norm, body: [], claim: claim)
  }

  private func verdict(
    _ piece: Piece, _ ending: Work.Ending?, _ interruption: Interruption? = nil
  ) -> Settlement.Verdict? {
    Verdicts(settings).closing(of: piece, ending, interruption)?.settlement.verdict
  }

  @Test func `attempts are used by failures only`() {
    #expect(verdict(piece(attempt: 2), .retry(because: "x")) == .retry)
    #expect(verdict(piece(attempt: 3), .retry(because: "x")) == .dead)
    #expect(verdict(piece(attempt: 3), .snooze(.seconds(1), because: "quota")) == .release)
    #expect(verdict(piece(attempt: 3), .unavailable(dependency: "spotify")) == .release)
    #expect(verdict(piece(attempt: 1), .discard(because: "never")) == .dead)
    #expect(verdict(piece(attempt: 2), nil, .timeout) == .retry)
    #expect(verdict(piece(attempt: 3), nil, .hastened) == .release)
  }

  @Test func `what is done is done, unless it is somebody else's`() {
    #expect(verdict(piece(), .done(()), .timeout) == .succeeded)
    #expect(verdict(piece(), .done(()), .stopped(.cancelled)) == .succeeded)
    #expect(verdict(piece(), .done(()), .leaseLost) == nil)
    #expect(verdict(piece(), .retry(because: "x"), .stopped(.cancelled)) == .cancelled)
    #expect(verdict(piece(), nil, .stopped(.expired)) == .expired)
  }

  @Test func `shared work may not lead to tasks of its own`() {
    #expect(verdict(piece(run: nil), .done((), FollowUp(finale: .recommend))) == .dead)
  }

  @Test func `a retry waits as long as it was told, else with growing jitter`() {
    let told = Verdicts(settings).closing(of: piece(), .retry(after: .seconds(90), because: "429"), nil)
    #expect(told?.settlement.delay == .seconds(90))

    let bound = settings.backoff.bound(afterFailure: 2)
    for _ in 0..<100 {
      let delay = Verdicts(settings).failure(of: piece(attempt: 2), after: nil, "x").delay
      #expect(delay > .zero && delay <= bound)
    }
  }

  @Test func `a deadline that has passed is seen`() {
    let verdicts = Verdicts(settings)
    let now = Date(timeIntervalSince1970: 1_000)

    #expect(verdicts.isExpired(piece(deadline: Date(timeIntervalSince1970: 999)), at: now))
    #expect(!verdicts.isExpired(piece(deadline: Date(timeIntervalSince1970: 1_001)), at: now))
    #expect(!verdicts.isExpired(piece(), at: now))
  }
}

@Suite struct CircuitTests {
  @Test func `an open circuit lets one task at a time try, and closes when it comes through`() {
    let circuit = Circuit(Backoff(base: .milliseconds(1), cap: .milliseconds(1)))
    #expect(circuit.turn() == .go)

    _ = circuit.trip(retryAfter: .zero)

    #expect(circuit.isOpen)
    #expect(circuit.turn() == .probe)
    #expect(circuit.turn() == .wait(.milliseconds(50)))
    circuit.endProbe()
    #expect(circuit.turn() == .probe)
    circuit.close()
    #expect(circuit.turn() == .go)
    #expect(circuit.turn() == .go)
  }

  @Test func `what a dependency asks for is obeyed within reason, and the pauses grow from try to try`() {
    let circuit = Circuit(Backoff(base: .milliseconds(1), cap: .seconds(60)))

    #expect(circuit.trip(retryAfter: .seconds(30)) == .seconds(30))
    #expect(circuit.isBlocking)
    // Many that failed side by side are one failure.
    #expect((0..<20).map { _ in circuit.trip(retryAfter: nil) }.allSatisfy { $0 <= .milliseconds(1) })
    #expect(circuit.trip(retryAfter: .seconds(86_400)) == .seconds(300))
  }
}
