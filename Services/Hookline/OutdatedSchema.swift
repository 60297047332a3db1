import Storage

/// A database whose schema is older than this program.
struct OutdatedSchema: Error, CustomStringConvertible {
  let description: String

  /// Nil where nothing is pending; throws when that cannot be learnt.
  init?(_ database: any Database) async throws {
    let plan = try await database.migrationPlan()
    guard !plan.pending.isEmpty, let needed = Migration.all.last?.number else { return nil }
    let found = plan.applied.map(\.number).max().map { "has schema version \($0)" } ?? "has no schema yet"
    description = "the database \(found), this program needs version \(needed); run \"hookline migrate\""
  }

  static func refuse(_ database: any Database) async throws {
    if let outdated = try await OutdatedSchema(database) { throw outdated }
  }
}
