import Models

/// Gives entities their numbers by what platforms call them.
///
/// Insert first, ask afterwards: whoever meets a key at the same time ends up with the same number.
enum EntityNumbers {
  /// The tables that map keys to numbers.
  struct Table: Sendable {
    let name: String
    let column: String

    static let authors = Table(name: "author_source", column: "author_id")
    static let tracks = Table(name: "track_source", column: "track_id")
    static let videos = Table(name: "video_source", column: "video_id")
  }

  /// The number of each entity, made where there is none. Each comes with all keys that are known for it, its own
  /// first: one that is new under its own key and known under another is the known one.
  static func numbers(
    _ entities: [[SourceKey]], in table: Table, _ session: Session
  ) throws -> [Int64] {
    var known = try find(Set(entities.joined()), in: table, session)
    let unknown = entities.filter { keys in !keys.contains { known[$0] != nil } }
    for (key, number) in try make(firstKeys(of: unknown), in: table, session) { known[key] = number }
    // In the order of the list: of two entities that share a key the earlier gives the number to both.
    var aliases: [SourceKey: Int64] = [:]
    let numbers = entities.map { keys in
      let number = keys.lazy.compactMap { known[$0] }.first ?? 0
      for key in keys where known[key] == nil {
        known[key] = number
        aliases[key] = number
      }
      return number
    }
    try link(aliases, in: table, session)
    return numbers
  }

  /// The key that each new entity is made under: its own, unless one before it brings a key of it.
  private static func firstKeys(of entities: [[SourceKey]]) -> Set<SourceKey> {
    var claimed: Set<SourceKey> = []
    var first: Set<SourceKey> = []
    for keys in entities {
      if let own = keys.first, claimed.isDisjoint(with: keys) { first.insert(own) }
      claimed.formUnion(keys)
    }
    return first
  }

  /// Laterally and with a limit, so that each is looked up by itself however few rows there were when this was planned.
  private static func find(
    _ keys: Set<SourceKey>, in table: Table, _ session: Session
  ) throws -> [SourceKey: Int64] {
    let keys = keys.sorted()
    let rows = try session.rows(
      """
      select i.platform, i.key, s.number
      from \(unnest: keys.map(\.platform.rawValue), keys.map(\.id)) as i(platform, key)
      cross join lateral (select \(identifier: table.column) as number from \(identifier: table.name) s
                          where s.platform = i.platform and s.key = i.key limit 1) s
      """, as: String.self, String.self, Int64.self)
    return rows.reduce(into: [:]) { found, row in
      guard let platform = Platform(rawValue: row.0) else { return }
      found[SourceKey(platform, row.1)] = row.2
    }
  }

  /// Sorted, because an insert that meets another one's waits for it.
  private static func make(
    _ keys: Set<SourceKey>, in table: Table, _ session: Session
  ) throws -> [SourceKey: Int64] {
    guard !keys.isEmpty else { return [:] }
    let sorted = keys.sorted()
    try session.execute(
      """
      insert into \(identifier: table.name)(platform, key)
      select * from \(unnest: sorted.map(\.platform.rawValue), sorted.map(\.id)) on conflict do nothing
      """)
    return try find(keys, in: table, session)
  }

  private static func link(_ aliases: [SourceKey: Int64], in table: Table, _ session: Session) throws {
    guard !aliases.isEmpty else { return }
    let keys = aliases.keys.sorted()
    try session.execute(
      """
      insert into \(identifier: table.name)(platform, key, \(identifier: table.column))
      select * from \(unnest: keys.map(\.platform.rawValue), keys.map(\.id), keys.map { aliases[$0] ?? 0 })
      on conflict do nothing
      """)
  }
}
