import Lifecycle
import Synchronization

/// Why a handler was told to stop.
enum Interruption: Sendable, Hashable {
  case timeout
  /// Its run is to stop.
  case stopped(Stop)
  /// Its lease is somebody else's.
  case leaseLost
  /// The process is in haste to end.
  case hastened
}

/// The handlers that run now: ends those whose time is over, and tells which do not listen.
final class Running: Sendable {
  private struct Entry {
    let pieces: [Piece]
    let deadline: ContinuousClock.Instant
    /// `nil` until the task that runs it stands here.
    var work: Task<Void, Never>?
    var interruption: Interruption?
    var giveUpAt: ContinuousClock.Instant?
    var waiter: CheckedContinuation<[Work.Ending]?, Never>?
    var endings: [Work.Ending]?
    var isAbandoned = false
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    var nextID = 0
    var abandonedCount = 0
  }

  private let patience: Duration
  private let state = Mutex(State())

  init(patience: Duration) { self.patience = patience }

  var count: Int { state.withLock { $0.entries.count } }
  /// Handlers that were told to stop and did not, and still run.
  var abandonedCount: Int { state.withLock { $0.abandonedCount } }

  /// Runs `body` until it ends, or until it has not heard for too long that it is to stop: then there are no endings.
  func run(
    _ pieces: [Piece], timeout: Duration, _ body: @escaping @Sendable () async -> [Work.Ending]
  ) async -> (endings: [Work.Ending]?, interruption: Interruption?) {
    let id = state.withLock { state in
      state.nextID += 1
      state.entries[state.nextID] = Entry(pieces: pieces, deadline: .now + timeout)
      return state.nextID
    }
    let work = Task {
      let endings = await body()
      finish(id, endings)
    }
    state.withLock { state in
      state.entries[id]?.work = work
      if state.entries[id]?.interruption != nil { work.cancel() }
    }
    let endings = await withCheckedContinuation { continuation in
      let endings = state.withLock { state -> [Work.Ending]? in
        if let endings = state.entries[id]?.endings { return endings }
        state.entries[id]?.waiter = continuation
        return nil
      }
      if let endings { continuation.resume(returning: endings) }
    }
    let interruption = state.withLock { state in
      let interruption = state.entries[id]?.interruption
      if endings != nil { state.entries[id] = nil }
      return interruption
    }
    return (endings, interruption)
  }

  private func finish(_ id: Int, _ endings: [Work.Ending]) {
    let waiter = state.withLock { state -> CheckedContinuation<[Work.Ending]?, Never>? in
      if state.entries[id]?.isAbandoned == true {
        // It has ended after all; its slot is no longer lost.
        state.entries[id] = nil
        state.abandonedCount -= 1
        return nil
      }
      state.entries[id]?.endings = endings
      defer { state.entries[id]?.waiter = nil }
      return state.entries[id]?.waiter
    }
    waiter?.resume(returning: endings)
  }

  /// Tells handlers to stop.
  func interrupt(_ reason: Interruption, where isMeant: (Piece) -> Bool = { _ in true }) {
    state.withLock { state in
      for (id, entry) in state.entries
      where entry.interruption == nil && entry.pieces.contains(where: isMeant) {
        stop(&state, id, reason)
      }
    }
  }

  private func stop(_ state: inout State, _ id: Int, _ reason: Interruption) {
    state.entries[id]?.interruption = reason
    state.entries[id]?.giveUpAt = .now + patience
    state.entries[id]?.work?.cancel()
  }

  /// To be called a few times a second.
  func tick(at now: ContinuousClock.Instant) {
    let waiters = state.withLock { state -> [CheckedContinuation<[Work.Ending]?, Never>] in
      var waiters: [CheckedContinuation<[Work.Ending]?, Never>] = []
      for (id, entry) in state.entries where !entry.isAbandoned {
        if entry.interruption == nil, entry.deadline <= now { stop(&state, id, .timeout) }
        guard let giveUpAt = state.entries[id]?.giveUpAt, giveUpAt <= now, let waiter = entry.waiter else {
          continue
        }
        state.entries[id]?.isAbandoned = true
        state.entries[id]?.waiter = nil
        state.abandonedCount += 1
        waiters.append(waiter)
      }
      return waiters
    }
    for waiter in waiters { waiter.resume(returning: nil) }
  }
}
