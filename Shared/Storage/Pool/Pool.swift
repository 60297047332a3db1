public import Lifecycle
import Synchronization
public import Telemetry

/// Connections that are opened when they are needed, shared by everything in the process.
///
/// As a service it closes those that are no longer needed; it works without being run, too.
public final class Pool: Database, Service {
  private struct State {
    var slots: PoolState
    var connections: [Int: Connection] = [:]
    var waiters: [Int: CheckedContinuation<Int, any Error>] = [:]
    /// Outcomes of requests whose continuation does not stand in `waiters` yet.
    var early: [Int: Result<Int, any Error>] = [:]
    var nextRequest = 0

    /// The continuation of a request that is over; where it is not there yet, the outcome is kept for it.
    mutating func waiter(
      _ request: Int, _ outcome: Result<Int, any Error>
    ) -> CheckedContinuation<Int, any Error>? {
      if let continuation = waiters.removeValue(forKey: request) { return continuation }
      early[request] = outcome
      return nil
    }
  }

  private let database: ConnectionSettings
  private let settings: PoolSettings
  private let logger: Logger
  private let shutdown: Shutdown
  private let meters: PoolMeters
  private let state: Mutex<State>

  public init(
    _ database: ConnectionSettings, settings: PoolSettings = PoolSettings(), logger: Logger,
    metrics: Metrics = Metrics(), shutdown: Shutdown = Shutdown()
  ) {
    self.database = database
    self.settings = settings
    self.logger = logger
    self.shutdown = shutdown
    meters = PoolMeters(metrics)
    state = Mutex(
      State(slots: PoolState(limit: settings.connectionLimit, waitingLimit: settings.waitingLimit)))
    metrics.onCollect { [weak self] in self?.meter() }
  }

  public func perform<Value: Sendable>(
    _ body: @escaping @Sendable (Session) throws -> Value
  ) async throws -> Value {
    let slot = try await acquire()
    defer { release(slot) }
    let connection = connection(slot)
    let deadline = ContinuousClock.now + settings.patience
    var failures = 0
    while true {
      switch await connection.attempt(body) {
      case .done(let value): return value
      case .failed(let error):
        note(error)
        throw error
      case .notOpened(let error):
        failures += 1
        let delay = Self.reconnect.delay(afterFailure: failures)
        guard error.isRetriable, ContinuousClock.now + delay < deadline else {
          meters.count(error)
          throw error
        }
        try await Task.sleep(for: delay)
      }
    }
  }

  private static let reconnect = Backoff(base: .milliseconds(50), cap: .seconds(1))

  /// Closes connections that nobody needs until a drain is asked for.
  public func run() async throws {
    while shutdown.phase == .running, !Task.isCancelled {
      let sweep = Task { try await Task.sleep(for: .seconds(30)) }
      let waker = Task {
        await shutdown.drainRequested()
        sweep.cancel()
      }
      await withTaskCancellationHandler {
        _ = await sweep.result
      } onCancel: {
        sweep.cancel()
      }
      waker.cancel()
      await retire(unusedSince: .now - settings.idleTimeout)
    }
  }

  /// Closes every connection that is not in use.
  public func close() async { await retire(unusedSince: .now) }

  private func retire(unusedSince instant: ContinuousClock.Instant) async {
    let retired = state.withLock { state in
      state.slots.retire(unusedSince: instant).compactMap { state.connections.removeValue(forKey: $0) }
    }
    for connection in retired { await connection.close() }
  }

  // MARK: Slots

  private func connection(_ slot: Int) -> Connection {
    state.withLock { state in
      if let connection = state.connections[slot] { return connection }
      let connection = Connection(database, logger: logger)
      state.connections[slot] = connection
      return connection
    }
  }

  private func acquire() async throws -> Int {
    let (request, answer) = state.withLock { state in
      state.nextRequest += 1
      return (state.nextRequest, state.slots.acquire(for: state.nextRequest))
    }
    switch answer {
    case .use(let slot): return slot
    case .refuse: throw exhausted("\(settings.waitingLimit) callers wait already")
    case .wait: return try await wait(request)
    }
  }

  private func wait(_ request: Int) async throws -> Int {
    let start = ContinuousClock.now
    let timer = Task {
      try await Task.sleep(for: settings.waitingTimeout)
      give(up: request, exhausted("none was free within \(settings.waitingTimeout)"))
    }
    defer {
      timer.cancel()
      meters.waited(ContinuousClock.now - start)
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enroll(request, continuation)
      }
    } onCancel: {
      give(up: request, CancellationError())
    }
  }

  /// A slot, or the end of the wait, may have come before the continuation stands in the table; whoever comes
  /// second finds what the first has left.
  private func enroll(_ request: Int, _ continuation: CheckedContinuation<Int, any Error>) {
    let early = state.withLock { state -> Result<Int, any Error>? in
      if let early = state.early.removeValue(forKey: request) { return early }
      state.waiters[request] = continuation
      return nil
    }
    if let early { continuation.resume(with: early) }
  }

  private func give(up request: Int, _ error: any Error) {
    let continuation = state.withLock { state -> CheckedContinuation<Int, any Error>? in
      guard state.slots.giveUp(request) else { return nil }
      return state.waiter(request, .failure(error))
    }
    continuation?.resume(throwing: error)
  }

  private func release(_ slot: Int) {
    let continuation = state.withLock { state -> CheckedContinuation<Int, any Error>? in
      guard let request = state.slots.release(slot, at: .now) else { return nil }
      return state.waiter(request, .success(slot))
    }
    continuation?.resume(returning: slot)
  }

  /// What the operator must act on is logged; the rest is the caller's to judge.
  public func note(_ error: any Error) {
    meters.count(error)
    guard let error = error as? StorageError, error.code == .resources || error.code == .timeout else {
      return
    }
    logger.warning("database call failed", ["code": .string(error.code.rawValue), "error": "\(error)"])
  }

  private func exhausted(_ reason: String) -> StorageError {
    let error = StorageError(
      .poolExhausted, "all \(settings.connectionLimit) connections to \(database) are in use, \(reason)")
    logger.warning("no free database connection", ["error": "\(error)"])
    meters.count(error)
    return error
  }

  private func meter() {
    let (busy, idle, waiting) = state.withLock { state in
      (state.slots.busyCount, state.slots.idleCount, state.slots.waitingCount)
    }
    meters.set(busy: busy, idle: idle, waiting: waiting)
  }
}
