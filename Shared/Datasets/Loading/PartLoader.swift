import Storage
import Synchronization

/// Copies rows into the parts of tables that a version has for itself, in large pieces, on as many connections as the
/// database has for it. Whoever fills a piece waits until it is there, so that no more than the callers bring is in memory.
///
/// A part is filled before it has an index: making that of all rows at once costs the server a quarter of adding each row.
final class PartLoader: Sendable {
  /// A table and its columns, in the order of the values.
  struct Table: Sendable {
    let name: String
    let columns: [String]
  }

  /// Rows as they came: moving them together would cost more than sending them one after the other.
  private struct Piece {
    var rows: [CopyRows] = []
    var byteCount = 0
  }

  /// Large enough that a transaction for each costs nothing to speak of.
  private static let piece = 1 << 20

  private let database: any Database
  private let tables: [Table]
  private let pieces: Mutex<[Piece]>
  /// Makes the parts, while the first records are on their way.
  private let opening: Task<DatasetVersion.ID, any Error>

  /// Of the version, once that has begun.
  init(_ database: any Database, _ tables: [Table], version: Task<DatasetVersion.ID, any Error>) {
    self.database = database
    self.tables = tables
    pieces = Mutex(tables.map { _ in Piece() })
    opening = Task {
      let version = try await version.value
      try await database.transaction { session in
        for table in tables {
          try session.execute("select hookline.open_dataset_part(\(table.name), \(version))")
        }
      }
      return version
    }
  }

  func add(_ rows: CopyRows, to table: Int) async throws {
    let full = pieces.withLock { pieces -> [CopyRows]? in
      pieces[table].rows.append(rows)
      pieces[table].byteCount += rows.byteCount
      guard pieces[table].byteCount >= Self.piece else { return nil }
      defer { pieces[table] = Piece() }
      return pieces[table].rows
    }
    if let full { try await copy(full, into: tables[table]) }
  }

  /// Returns once there is nothing under way that makes parts.
  func settle() async { _ = await opening.result }

  /// Copies what is left, and makes the parts such of their tables.
  func finish() async throws {
    let left = pieces.withLock { pieces in
      defer { pieces = tables.map { _ in Piece() } }
      return pieces.map(\.rows)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (table, rows) in zip(tables, left) {
        group.addTask {
          if !rows.isEmpty { try await self.copy(rows, into: table) }
          try await self.close(table)
        }
      }
      try await group.waitForAll()
    }
  }

  /// Not waited for at the disk: until the version is current, which is, nobody misses it.
  private func copy(_ rows: [CopyRows], into table: Table) async throws {
    let version = try await opening.value
    try await database.transaction { session in
      try session.setStatementTimeout(nil)
      _ = try session.value("select set_config('synchronous_commit', 'off', true)", as: String.self)
      try session.copyIn(into: "hookline.\(table.name)_\(version)", columns: table.columns, rows)
    }
  }

  private func close(_ table: Table) async throws {
    let version = try await opening.value
    try await database.transaction { session in
      try session.setStatementTimeout(nil)
      _ = try session.value("select set_config('synchronous_commit', 'off', true)", as: String.self)
      try session.execute("select hookline.close_dataset_part(\(table.name), \(version))")
    }
  }
}
