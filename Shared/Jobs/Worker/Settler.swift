import Lifecycle
import Messaging
import Storage
import Synchronization
import Telemetry

/// A task whose attempt is over, on its way into a transaction.
struct Closing: Sendable {
  let piece: Piece
  var settlement: Settlement
  var result: (any Sendable)?
  var followUp: FollowUp?
}

/// Gathers the ends of attempts and settles many in one transaction: effects, states, countdowns and outbox commit
/// together, then the messages are acked.
final class Settler: Sendable {
  private struct State {
    var pending: [Closing] = []
    var since: ContinuousClock.Instant?
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextID = 0
    var isFlushing = false
    var isClosed = false
    /// Batches that are being settled.
    var underWay = 0
    var idlers: [CheckedContinuation<Void, Never>] = []
  }

  private let work: Work
  private let settings: WorkerSettings
  private let store: JobStore
  private let sender: OutboxSender
  private let hands: Hands
  private let leases: Leases
  private let meters: WorkerMeters
  private let logger: Logger
  /// Told when the database goes away and comes back.
  private let outage: @Sendable (_ isAway: Bool) -> Void
  private let progress: ProgressNotes
  private let state = Mutex(State())

  init(
    _ work: Work, settings: WorkerSettings, store: JobStore, sender: OutboxSender, hands: Hands,
    leases: Leases,
    progress: ProgressNotes, meters: WorkerMeters, logger: Logger,
    outage: @escaping @Sendable (_ isAway: Bool) -> Void
  ) {
    self.work = work
    self.settings = settings
    self.store = store
    self.sender = sender
    self.hands = hands
    self.leases = leases
    self.progress = progress
    self.meters = meters
    self.logger = logger
    self.outage = outage
  }

  var pendingCount: Int { state.withLock { $0.pending.count } }

  /// Takes the ends of attempts. With `isLast`, nothing more is expected soon, so they need not wait for company.
  func add(_ closings: [Closing], isLast: Bool) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if state.pending.isEmpty { state.since = .now }
      state.pending += closings
      if isLast { state.isFlushing = true }
      guard state.isFlushing || state.pending.count >= settings.settling.limit else {
        // Somebody has to look at the clock.
        return state.pending.count == closings.count ? state.waiters.popFirst()?.value : nil
      }
      return state.waiters.popFirst()?.value
    }
    waiter?.resume()
  }

  /// Returns when all that was added is settled, without waiting for company.
  func flush() async {
    await withCheckedContinuation { continuation in
      let (isIdle, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
        guard !state.pending.isEmpty || state.underWay > 0 else { return (true, nil) }
        state.isFlushing = state.isFlushing || !state.pending.isEmpty
        state.idlers.append(continuation)
        return (false, state.waiters.popFirst()?.value)
      }
      waiter?.resume()
      if isIdle { continuation.resume() }
    }
  }

  private func endBatch() {
    let idlers = state.withLock { state in
      state.underWay -= 1
      guard state.pending.isEmpty, state.underWay == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { state.idlers = [] }
      return state.idlers
    }
    for idler in idlers { idler.resume() }
  }

  /// Settles what is there and lets `run` return.
  func close() {
    let waiters = state.withLock { state in
      state.isClosed = true
      state.isFlushing = true
      defer { state.waiters = [:] }
      return state.waiters.values
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Settles until it is closed.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, settings.settling.width) {
        group.addTask {
          while let batch = await self.nextBatch() {
            await self.settle(batch)
            self.endBatch()
          }
        }
      }
    }
  }

  // MARK: Gathering

  private enum Turn: Equatable {
    case batch
    case wait(until: ContinuousClock.Instant?)
    case end
  }

  private func nextBatch() async -> [Closing]? {
    while true {
      let (turn, batch) = state.withLock { state -> (Turn, [Closing]) in
        let next = self.turn(state)
        return (next, next == .batch ? take(&state) : [])
      }
      switch turn {
      case .batch: return batch
      case .end: return nil
      case .wait(let end): await wait(until: end)
      }
    }
  }

  private func turn(_ state: State) -> Turn {
    guard let since = state.since, !state.pending.isEmpty else {
      return state.isClosed ? .end : .wait(until: nil)
    }
    let due = since + settings.settling.delay
    let isDue = state.isFlushing || state.pending.count >= settings.settling.limit || due <= .now
    return isDue ? .batch : .wait(until: due)
  }

  private func take(_ state: inout State) -> [Closing] {
    let batch = Array(state.pending.prefix(settings.settling.limit))
    state.pending.removeFirst(batch.count)
    state.underWay += 1
    state.since = state.pending.isEmpty ? nil : .now
    if state.pending.isEmpty { state.isFlushing = state.isClosed }
    return batch
  }

  private func wait(until end: ContinuousClock.Instant?) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let timer = end.map { end in
      Task {
        try? await Task.sleep(until: end, clock: .continuous)
        state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
      }
    }
    await withCheckedContinuation { continuation in
      let mustWait = state.withLock { state in
        // What came between the look and the wait has found nobody to wake.
        guard turn(state) == .wait(until: end) else { return false }
        state.waiters[id] = continuation
        return true
      }
      if !mustWait { continuation.resume() }
    }
    timer?.cancel()
  }

  // MARK: Settling

  /// Settles a batch, however long the database is away: what was done must not be done again.
  private func settle(_ batch: [Closing]) async {
    var failures = 0
    while true {
      do {
        try await commit(batch)
        if failures > 0 { outage(false) }
        return
      } catch let error as StorageError where !error.isOutage && error.code != .conflict {
        await isolate(batch, error)
        return
      } catch {
        failures += 1
        if failures == 1 {
          logger.warning(
            "results wait for the database", ["count": .int(Int64(batch.count)), "error": "\(error)"])
          outage(true)
        }
        try? await Task.sleep(for: settings.outage.delay(afterFailure: failures))
      }
    }
  }

  /// One effect of a batch is refused: its task alone pays for it.
  private func isolate(_ batch: [Closing], _ error: any Error) async {
    guard batch.count == 1, let only = batch.first else {
      for closing in batch { await settle([closing]) }
      return
    }
    guard only.result != nil || only.followUp != nil else {
      logger.error("a task cannot be settled", ["task": "\(only.piece.claim.id)", "error": "\(error)"])
      hands.giveBack(only.piece.message)
      leases.end([only.piece.claim])
      return
    }
    let verdict = Verdicts(settings).failure(of: only.piece, after: nil, "its result was refused: \(error)")
    await settle([Closing(piece: only.piece, settlement: verdict)])
  }

  private func commit(_ batch: [Closing]) async throws {
    let published = sender.takePublished()
    let outcome: (owned: Set<TaskID>, settled: Settled)
    do {
      outcome = try await store.database.transaction { [work, settings] session in
        let owned = try JobStore.own(batch.map(\.piece.claim), session)
        let mine = batch.filter { owned.contains($0.piece.claim.id) }
        let results = mine.compactMap { closing in
          closing.result.map {
            Finished(task: closing.piece.claim.id, run: closing.piece.envelope.run, result: $0)
          }
        }
        let growths = mine.compactMap { closing in
          closing.followUp.flatMap { followUp in
            closing.piece.envelope.run.map {
              Growth(task: closing.piece.claim.id, run: $0, followUp: followUp)
            }
          }
        }
        let owed = try JobStore.grow(growths, among: owned, session) {
          if !results.isEmpty { try work.store(results.sorted { $0.task < $1.task }, session) }
        }
        var settled = try JobStore.settle(mine.map(\.settlement), session)
        settled.owed += owed
        if !published.isEmpty { try JobStore.forgetPublished(published, session) }
        settings.milestone(.committing)
        return (owned, settled)
      }
    } catch {
      sender.giveBackPublished(published)
      throw error
    }
    settings.milestone(.committed)
    await conclude(batch, owned: outcome.owned, outcome.settled)
  }

  private func conclude(_ batch: [Closing], owned: Set<TaskID>, _ settled: Settled) async {
    await sender.send(settled.owed)
    leases.end(batch.lazy.map(\.piece.claim))
    hands.ack(batch.lazy.map(\.piece.message))
    settings.milestone(.acked)
    meters.settled(batch, owned: owned)
    progress.note(settled.runs)
  }
}

extension Dictionary {
  fileprivate mutating func popFirst() -> (key: Key, value: Value)? {
    guard let first = first else { return nil }
    removeValue(forKey: first.key)
    return first
  }
}
