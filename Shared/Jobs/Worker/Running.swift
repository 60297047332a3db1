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
    var interruptions: [Claim: Interruption] = [:]
    var giveUpAt: ContinuousClock.Instant?
    var waiter: CheckedContinuation<[Work.Ending]?, Never>?
    var endings: [Work.Ending]?
    var isAbandoned = false
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    var nextID = 0
    var abandonedCount = 0
    /// Whether whatever begins now is told to stop at once.
    var isHastened = false
  }

  private let patience: Duration
  private let state = Mutex(State())

  init(patience: Duration) { self.patience = patience }

  /// How many run, without those that are given up for lost.
  var count: Int { state.withLock { $0.entries.count - $0.abandonedCount } }
  /// Handlers that were told to stop and did not, and still run.
  var abandonedCount: Int { state.withLock { $0.abandonedCount } }

  /// Runs `body` until it ends, or until it has not heard for too long that it is to stop: then there are no endings.
  func run(
    _ pieces: [Piece], timeout: Duration, _ body: @escaping @Sendable () async -> [Work.Ending]
  ) async -> (endings: [Work.Ending]?, interruptions: [Claim: Interruption]) {
    let id = state.withLock { state in
      state.nextID += 1
      state.entries[state.nextID] = Entry(pieces: pieces, deadline: .now + timeout)
      if state.isHastened { stop(&state, state.nextID, .hastened) }
      return state.nextID
    }
    let work = Task {
      let endings = await body()
      finish(id, endings)
    }
    state.withLock { state in
      state.entries[id]?.work = work
      if state.entries[id]?.giveUpAt != nil { work.cancel() }
    }
    let endings = await withCheckedContinuation { continuation in
      let endings = state.withLock { state -> [Work.Ending]? in
        if let endings = state.entries[id]?.endings { return endings }
        state.entries[id]?.waiter = continuation
        return nil
      }
      if let endings { continuation.resume(returning: endings) }
    }
    let interruptions = state.withLock { state in
      let interruptions = state.entries[id]?.interruptions ?? [:]
      if endings != nil { state.entries[id] = nil }
      return interruptions
    }
    return (endings, interruptions)
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

  /// Tells handlers to stop: those whose tasks are all meant. One that has others in its batch goes on for them.
  func interrupt(_ reason: Interruption, where isMeant: (Piece) -> Bool) {
    state.withLock { state in
      for (id, entry) in state.entries {
        for piece in entry.pieces where entry.interruptions[piece.claim] == nil && isMeant(piece) {
          state.entries[id]?.interruptions[piece.claim] = reason
        }
        let told = state.entries[id]?.interruptions.count ?? 0
        if told == entry.pieces.count { cancel(&state, id) }
      }
    }
  }

  /// Tells all handlers to stop, and those that begin from now on.
  func hasten() {
    state.withLock { state in
      state.isHastened = true
      for id in state.entries.keys { stop(&state, id, .hastened) }
    }
  }

  private func stop(_ state: inout State, _ id: Int, _ reason: Interruption) {
    for piece in state.entries[id]?.pieces ?? [] where state.entries[id]?.interruptions[piece.claim] == nil {
      state.entries[id]?.interruptions[piece.claim] = reason
    }
    cancel(&state, id)
  }

  private func cancel(_ state: inout State, _ id: Int) {
    guard state.entries[id]?.giveUpAt == nil else { return }
    state.entries[id]?.giveUpAt = .now + patience
    state.entries[id]?.work?.cancel()
  }

  /// To be called a few times a second.
  func tick(at now: ContinuousClock.Instant) {
    let waiters = state.withLock { state -> [CheckedContinuation<[Work.Ending]?, Never>] in
      var waiters: [CheckedContinuation<[Work.Ending]?, Never>] = []
      for (id, entry) in state.entries where !entry.isAbandoned {
        if entry.giveUpAt == nil, entry.deadline <= now { stop(&state, id, .timeout) }
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
