import CPostgres
import Glibc

extension Session {
  /// Copies rows into a table: the fastest way in. `write` appends the values of each row in the order of
  /// `columns` and ends it; the types must be those of the columns. Returns the number of rows.
  ///
  /// All rows or none: when `write` throws, or the server refuses a row, the table is as before.
  @discardableResult
  public func copyIn(
    into table: String, columns: [String], _ write: (inout CopyWriter) throws -> Void
  ) throws -> Int {
    let list = columns.map(SQL.quoted).joined(separator: ", ")
    try begin("copy \(SQL.quoted(table)) (\(list)) from stdin (format binary)", expecting: PGRES_COPY_IN)
    do {
      var writer = CopyWriter(columnCount: columns.count) { [self] (bytes) throws(StorageError) in
        try guarded { () throws(StorageError) in try put(bytes) }
      }
      try write(&writer)
      try writer.finish()
    } catch {
      throw try abandon(after: error)
    }
    return try guarded { () throws(StorageError) in
      try end(message: nil)
      return try results().affected
    }
  }

  /// Reads the rows of a table in the order that the server finds them: the fastest way out. Memory stays flat.
  @discardableResult
  public func copyOut(
    from table: String, columns: [String], _ read: (inout CopyReader) throws -> Void
  ) throws -> Int {
    let list = columns.map(SQL.quoted).joined(separator: ", ")
    try begin("copy \(SQL.quoted(table)) (\(list)) to stdout (format binary)", expecting: PGRES_COPY_OUT)
    var failure: (any Error)?
    var stop: CancelDelivery?
    var count = 0
    try guarded { () throws(StorageError) in
      while let chunk = try nextChunk() {
        defer { PQfreemem(chunk.baseAddress) }
        guard failure == nil else { continue }
        do {
          var reader = CopyReader(UnsafeRawBufferPointer(chunk), isFirst: count == 0)
          guard try reader.beginRow(columnCount: columns.count) else { continue }
          count += 1
          try read(&reader)
        } catch {
          failure = error
          stop = requestCancel()
        }
      }
      if failure == nil { _ = try results() } else { _ = try? results() }
    }
    if let stop { settle(stop) }
    if let failure { throw failure }
    return count
  }

  private func begin(_ text: String, expecting status: ExecStatusType) throws(StorageError) {
    try guarded { () throws(StorageError) in
      guard PQsendQuery(handle.pointer, text) == 1 else { throw handle.failure(.statement) }
      let rows = try results()
      guard rows.status == status else { throw StorageError(.statement, "the server did not start the copy") }
    }
  }

  private func put(_ bytes: borrowing [UInt8]) throws(StorageError) {
    let deadline = deadline()
    while true {
      let code = bytes.withUnsafeBytes { buffer in
        PQputCopyData(
          handle.pointer, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
      }
      guard code >= 0 else { throw handle.failure(.statement) }
      if code == 1 { break }
      _ = try handle.wait(for: POLLOUT, until: deadline)
    }
    // Without this libpq would keep what the server is too slow for, and memory would grow.
    try handle.flush(until: deadline)
  }

  private func end(message: String?) throws(StorageError) {
    let deadline = deadline()
    while true {
      let code = PQputCopyEnd(handle.pointer, message)
      guard code >= 0 else { throw handle.failure(.statement) }
      if code == 1 { return }
      _ = try handle.wait(for: POLLOUT, until: deadline)
    }
  }

  /// Ends a copy whose rows stopped coming. Where the server has given it up itself, its reason is the better one.
  private func abandon(after error: any Error) throws -> any Error {
    guard !isBroken, handle.transactionStatus == PQTRANS_ACTIVE else { return error }
    do throws(StorageError) {
      try guarded { () throws(StorageError) in
        try end(message: "the writer stopped")
        _ = try results()
      }
    } catch {
      // 57014: the server repeats that we stopped.
      if error.sqlState != nil, error.sqlState != "57014" { return error }
    }
    return error
  }

  private func nextChunk() throws(StorageError) -> UnsafeMutableBufferPointer<CChar>? {
    let deadline = deadline()
    while true {
      var chunk: UnsafeMutablePointer<CChar>?
      let count = PQgetCopyData(handle.pointer, &chunk, 1)
      if count > 0 { return UnsafeMutableBufferPointer(start: chunk, count: Int(count)) }
      if count == -1 { return nil }
      guard count == 0 else { throw handle.failure(.statement) }
      _ = try handle.wait(for: POLLIN, until: deadline)
      try handle.consume()
    }
  }
}
