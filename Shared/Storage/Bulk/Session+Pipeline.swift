import CPostgres

extension Session {
  /// Sends all statements at once and then reads all answers: one round trip for many statements.
  ///
  /// Outside a transaction they are one by themselves. Returns how many rows each touched; when one fails, its error
  /// is thrown and none of them was done. `body` is given each row that comes back, with its statement's place;
  /// the statements are done by then, so what it throws undoes them only inside a transaction.
  @discardableResult
  public func pipeline(
    _ statements: [SQL], _ body: (_ statement: Int, borrowing Row) throws -> Void = { _, _ in }
  ) throws -> [Int] {
    guard !statements.isEmpty else { return [] }
    // Left in this mode the connection would answer nobody.
    defer {
      let isOff = PQpipelineStatus(handle.pointer) == PQ_PIPELINE_OFF
      if !isOff, PQexitPipelineMode(handle.pointer) != 1 { markBroken() }
    }
    let start = ContinuousClock.now
    var affected: [Int] = []
    var failure: (any Error)?
    try guarded { () throws(StorageError) in
      guard PQenterPipelineMode(handle.pointer) == 1 else { throw handle.failure(.statement) }
      for statement in statements { try send(statement, plan: .direct) }
      guard PQpipelineSync(handle.pointer) == 1 else { throw handle.failure(.statement) }
      try handle.flush(until: deadline())
      for index in statements.indices {
        let rows = try answer(until: deadline())
        failure = failure ?? rows.failure.map { refined($0, after: .now - start) }
        guard failure == nil else { continue }
        affected.append(rows.affected)
        do { for row in 0..<rows.count { try body(index, rows[row]) } } catch { failure = error }
      }
      try leave(until: deadline())
    }
    if let failure { throw failure }
    return affected
  }

  /// The result of one statement of the pipeline, and the null that ends it.
  private func answer(until deadline: ContinuousClock.Instant?) throws(StorageError) -> Rows {
    guard let result = try handle.nextResult(until: deadline) else { throw handle.failure(.unreachable) }
    let rows = Rows(adopting: result)
    if let surplus = try handle.nextResult(until: deadline) { PQclear(surplus) }
    return rows
  }

  private func leave(until deadline: ContinuousClock.Instant?) throws(StorageError) {
    guard let sync = try handle.nextResult(until: deadline) else { throw handle.failure(.unreachable) }
    PQclear(sync)
    guard PQexitPipelineMode(handle.pointer) == 1 else { throw handle.failure(.statement) }
  }
}
