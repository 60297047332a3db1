import CPostgres

/// The result of one statement; frees it when it goes out of scope.
struct Rows: ~Copyable {
  let pointer: OpaquePointer

  init(adopting pointer: OpaquePointer) { self.pointer = pointer }

  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }
  var count: Int32 { PQntuples(pointer) }

  var isCopy: Bool { status == PGRES_COPY_IN || status == PGRES_COPY_OUT }

  /// How many rows the statement touched or returned.
  var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  subscript(index: Int32) -> Row { Row(result: pointer, index: index) }

  var failure: StorageError? {
    switch status {
    case PGRES_BAD_RESPONSE, PGRES_FATAL_ERROR, PGRES_NONFATAL_ERROR: StorageError(result: pointer)
    default: nil
    }
  }
}

extension StorageError {
  /// What the server said in a failed result.
  init(result: OpaquePointer) {
    func field(_ read: (OpaquePointer?) -> UnsafePointer<CChar>?) -> String? {
      read(result).map { oneLine(String(cString: $0)) }
    }
    let state = field(hookline_pg_sqlstate)
    let message = field(hookline_pg_message) ?? oneLine(String(cString: PQresultErrorMessage(result)))
    // No state: the message comes from libpq, which lost the connection.
    self.init(
      state.map(StorageError.code(forState:)) ?? .unreachable, message, sqlState: state,
      detail: field(hookline_pg_detail), constraint: field(hookline_pg_constraint))
  }
}

/// One row of a result, readable while it is handed out and not longer.
public struct Row: ~Copyable {
  private let result: OpaquePointer
  private let index: Int32

  fileprivate init(result: OpaquePointer, index: Int32) {
    self.result = result
    self.index = index
  }

  public var columnCount: Int { Int(PQnfields(result)) }

  /// The value of the column at this place, counted from 0.
  public func decode<Value: ColumnDecodable>(
    _ column: Int, as type: Value.Type = Value.self
  ) throws(StorageError) -> Value {
    guard column >= 0, column < columnCount else {
      throw StorageError(.decoding, "column \(column) was asked for, the row has \(columnCount)")
    }
    let place = Int32(column)
    do throws(StorageError) {
      guard PQgetisnull(result, index, place) == 0 else { return try Value.decodeNull() }
      let bytes = UnsafeRawBufferPointer(
        start: PQgetvalue(result, index, place), count: Int(PQgetlength(result, index, place)))
      return try Value.decode(Field(bytes: bytes, type: PQftype(result, place)))
    } catch {
      throw error.adding("column \"\(PQfname(result, place).map { String(cString: $0) } ?? "")\"")
    }
  }

  /// The value of the column with this name.
  public func decode<Value: ColumnDecodable>(
    _ column: String, as type: Value.Type = Value.self
  ) throws(StorageError) -> Value {
    let place = PQfnumber(result, SQL.quoted(column))
    guard place >= 0 else { throw StorageError(.decoding, "the row has no column \"\(column)\"") }
    return try decode(Int(place), as: type)
  }

  /// The columns in order, as many as there are types.
  func decode<each Column: ColumnDecodable>(
    all types: repeat (each Column).Type
  ) throws(StorageError) -> (repeat each Column) {
    var column = -1
    func next<Value: ColumnDecodable>(_ type: Value.Type) throws(StorageError) -> Value {
      column += 1
      return try decode(column, as: type)
    }
    return (repeat try next(each types))
  }
}
