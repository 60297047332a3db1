import Storage
import Synchronization

/// Copies rows into the tables of a version that is being loaded, in large parts, on as many connections as the database
/// has for it. Whoever fills a part waits until it is there, so that no more than the callers bring is in memory.
final class RowLoader: Sendable {
  /// A table and its columns, in the order of the values.
  struct Table: Sendable {
    let name: String
    let columns: [String]
  }

  /// Large enough that a transaction for each costs nothing to speak of.
  private static let part = 1 << 20

  private let database: any Database
  private let tables: [Table]
  private let parts: Mutex<[CopyRows]>

  init(_ database: any Database, _ tables: [Table]) {
    self.database = database
    self.tables = tables
    parts = Mutex(tables.map { CopyRows(columnCount: $0.columns.count) })
  }

  func add(_ rows: CopyRows, to table: Int) async throws {
    let full = parts.withLock { parts -> CopyRows? in
      parts[table].append(rows)
      guard parts[table].byteCount >= Self.part else { return nil }
      defer { parts[table] = CopyRows(columnCount: tables[table].columns.count) }
      return parts[table]
    }
    if let full { try await copy(full, into: tables[table]) }
  }

  /// Copies what is left.
  func finish() async throws {
    let left = parts.withLock { parts in
      defer { parts = tables.map { CopyRows(columnCount: $0.columns.count) } }
      return parts
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (table, rows) in zip(tables, left) where rows.count > 0 {
        group.addTask { try await self.copy(rows, into: table) }
      }
      try await group.waitForAll()
    }
  }

  /// Not waited for at the disk: until the version is current, which is, nobody misses it.
  private func copy(_ rows: CopyRows, into table: Table) async throws {
    try await database.transaction { session in
      try session.setStatementTimeout(nil)
      _ = try session.value("select set_config('synchronous_commit', 'off', true)", as: String.self)
      try session.copyIn(into: table.name, columns: table.columns, rows)
    }
  }
}
