import CPostgres

/// How one attempt at a transaction ended.
enum TransactionOutcome<Value: Sendable>: Sendable {
  case committed(Value)
  /// COMMIT was sent and no answer came. The id is there where the settings ask for it and the transaction has
  /// written anything.
  case unknown(Value, transaction: String?, StorageError)
  case undone(any Error)
}

extension Session {
  var isIdle: Bool { handle.transactionStatus == PQTRANS_IDLE }

  /// Runs `body` between BEGIN and COMMIT. The body is synchronous: nothing else can slip in between its
  /// statements, and no lock is held while somebody waits for something other than the database.
  func transaction<Value: Sendable>(
    _ settings: TransactionSettings, _ body: (Session) throws -> Value
  ) -> TransactionOutcome<Value> {
    let value: Value
    var id: String?
    do {
      try script(settings.begin)
      value = try body(self)
      try checkIsOpen()
      if settings.commit == .verified {
        id = try self.value("select pg_current_xact_id_if_assigned()::text", as: String?.self)
      }
      if isCancelled { throw StorageError(.cancelled, "the caller was cancelled before the commit") }
    } catch {
      rollBack()
      return .undone(error)
    }
    return commit(value, id)
  }

  private func commit<Value: Sendable>(_ value: Value, _ id: String?) -> TransactionOutcome<Value> {
    isCommitting = true
    // A cancellation from here on comes too late: heeding it would only make the outcome unknown.
    shield()
    do throws(StorageError) {
      try sendCommit()
      isCommitting = false
      return .committed(value)
    } catch {
      // An answer with a code is an answer: deferred constraints and serialization fail here. A farewell is an
      // answer too: the backend says it before it has looked at the COMMIT.
      guard error.sqlState == nil else {
        isCommitting = false
        rollBack()
        return .undone(error)
      }
      isCommitting = isBroken
      return .unknown(value, transaction: id, error)
    }
  }

  /// The first answer counts: a farewell behind it does not undo what was committed.
  private func sendCommit() throws(StorageError) {
    try guarded { () throws(StorageError) in
      guard PQsendQuery(handle.pointer, "commit") == 1 else { throw handle.failure(.statement) }
      let deadline = deadline()
      try handle.flush(until: deadline)
      guard let first = try handle.nextResult(until: deadline) else { throw handle.failure(.unreachable) }
      let answer = Rows(adopting: first)
      do throws(StorageError) {
        while let next = try handle.nextResult(until: deadline) { PQclear(next) }
      } catch {
        markBroken()
      }
      if let failure = answer.failure { throw failure }
    }
  }

  /// A body that swallowed the error of a statement would commit nothing: the server answers ROLLBACK to COMMIT
  /// and calls it success.
  private func checkIsOpen() throws(StorageError) {
    switch handle.transactionStatus {
    case PQTRANS_INERROR:
      throw StorageError(.statement, "a statement of the transaction failed and its error was not thrown on")
    case PQTRANS_IDLE:
      throw StorageError(.statement, "the body has ended the transaction itself, by COMMIT or ROLLBACK")
    default: return
    }
  }

  /// Leaves a transaction, if one is open. A connection that cannot even do that is broken.
  func rollBack() {
    guard !isBroken, !isIdle else { return }
    shield()
    do throws(StorageError) {
      try script("rollback")
    } catch {
      markBroken()
    }
  }
}

extension TransactionSettings {
  fileprivate var begin: String {
    "begin isolation level \(isolation.rawValue)\(isReadOnly ? " read only" : "")"
  }
}
