import Storage

/// The extension pg_trgm, by which search bears typing errors: whether it is there, or who can make it.
enum Trigrams: Sendable, Equatable {
  case installed
  /// Migrating makes it.
  case creatable
  /// The server has it, but this role may not make it.
  case forbidden(role: String, database: String)
  /// The server has not got it.
  case unavailable

  init(_ session: Session) throws {
    let row = try session.rows(
      """
      select exists (select from pg_extension where extname = 'pg_trgm'),
        exists (select from pg_available_extensions where name = 'pg_trgm'),
        has_database_privilege(current_database(), 'create'), current_user::text, current_database()::text
      """, as: Bool.self, Bool.self, Bool.self, String.self, String.self
    ).first
    switch row {
    case (true, _, _, _, _)?: self = .installed
    case (_, false, _, _, _)?: self = .unavailable
    case (_, _, false, let role, let database)?: self = .forbidden(role: role, database: database)
    default: self = .creatable
    }
  }

  /// What is missing; nil where nothing is.
  var finding: Finding? {
    switch self {
    case .installed, .creatable: nil
    case .forbidden(let role, let database):
      .failure(
        "the extension pg_trgm is missing and \(role) may not create it; run as a superuser in the database "
          + "\(database): create extension pg_trgm")
    case .unavailable:
      .failure("the server has not the extension pg_trgm; install Postgres' contrib modules there")
    }
  }
}
