import Synchronization

/// Lets a bounded number of transfers through, in all and for each host, and holds back those to a host that asked for
/// a rest. First come, first served among those whose host has room.
final class Gate: Sendable {
  private struct Waiter {
    let id: Int
    let host: String
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var running: [String: Int] = [:]
    var runningCount = 0
    var line: [Waiter] = []
    var pauses: [String: ContinuousClock.Instant] = [:]
    /// Waiters that were cancelled before they stood in line.
    var cancelled: Set<Int> = []
    var nextID = 0
  }

  private let limit: Int
  private let limitPerHost: Int
  private let patience: Duration
  private let state = Mutex(State())

  /// A server may close its host to us for this long.
  private static let longestPause = Duration.seconds(3600)

  /// A rest of a host that is longer than `patience` is not waited for but an error.
  init(limit: Int, limitPerHost: Int, patience: Duration) {
    self.limit = limit
    self.limitPerHost = limitPerHost
    self.patience = patience
  }

  /// Waits for a place. `leave` gives it back. A rest that goes on until after the deadline is an error at once.
  func enter(_ host: String, until deadline: ContinuousClock.Instant? = nil) async throws {
    while true {
      try await rest(host, until: deadline)
      try await stand(host)
      guard restOf(host) != nil else { return }
      leave(host)
    }
  }

  func leave(_ host: String) {
    let next = state.withLock { state in
      state.runningCount -= 1
      let count = (state.running[host] ?? 1) - 1
      state.running[host] = count > 0 ? count : nil
      return admit(&state)
    }
    for waiter in next { waiter.continuation.resume() }
  }

  /// Nobody enters for this host until that time is over.
  func pause(_ host: String, for duration: Duration) {
    let end = ContinuousClock.now + min(duration, Self.longestPause)
    state.withLock { state in
      state.pauses = state.pauses.filter { $0.value > .now }
      state.pauses[host] = max(end, state.pauses[host] ?? end)
    }
  }

  /// How many there are inside and in line.
  var counts: (running: Int, waiting: Int) { state.withLock { ($0.runningCount, $0.line.count) } }

  private func restOf(_ host: String) -> Duration? {
    let end = state.withLock { $0.pauses[host] }
    return end.flatMap { $0 > .now ? $0 - .now : nil }
  }

  private func rest(_ host: String, until deadline: ContinuousClock.Instant?) async throws {
    while let rest = restOf(host) {
      guard rest <= patience, deadline.map({ .now + rest < $0 }) ?? true else {
        throw MediaError(.unavailable, "\(host) asked to be left alone", retryAfter: rest)
      }
      try await Task.sleep(for: rest)
    }
  }

  private func stand(_ host: String) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let waiter = Waiter(id: id, host: host, continuation: continuation)
        let (isCancelled, next) = state.withLock { state -> (Bool, [Waiter]) in
          if state.cancelled.remove(id) != nil { return (true, []) }
          state.line.append(waiter)
          return (false, admit(&state))
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        for waiter in next { waiter.continuation.resume() }
      }
    } onCancel: {
      cancel(id)
    }
    // One that was cancelled when it had its place already left a mark that nobody reads.
    state.withLock { _ = $0.cancelled.remove(id) }
  }

  private func cancel(_ id: Int) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.line.firstIndex(where: { $0.id == id }) else {
        state.cancelled.insert(id)
        return nil
      }
      return state.line.remove(at: index)
    }
    waiter?.continuation.resume(throwing: CancellationError())
  }

  /// Takes those out of the line who have room now.
  private func admit(_ state: inout State) -> [Waiter] {
    var admitted: [Waiter] = []
    var index = 0
    while index < state.line.count, state.runningCount < limit {
      let waiter = state.line[index]
      guard state.running[waiter.host, default: 0] < limitPerHost else {
        index += 1
        continue
      }
      state.line.remove(at: index)
      state.running[waiter.host, default: 0] += 1
      state.runningCount += 1
      admitted.append(waiter)
    }
    return admitted
  }
}
