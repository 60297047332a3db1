/// Something that runs statements: one connection or a pool of them.
public protocol Database: Sendable {
  /// Runs `body` with an open connection, on that connection's thread. Cancelling the calling task stops the
  /// statement at the server.
  func perform<Value: Sendable>(
    _ body: @escaping @Sendable (Session) throws -> Value
  ) async throws -> Value

  /// Hears of a failure that reached the caller in another way than by `perform`.
  func note(_ error: any Error)
}

extension Database {
  public func note(_ error: any Error) {}

  /// Runs a statement for its effect; returns how many rows it touched.
  @discardableResult
  public func execute(_ sql: SQL) async throws -> Int {
    try await perform { session in try session.execute(sql) }
  }

  /// The rows as tuples of these types.
  public func rows<each Column: ColumnDecodable>(
    _ sql: SQL, as types: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    let types = (repeat each types)
    return try await perform { session in try session.rows(sql, as: repeat each types) }
  }

  /// Each row as a value that `transform` makes of it.
  public func map<Value: Sendable>(
    _ sql: SQL, _ transform: @escaping @Sendable (borrowing Row) throws -> Value
  ) async throws -> [Value] {
    try await perform { session in try session.map(sql, transform) }
  }

  /// The first column of the first row; `nil` when there is no row.
  public func first<Value: ColumnDecodable>(_ sql: SQL, as type: Value.Type) async throws -> Value? {
    try await perform { session in try session.first(sql, as: type) }
  }

  /// The first column of the one row that there must be.
  public func value<Value: ColumnDecodable>(_ sql: SQL, as type: Value.Type) async throws -> Value {
    try await perform { session in try session.value(sql, as: type) }
  }
}
