import CPostgres
import Dispatch
import Synchronization

/// An open connection in the hands of one caller, on the connection's own thread.
///
/// Its calls block and throw `StorageError`. It cannot leave the closure that received it: it is not Sendable.
public final class Session {
  let handle: Handle
  /// Of the sessions of this process: no two have the same.
  let number: Int
  private let wake: Wake
  var statements = StatementCache()
  private let patience: Duration
  private(set) var statementTimeout: Duration?
  /// Whether the connection can no longer be used.
  private(set) var isBroken = false
  /// Whether a COMMIT was sent that was not answered yet.
  var isCommitting = false
  /// Whether something was sent whose answer is being read.
  private var isInExchange = false
  /// What this connection listens on.
  var channels: Set<String> = []

  init(_ settings: ConnectionSettings, wake: Wake) throws(StorageError) {
    handle = try Handle(settings, wake: wake)
    number = Self.count.withLock { count in
      count += 1
      return count
    }
    self.wake = wake
    patience = settings.patience
    statementTimeout = settings.statementTimeout
  }

  private static let count = Mutex(0)

  // MARK: Statements

  /// Runs a statement for its effect; returns how many rows it touched.
  @discardableResult
  public func execute(_ sql: SQL) throws(StorageError) -> Int {
    let rows = try run(sql)
    return rows.affected
  }

  /// Hands each row of the result to `body`.
  public func query(_ sql: SQL, _ body: (borrowing Row) throws -> Void) throws {
    let rows = try run(sql)
    for index in 0..<rows.count { try body(rows[index]) }
  }

  /// Each row as a value that `transform` makes of it.
  public func map<Value>(_ sql: SQL, _ transform: (borrowing Row) throws -> Value) throws -> [Value] {
    let rows = try run(sql)
    var values: [Value] = []
    values.reserveCapacity(Int(rows.count))
    for index in 0..<rows.count { values.append(try transform(rows[index])) }
    return values
  }

  /// The rows as tuples of these types.
  public func rows<each Column: ColumnDecodable>(
    _ sql: SQL, as types: repeat (each Column).Type
  ) throws(StorageError) -> [(repeat each Column)] {
    let rows = try run(sql)
    var values: [(repeat each Column)] = []
    values.reserveCapacity(Int(rows.count))
    for index in 0..<rows.count { values.append(try rows[index].decode(all: repeat each types)) }
    return values
  }

  /// The first column of the first row; `nil` when there is no row.
  public func first<Value: ColumnDecodable>(_ sql: SQL, as type: Value.Type) throws(StorageError) -> Value? {
    let rows = try run(sql)
    guard rows.count > 0 else { return nil }
    return try rows[0].decode(0, as: type)
  }

  /// The first column of the one row that there must be.
  public func value<Value: ColumnDecodable>(_ sql: SQL, as type: Value.Type) throws(StorageError) -> Value {
    guard let value = try first(sql, as: type) else {
      throw StorageError(.decoding, "no row where one was expected")
    }
    return value
  }

  /// Hands each row to `body` as it arrives, so that memory stays flat however many there are.
  public func stream(_ sql: SQL, _ body: (borrowing Row) throws -> Void) throws {
    try guarded { () throws(StorageError) in
      try send(sql, plan: .direct)
      guard PQsetSingleRowMode(handle.pointer) == 1 else { throw handle.failure(.statement) }
    }
    try drain { rows in
      for index in 0..<rows.count { try body(rows[index]) }
    }
  }

  /// Runs statements of the program's own that may be several in one text and take no parameters.
  func script(_ text: String) throws(StorageError) {
    try guarded { () throws(StorageError) in try exchange(text) }
  }

  private func exchange(_ text: String) throws(StorageError) {
    guard PQsendQuery(handle.pointer, text) == 1 else { throw handle.failure(.statement) }
    _ = try results()
  }

  /// Sets the bound of the statements that follow in this call; `nil` removes it. The next caller has the usual one.
  public func setStatementTimeout(_ timeout: Duration?) throws(StorageError) {
    try execute("select set_config('statement_timeout', \(String(timeout?.wholeMilliseconds ?? 0)), false)")
    statementTimeout = timeout
  }

  /// Gives the next caller the usual bound, whatever this one has set.
  func restore(_ timeout: Duration?) {
    guard !isBroken, statementTimeout != timeout else { return }
    shield()
    do throws(StorageError) { try setStatementTimeout(timeout) } catch { markBroken() }
  }

  // MARK: The way of a statement

  private func run(_ sql: SQL) throws(StorageError) -> Rows {
    let types = sql.parameters.types
    let plan = statements.plan(for: sql.text, types: types)
    do throws(StorageError) {
      return try attempt(sql, plan)
    } catch {
      // The server has forgotten the plan, or what it returns has changed. Inside a transaction it is too late
      // to try again: the transaction is aborted. A statement that failed so by itself is not run twice.
      let isForgotten = plan.reliesOnNames && (error.sqlState == "26000" || error.sqlState == "0A000")
      guard isForgotten, !isBroken, isIdle else { throw error }
      statements.forget(sql.text, types: types)
      return try attempt(sql, statements.plan(for: sql.text, types: types))
    }
  }

  private func attempt(_ sql: SQL, _ plan: StatementCache.Plan) throws(StorageError) -> Rows {
    try guarded { () throws(StorageError) in
      var plan = plan
      if case .prepare(let name, let evicted) = plan {
        try prepare(sql, name: name, evicted)
        plan = .execute(name: name)
      }
      try send(sql, plan: plan)
      let rows = try results()
      if rows.isCopy { throw refusal(ofCopy: rows) }
      return rows
    }
  }

  /// A copy that was begun as a statement has no end that anybody would send.
  private func refusal(ofCopy rows: borrowing Rows) -> StorageError {
    isBroken = true
    return StorageError(.statement, "COPY is not a statement here; use copyIn and copyOut")
  }

  private func prepare(_ sql: SQL, name: String, _ evicted: String?) throws(StorageError) {
    let types = sql.parameters.types
    do throws(StorageError) {
      if let evicted { try exchange("deallocate \(evicted)") }
      guard PQsendPrepare(handle.pointer, name, sql.text, Int32(types.count), types) == 1 else {
        throw handle.failure(.statement)
      }
      _ = try results()
    } catch {
      // Whatever failed, nothing has this name.
      statements.forget(sql.text, types: types)
      throw error
    }
  }

  func send(_ sql: SQL, plan: StatementCache.Plan) throws(StorageError) {
    let count = Int32(sql.parameters.count)
    let types = sql.parameters.types
    let isSent = try sql.parameters.withPointers { values, lengths, formats in
      if case .execute(let name) = plan {
        PQsendQueryPrepared(handle.pointer, name, count, values, lengths, formats, 1)
      } else {
        PQsendQueryParams(handle.pointer, sql.text, count, types, values, lengths, formats, 1)
      }
    }
    guard isSent == 1 else { throw handle.failure(.statement) }
  }

  /// The last result of what was sent, after all have come; throws the first failure among them.
  func results() throws(StorageError) -> Rows {
    let deadline = deadline()
    try handle.flush(until: deadline)
    guard let first = try handle.nextResult(until: deadline) else { throw handle.failure(.unreachable) }
    var rows = Rows(adopting: first)
    var failure = rows.failure
    do throws(StorageError) {
      // A copy goes on until the caller has ended it.
      while !rows.isCopy, let next = try handle.nextResult(until: deadline) {
        rows = Rows(adopting: next)
        failure = failure ?? rows.failure
      }
    } catch {
      // A server that takes its leave says why, and then the stream ends: the first is the reason.
      throw failure ?? error
    }
    if let failure { throw failure }
    return rows
  }

  /// Takes the results one by one. When `body` throws, the rest is cancelled and thrown away.
  private func drain(_ body: (borrowing Rows) throws -> Void) throws {
    var failure: (any Error)?
    var stop: CancelDelivery?
    try guarded { () throws(StorageError) in
      let start = ContinuousClock.now
      let deadline = deadline()
      try handle.flush(until: deadline)
      while let next = try handle.nextResult(until: deadline) {
        let rows = Rows(adopting: next)
        if rows.isCopy { throw refusal(ofCopy: rows) }
        if failure != nil { continue }
        failure = rows.failure.map { refined($0, after: .now - start) }
        guard failure == nil else { continue }
        do { try body(rows) } catch {
          failure = error
          stop = requestCancel()
        }
      }
    }
    if let stop { settle(stop) }
    if let failure { throw failure }
  }

  func deadline() -> ContinuousClock.Instant? {
    statementTimeout.map { .now + $0 + patience }
  }

  // MARK: Giving up

  /// Runs one exchange with the server. Whatever interrupts it on this side, the connection is afterwards either
  /// ready for the next statement or marked as broken.
  func guarded<Value: ~Copyable>(
    _ exchange: () throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    guard !isInExchange else {
      throw StorageError(.statement, "another statement is under way on this connection; read its rows first")
    }
    isInExchange = true
    defer { isInExchange = false }
    let start = ContinuousClock.now
    do throws(StorageError) {
      // Once the caller is cancelled nothing more is begun.
      if wake.isRaised { throw StorageError(.cancelled, "the caller was cancelled") }
      return try exchange()
    } catch {
      let isOurs = error.sqlState == nil && (error.code == .cancelled || error.code == .timeout)
      if isOurs, handle.isOpen, handle.transactionStatus == PQTRANS_ACTIVE { giveUp() }
      if !handle.isOpen { isBroken = true }
      throw refined(error, after: .now - start)
    }
  }

  /// Tells the server to stop and waits until it has; a server that does not answer loses the connection.
  private func giveUp() {
    wake.lower()
    let delivery = requestCancel()
    let deadline = ContinuousClock.now + patience
    do throws(StorageError) {
      if PQpipelineStatus(handle.pointer) != PQ_PIPELINE_OFF {
        throw StorageError(.cancelled, "in a pipeline")
      }
      try handle.flush(until: deadline)
      while let result = try handle.nextResult(until: deadline) {
        let status = PQresultStatus(result)
        PQclear(result)
        if status == PGRES_COPY_IN { PQputCopyEnd(handle.pointer, "cancelled") }
        if status == PGRES_COPY_OUT { throw StorageError(.cancelled, "in a copy") }
      }
    } catch {
      isBroken = true
    }
    // A request still under way could stop the next statement instead.
    settle(delivery, until: deadline)
  }

  /// Sends the request on a connection of its own, from another thread: connecting may block.
  func requestCancel() -> CancelDelivery {
    let delivery = CancelDelivery(PQgetCancel(handle.pointer))
    DispatchQueue.global().async { delivery.send() }
    return delivery
  }

  func settle(_ delivery: CancelDelivery) { settle(delivery, until: .now + patience) }

  private func settle(_ delivery: CancelDelivery, until deadline: ContinuousClock.Instant) {
    if !delivery.wait(upTo: max(.zero, deadline - .now)) { isBroken = true }
  }

  func markBroken() { isBroken = true }

  var isCancelled: Bool { wake.isRaised }

  /// For what must not be cut short: the rest of this call is deaf to cancellation.
  func shield() { wake.shield() }

  /// The server says "cancelled" for its own bound as well; what is meant shows in who asked, and when.
  func refined(_ error: StorageError, after elapsed: Duration) -> StorageError {
    if error.code == .cancelled, error.sqlState != nil, let bound = statementTimeout, elapsed >= bound * 0.9 {
      return StorageError(.timeout, "the statement took longer than \(bound)", sqlState: error.sqlState)
    }
    if error.code == .timeout, error.sqlState == nil {
      return StorageError(.timeout, "the server did not answer within \(elapsed)")
    }
    return error
  }
}
