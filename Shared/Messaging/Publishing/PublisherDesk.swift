import Synchronization

/// Where callers hand messages over and wait, and the link's thread takes them and answers.
final class PublisherDesk: Sendable {
  private enum Place {
    /// Waits until fewer are under way.
    case line(PublishState.Entry)
    case underWay
  }

  private struct Caller {
    var place: Place
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var incoming: [PublishState.Entry] = []
    var line: [Int] = []
    var lineHead = 0
    var callers: [Int: Caller] = [:]
    var cancelled: Set<Int> = []
    var underWay = 0
    var nextTicket = 0
    var isShut = false
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  var underWayCount: Int { state.withLock { $0.underWay } }

  func nextTicket() -> Int {
    state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
  }

  /// Hands a message over and waits for its outcome; `wake` is called when the thread has something to take.
  func hand(_ entry: PublishState.Entry, _ wake: () -> Void) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        switch state.withLock({ enroll(entry, continuation, &$0) }) {
        case .accepted: wake()
        case .queued: break
        case .refused(let error): continuation.resume(throwing: error)
        }
      }
    } onCancel: {
      let caller = state.withLock { state in
        guard let caller = state.callers.removeValue(forKey: entry.ticket) else {
          state.cancelled.insert(entry.ticket)
          return nil as Caller?
        }
        return caller
      }
      caller?.continuation.resume(throwing: CancellationError())
    }
  }

  private enum Admission {
    case accepted, queued
    case refused(any Error)
  }

  private func enroll(
    _ entry: PublishState.Entry, _ continuation: CheckedContinuation<Void, any Error>, _ state: inout State
  ) -> Admission {
    if state.cancelled.remove(entry.ticket) != nil { return .refused(CancellationError()) }
    if state.isShut { return .refused(MessagingError(.closed, "the publisher was closed")) }
    guard state.underWay < limit else {
      state.callers[entry.ticket] = Caller(place: .line(entry), continuation: continuation)
      state.line.append(entry.ticket)
      return .queued
    }
    state.callers[entry.ticket] = Caller(place: .underWay, continuation: continuation)
    state.incoming.append(entry)
    state.underWay += 1
    return .accepted
  }

  func shut() { state.withLock { $0.isShut = true } }

  // MARK: The thread's side

  func takeIncoming() -> [PublishState.Entry] {
    state.withLock { state in
      defer { state.incoming = [] }
      return state.incoming
    }
  }

  var isEmpty: Bool { state.withLock { $0.underWay == 0 && $0.lineHead == $0.line.count } }

  /// Tells callers what became of their messages and lets as many from the line follow.
  func answer(_ outcomes: [(ticket: Int, outcome: PublishOutcome)]) {
    guard !outcomes.isEmpty else { return }
    let callers = state.withLock { state in
      let callers = outcomes.map { state.callers.removeValue(forKey: $0.ticket) }
      state.underWay -= outcomes.count
      advance(&state)
      return callers
    }
    for (caller, answer) in zip(callers, outcomes) {
      switch answer.outcome {
      case .confirmed: caller?.continuation.resume()
      case .failed(let error): caller?.continuation.resume(throwing: error)
      }
    }
  }

  private func advance(_ state: inout State) {
    while state.underWay < limit, state.lineHead < state.line.count {
      let ticket = state.line[state.lineHead]
      state.lineHead += 1
      // Who was cancelled while waiting is gone from the table.
      guard case .line(let entry)? = state.callers[ticket]?.place else { continue }
      state.callers[ticket]?.place = .underWay
      state.incoming.append(entry)
      state.underWay += 1
    }
    guard state.lineHead == state.line.count || state.lineHead > 1_024 else { return }
    state.line.removeFirst(state.lineHead)
    state.lineHead = 0
  }

  /// Callers in the line whose time is over; they were never under way.
  func expireLine(at now: ContinuousClock.Instant, because reason: String) {
    let late = state.withLock { state in
      let tickets = state.callers.filter { caller in
        guard case .line(let entry) = caller.value.place else { return false }
        return entry.deadline <= now
      }.keys
      return tickets.compactMap { state.callers.removeValue(forKey: $0) }
    }
    let error = MessagingError(.timeout, "the broker did not take the messages before it in time: \(reason)")
    for caller in late { caller.continuation.resume(throwing: error) }
  }

  /// Ends every caller that still waits.
  func closeLine(_ error: MessagingError) {
    let rest = state.withLock { state in
      state.isShut = true
      defer {
        state.callers = [:]
        state.line = []
        state.lineHead = 0
        state.underWay = 0
      }
      return state.callers.values.map(\.continuation)
    }
    for continuation in rest { continuation.resume(throwing: error) }
  }
}
