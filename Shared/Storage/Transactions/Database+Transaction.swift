import Lifecycle

extension Database {
  /// Runs `body` in a transaction and returns what it returned.
  ///
  /// The body may run several times: after a serialization failure or a deadlock, and when the connection broke
  /// before the commit. It must therefore have no effect but that on the database. A commit whose outcome cannot
  /// be learnt throws `.commitUnknown`.
  public func transaction<Value: Sendable>(
    _ settings: TransactionSettings = TransactionSettings(),
    _ body: @escaping @Sendable (Session) throws -> Value
  ) async throws -> Value {
    var failures = 0
    while true {
      let outcome = try await perform { session in session.transaction(settings, body) }
      let failure: any Error
      switch outcome {
      case .committed(let value): return value
      case .undone(let error):
        note(error)
        failure = error
      case .unknown(let value, let id, let error):
        guard try await isCommitted(id, error) else {
          failure = error
          break
        }
        return value
      }
      failures += 1
      guard failures < settings.attempts, isRepeatable(failure) else { throw failure }
      try await Task.sleep(for: settings.backoff.delay(afterFailure: failures))
    }
  }

  /// Only what undid the transaction whole and may not do so again.
  private func isRepeatable(_ error: any Error) -> Bool {
    guard let error = error as? StorageError else { return false }
    return error.code == .conflict || error.code == .unreachable
  }

  /// Asks the server what became of a transaction whose commit was not answered.
  private func isCommitted(_ id: String?, _ error: StorageError) async throws -> Bool {
    let unknown = StorageError(
      .commitUnknown, "the connection broke after COMMIT was sent, its outcome is unknown: \(error.message)")
    guard let id else {
      note(unknown)
      throw unknown
    }
    // The old backend may still be at work on it; its locks are held that long, so waiting costs nobody more.
    for wait in [Duration.zero] + Array(repeating: .milliseconds(200), count: 25) {
      let status: String?
      do {
        try await Task.sleep(for: wait)
        status = try await value("select pg_xact_status(\(id)::xid8)", as: String?.self)
      } catch let error as StorageError where error.code == .unreachable {
        continue
      } catch {
        // Whatever keeps the answer away, a caller must not take it for "nothing has happened".
        throw unknown
      }
      if status == "committed" { return true }
      if status == "aborted" { return false }
      if status == nil { throw unknown }
    }
    throw unknown
  }
}
