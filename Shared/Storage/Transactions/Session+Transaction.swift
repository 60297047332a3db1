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
      if settings.commit == .verified {
        id = try self.value("select pg_current_xact_id_if_assigned()::text", as: String?.self)
      }
      try checkNotAborted()
    } catch {
      rollBack()
      return .undone(error)
    }
    return commit(value, id)
  }

  private func commit<Value: Sendable>(_ value: Value, _ id: String?) -> TransactionOutcome<Value> {
    isCommitting = true
    do throws(StorageError) {
      try script("commit")
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
      return .unknown(value, transaction: id, error)
    }
  }

  /// A body that swallowed the error of a statement would commit nothing: the server answers ROLLBACK to COMMIT
  /// and calls it success.
  private func checkNotAborted() throws(StorageError) {
    guard handle.transactionStatus == PQTRANS_INERROR else { return }
    throw StorageError(.statement, "a statement of the transaction failed and its error was not thrown on")
  }

  /// Leaves a transaction, if one is open. A connection that cannot even do that is broken.
  func rollBack() {
    guard !isBroken, !isIdle else { return }
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
