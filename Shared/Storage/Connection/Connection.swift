import Lifecycle
public import Telemetry

/// One connection to Postgres on a thread of its own, opened when it is first used and again after it broke.
public actor Connection: Database {
  private let executor = BlockingExecutor(label: "postgres")
  private let settings: ConnectionSettings
  private let logger: Logger
  private let wake = Wake()
  private var session: Session?
  private var call = 0
  private var lastUse = ContinuousClock.now
  /// When the connection was found broken; `nil` while it is well.
  private var brokenSince: ContinuousClock.Instant?
  /// Said once, not at every attempt.
  private var hasSaidWhy = false

  /// An idle connection is asked for a sign of life after this long.
  private static let unquestioned = Duration.seconds(30)

  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  public init(_ settings: ConnectionSettings, logger: Logger) {
    self.settings = settings
    self.logger = logger
  }

  public func perform<Value: Sendable>(
    _ body: @escaping @Sendable (Session) throws -> Value
  ) async throws -> Value {
    switch await attempt(body) {
    case .done(let value): return value
    case .notOpened(let error): throw error
    case .failed(let error): throw error
    }
  }

  /// Closes the connection; the next use opens it again.
  public func close() { session = nil }

  /// How a call ended. A connection that could not be opened is told apart: nothing was sent yet, so whoever
  /// called may wait and try again, whatever the call was for.
  enum Attempt<Value: Sendable>: Sendable {
    case done(Value)
    case notOpened(StorageError)
    case failed(any Error)
  }

  func attempt<Value: Sendable>(
    _ body: @escaping @Sendable (Session) throws -> Value
  ) async -> Attempt<Value> {
    call += 1
    let call = call
    wake.arm(call)
    return await withTaskCancellationHandler {
      run(body)
    } onCancel: {
      wake.raise(call)
    }
  }

  private func run<Value: Sendable>(_ body: (Session) throws -> Value) -> Attempt<Value> {
    do throws(StorageError) {
      try makeReady()
    } catch {
      return .notOpened(error)
    }
    guard let session else { preconditionFailure("a ready connection has a session") }
    defer { settle(session) }
    do {
      return .done(try body(session))
    } catch {
      return .failed(error)
    }
  }

  // MARK: Opening and closing

  private func makeReady() throws(StorageError) {
    if let session, isGone(session) { noteLoss("closed by the server while idle") }
    guard session == nil else { return }
    do throws(StorageError) {
      session = try Session(settings, wake: wake)
    } catch {
      if !hasSaidWhy, error.code != .cancelled {
        logger.warning("no database connection", ["database": "\(settings)", "error": "\(error)"])
        hasSaidWhy = true
        brokenSince = brokenSince ?? .now
      }
      throw error
    }
    guard let since = brokenSince else { return }
    brokenSince = nil
    hasSaidWhy = false
    logger.notice(
      "database connection restored", ["database": "\(settings)", "after": "\(ContinuousClock.now - since)"])
  }

  private func isGone(_ session: Session) -> Bool {
    if session.handle.isStale { return true }
    guard ContinuousClock.now - lastUse > Self.unquestioned else { return false }
    do throws(StorageError) {
      try session.script("")
      return false
    } catch {
      return session.isBroken || error.code != .cancelled
    }
  }

  /// After each call: a connection that broke is dropped, one left inside a transaction is rolled back.
  private func settle(_ session: Session) {
    lastUse = .now
    if !session.isBroken, !session.isIdle {
      logger.error("a caller left its transaction open; it is rolled back", ["database": "\(settings)"])
      session.rollBack()
    }
    session.restore(settings.statementTimeout)
    guard session.isBroken else { return }
    noteLoss(
      session.isCommitting
        ? "the outcome of a COMMIT is unknown; \(session.handle.message)" : session.handle.message)
  }

  private func noteLoss(_ reason: String) {
    session = nil
    brokenSince = brokenSince ?? .now
    logger.warning(
      "database connection lost", ["database": "\(settings)", "reason": .string(oneLine(reason))])
  }
}
