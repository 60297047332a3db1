/// Rows that are known by a name: made where they are missing.
enum NamedRows {
  struct Table: Sendable {
    let name: String
    let key: String
    /// Where the name as it was written is kept, if it is.
    let written: String?
  }

  /// The number of each key.
  static func numbers(
    of names: [String: String], in table: Table, _ session: Session
  ) throws -> [String: Int64] {
    guard !names.isEmpty else { return [:] }
    let keys = names.keys.sorted()
    var known = try find(keys, in: table, session)
    // Most are known: an insert that finds its row there would still wait for whoever writes it.
    let missing = keys.filter { known[$0] == nil }
    guard !missing.isEmpty else { return known }
    if let written = table.written {
      try session.execute(
        """
        insert into \(identifier: table.name)(\(identifier: table.key), \(identifier: written))
        select * from \(unnest: missing, missing.map { names[$0] ?? $0 }) on conflict do nothing
        """)
    } else {
      try session.execute(
        """
        insert into \(identifier: table.name)(\(identifier: table.key))
        select * from \(unnest: missing) on conflict do nothing
        """)
    }
    known.merge(try find(missing, in: table, session)) { $1 }
    return known
  }

  private static func find(
    _ keys: [String], in table: Table, _ session: Session
  ) throws -> [String: Int64] {
    let rows = try session.rows(
      """
      select \(identifier: table.key), id from \(identifier: table.name)
      where \(identifier: table.key) = any(\(keys))
      """, as: String.self, Int64.self)
    return rows.reduce(into: [:]) { $0[$1.0] = $1.1 }
  }
}
