import Crypto

/// One numbered step of the schema. Steps go forward only; one that was applied is never edited.
public struct Migration: Sendable, Equatable {
  public let number: Int
  public let name: String
  let sql: String

  public init(number: Int, name: String, sql: String) {
    self.number = number
    self.name = name
    self.sql = sql
  }

  /// SHA-256 of the text, in hex. Line endings do not count: a checkout may have changed them.
  public var checksum: String { SHA256.hash(Array(sql.replacing("\r\n", with: "\n").utf8)).description }

  public var title: String { Self.label(number) + "_" + name }

  /// The number as file names have it: `m0007`.
  static func label(_ number: Int) -> String {
    let digits = String(number)
    return "m" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The steps that this program brings, in order.
  public static let all: [Migration] = [
    Migration(number: 1, name: "ground", sql: text(PackageResources.m0001_ground_sql)),
    Migration(number: 2, name: "jobs", sql: text(PackageResources.m0002_jobs_sql)),
    Migration(number: 3, name: "catalogue", sql: text(PackageResources.m0003_catalogue_sql)),
    Migration(number: 4, name: "fingerprints", sql: text(PackageResources.m0004_fingerprints_sql)),
    Migration(number: 5, name: "sources", sql: text(PackageResources.m0005_sources_sql)),
    Migration(number: 6, name: "identity", sql: text(PackageResources.m0006_identity_sql)),
    Migration(number: 7, name: "datasets", sql: text(PackageResources.m0007_datasets_sql)),
    Migration(number: 8, name: "rights", sql: text(PackageResources.m0008_rights_sql)),
    Migration(number: 9, name: "films", sql: text(PackageResources.m0009_films_sql)),
    Migration(number: 10, name: "listening", sql: text(PackageResources.m0010_listening_sql)),
    Migration(number: 11, name: "hooks", sql: text(PackageResources.m0011_hooks_sql)),
    Migration(number: 12, name: "hearing_tries", sql: text(PackageResources.m0012_hearing_tries_sql)),
    Migration(number: 13, name: "looking", sql: text(PackageResources.m0013_looking_sql)),
    Migration(number: 14, name: "search", sql: text(PackageResources.m0014_search_sql)),
    Migration(number: 15, name: "nights", sql: text(PackageResources.m0015_nights_sql)),
    Migration(number: 16, name: "models", sql: text(PackageResources.m0016_models_sql)),
    Migration(number: 17, name: "access", sql: text(PackageResources.m0017_access_sql)),
    Migration(number: 18, name: "feedback", sql: text(PackageResources.m0018_feedback_sql)),
    Migration(number: 19, name: "filtered_lists", sql: text(PackageResources.m0019_filtered_lists_sql)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// A step as the database knows it.
public struct AppliedMigration: Sendable, Equatable {
  public let number: Int
  public let name: String
  public let checksum: String
  public let duration: Duration
}

/// What there is to do, and what stands in the way of doing it.
public struct MigrationPlan: Sendable, Equatable {
  public let applied: [AppliedMigration]
  public let pending: [Migration]
  /// Reasons to refuse, each a sentence that says what to do.
  public let problems: [String]

  public var isCurrent: Bool { pending.isEmpty && problems.isEmpty }

  init(applied: [AppliedMigration], known: [Migration]) {
    self.applied = applied
    let done = Dictionary(uniqueKeysWithValues: applied.map { ($0.number, $0) })
    let last = applied.map(\.number).max() ?? 0
    pending = known.filter { done[$0.number] == nil }
    problems =
      known.compactMap { migration in
        guard let found = done[migration.number] else {
          guard migration.number < last else { return nil }
          return
            "\(migration.title) was never applied, but later ones were; number it after \(Migration.label(last))"
        }
        guard found.checksum != migration.checksum else { return nil }
        return
          "\(migration.title) was edited after it was applied; restore it and put the change into a new migration"
      }
      + applied.filter { found in !known.contains { $0.number == found.number } }.map { found in
        "the database has migration \(found.number) (\(found.name)), which this program does not know; "
          + "use the newer program"
      }
  }
}
