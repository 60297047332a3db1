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
      case .batch:
        // What is left needs somebody who looks at the clock.
        state.withLock { $0.pending.isEmpty ? nil : $0.waiters.popFirst()?.value }?.resume()
        return batch
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
      } catch {
        failures += 1
        if await isToBlame(batch, error, failures) {
          if failures > 1 { outage(false) }
          return await isolate(batch, error)
        }
        if failures == 1 {
          logger.warning(
            "results wait for the database", ["count": .int(Int64(batch.count)), "error": "\(error)"])
          outage(true)
        }
        try? await Task.sleep(for: settings.outage.delay(afterFailure: failures))
      }
    }
  }

  /// Whether it is the batch that fails, and not the database: its data, the handler's own `store`, or a statement of it
  /// that never ends while others are answered.
  private func isToBlame(_ batch: [Closing], _ error: any Error, _ failures: Int) async -> Bool {
    guard batch.count > 1 || batch[0].result != nil || batch[0].followUp != nil else { return false }
    guard let error = error as? StorageError else { return true }
    if error.code == .conflict { return false }
    if !error.isOutage { return true }
    guard failures >= 3 else { return false }
    return (try? await store.database.value("select true", as: Bool.self)) ?? false
  }

  /// One effect of a batch is refused: its task alone pays for it.
  private func isolate(_ batch: [Closing], _ error: any Error) async {
    guard batch.count == 1 else {
      for closing in batch { await settle([closing]) }
      return
    }
    let reason = "its result was refused: \(error)"
    let verdict = Verdicts(settings).failure(of: batch[0].piece, after: nil, reason)
    await settle([Closing(piece: batch[0].piece, settlement: verdict)])
  }

  private func commit(_ batch: [Closing]) async throws {
    let published = sender.takePublished()
    let outcome: (held: [Claim: RunID?], settled: Settled)
    do {
      outcome = try await store.database.transaction { [work, settings] session in
        let held = try JobStore.hold(batch.map(\.piece.claim), session)
        let owned = Set(held.keys.map(\.id))
        let mine = batch.filter { held[$0.piece.claim] != nil }
        // The row says whose run it is, not the message.
        let results = mine.compactMap { closing in
          closing.result.map {
            Finished(task: closing.piece.claim.id, run: held[closing.piece.claim] ?? nil, result: $0)
          }
        }
        let growths = mine.compactMap { closing in
          closing.followUp.flatMap { followUp in
            (held[closing.piece.claim] ?? nil).map {
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
        return (held, settled)
      }
    } catch {
      sender.giveBackPublished(published)
      throw error
    }
    settings.milestone(.committed)
    await conclude(batch, held: Set(outcome.held.keys), outcome.settled)
  }

  private func conclude(_ batch: [Closing], held: Set<Claim>, _ settled: Settled) async {
    // The rows are settled: a heartbeat that does not find them has lost nothing.
    leases.end(batch.lazy.map(\.piece.claim))
    await sender.send(settled.owed)
    hands.ack(batch.lazy.map(\.piece.message))
    settings.milestone(.acked)
    meters.settled(batch, held: held)
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
