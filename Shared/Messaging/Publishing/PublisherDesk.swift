import Synchronization

/// Where callers hand messages over and the link's thread takes them; bounds how many are under way.
final class PublisherDesk: Sendable {
  typealias Queue = PublishState<PublishCall>

  private struct State {
    var incoming: [Queue.Entry] = []
    /// Who waits until fewer are under way.
    var line: [Queue.Entry] = []
    var lineHead = 0
    var underWay = 0
    var isShut = false
  }

  private let limit: Int
  private let state = Mutex(State())
  /// Whether a caller was cancelled since the last look; apart, because it is asked before every message.
  private let hasLeavers = Atomic(false)

  init(limit: Int) { self.limit = limit }

  var underWayCount: Int { state.withLock { $0.underWay } }

  /// Takes a message over; true when the thread has something new to take.
  func hand(_ entry: Queue.Entry) throws(MessagingError) -> Bool {
    let isAccepted = state.withLock { state -> Bool? in
      if state.isShut { return nil }
      guard state.underWay < limit else {
        state.line.append(entry)
        return false
      }
      state.incoming.append(entry)
      state.underWay += 1
      return true
    }
    guard let isAccepted else { throw MessagingError(.closed, "the publisher was closed") }
    return isAccepted
  }

  /// A caller was cancelled: its message need not be sent any more.
  func noteLeaving() { hasLeavers.store(true, ordering: .releasing) }

  func shut() { state.withLock { $0.isShut = true } }

  // MARK: The thread's side

  var isEmpty: Bool { state.withLock { $0.underWay == 0 && $0.lineHead == $0.line.count } }

  func takeIncoming() -> [Queue.Entry] {
    state.withLock { state in
      guard !state.incoming.isEmpty else { return [] }
      defer { state.incoming = [] }
      return state.incoming
    }
  }

  /// Whether callers were cancelled since the last call.
  func takeLeaving() -> Bool {
    guard hasLeavers.load(ordering: .acquiring) else { return false }
    return hasLeavers.exchange(false, ordering: .acquiringAndReleasing)
  }

  /// Forgets callers that have left: those in the line, and as many that were under way.
  func forgetLeavers(underWay count: Int) {
    _ = takeFromLine { $0.caller.isOver }
    state.withLock { state in
      state.underWay -= count
      advance(&state)
    }
  }

  /// Tells callers what became of their messages and lets as many from the line follow.
  func answer(_ answers: Queue.Answers) {
    guard !answers.isEmpty else { return }
    state.withLock { state in
      state.underWay -= answers.count
      advance(&state)
    }
    for (call, outcome) in answers { call.end(outcome) }
  }

  private func advance(_ state: inout State) {
    while state.underWay < limit, state.lineHead < state.line.count {
      state.incoming.append(state.line[state.lineHead])
      state.lineHead += 1
      state.underWay += 1
    }
    guard state.lineHead == state.line.count || state.lineHead > 1_024 else { return }
    state.line.removeFirst(state.lineHead)
    state.lineHead = 0
  }

  /// Ends callers in the line whose time is over; they were never under way.
  func expireLine(at now: ContinuousClock.Instant, because reason: String) {
    let late = takeFromLine { $0.deadline <= now }
    let error = MessagingError(.timeout, "the broker did not take the messages before it in time: \(reason)")
    for entry in late { entry.caller.end(.failure(error)) }
  }

  /// Ends every caller that still waits in the line.
  func closeLine(_ error: MessagingError) {
    shut()
    for entry in takeFromLine({ _ in true }) { entry.caller.end(.failure(error)) }
  }

  private func takeFromLine(_ isTaken: (Queue.Entry) -> Bool) -> [Queue.Entry] {
    state.withLock { state in
      let line = state.line[state.lineHead...]
      let taken = line.filter(isTaken)
      guard !taken.isEmpty else { return [] }
      state.line = line.filter { !isTaken($0) }
      state.lineHead = 0
      return taken
    }
  }
}
