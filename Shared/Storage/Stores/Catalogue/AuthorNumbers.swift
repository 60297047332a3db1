import Models

/// Gives creators their numbers.
///
/// One who was known by the handle only stays the same when the platform's id comes to light. From then on the handle is
/// no key: handles change hands. Without an id it means whoever had it last. Those who meet a creator for the first time
/// do so one after the other, whichever of the two names they know.
enum AuthorNumbers {
  /// What stands of a creator before: who has the id, the handle as a key, and the handle as a name.
  private struct Standing {
    var byKey: Int64?
    var byHandle: Int64?
    var bearer: Int64?
  }

  /// In a transaction of its own: what holds the names of some hundred creators keeps nearly everybody else from new
  /// ones, so it may do nothing besides that could take long or wait.
  static func numbers(of authors: [Author], in database: any Database) async throws -> [Author.ID] {
    guard !authors.isEmpty else { return [] }
    return try await database.transaction { session in try numbers(of: authors, session) }
  }

  /// In the order of the list, in which names may come more than once.
  static func numbers(of authors: [Author], _ session: Session) throws -> [Author.ID] {
    guard !authors.isEmpty else { return [] }
    var standings = try standings(of: authors, session)
    let new = zip(authors, standings).filter { author, standing in
      standing.bearer == nil || (author.key != nil && standing.byKey == nil)
    }
    .map(\.0)
    if !new.isEmpty {
      try hold(new, session)
      standings = try Self.standings(of: authors, session)
    }
    let keyed = try numbersByKey(authors, standings, session)
    return try numbers(of: authors, standings, keyed, session)
  }

  private static func standings(of authors: [Author], _ session: Session) throws -> [Standing] {
    let handles = authors.map(\.handle)
    return try session.rows(
      """
      select
        (select author_id from author_source where platform = i.platform and key = i.key limit 1),
        (select author_id from author_source
         where platform = \(Platform.tiktok.rawValue) and key = i.handle limit 1),
        bearer.id
      from \(unnest: authors.map { $0.key?.platform.rawValue }, authors.map { $0.key?.id }, handles.map(\.description))
        with ordinality as i(platform, key, handle, place)
      join \(Catalogue.bearers(of: handles.map(\.name), on: handles.map { _ in .tiktok })) using (place)
      order by place
      """, as: Int64?.self, Int64?.self, Int64?.self
    ).map { Standing(byKey: $0.0, byHandle: $0.1, bearer: $0.2) }
  }

  /// Holds the names of these until the transaction ends: before anything of theirs is written, in one order, and never
  /// more than there are classes, because a server has room for some thousand locks.
  private static func hold(_ authors: [Author], _ session: Session) throws {
    let names = authors.flatMap { author in
      [author.key?.description, SourceKey(.tiktok, author.handle.description).description].compactMap { $0 }
    }
    do {
      try session.execute(
        """
        select pg_advisory_xact_lock(hashtext('hookline.author_number'), class)
        from (select distinct hashtext(name) & 255 as class from \(unnest: Set(names).sorted()) as i(name) order by 1) c
        """)
    } catch {
      guard error.code == .timeout else { throw error }
      // Those who are waited for are done in a moment, however many they are: it is worth another try.
      throw StorageError(
        .conflict, "others number the same creators: \(error.message)", sqlState: error.sqlState)
    }
  }

  /// Of those who have a key.
  private static func numbersByKey(
    _ authors: [Author], _ standings: [Standing], _ session: Session
  ) throws -> [SourceKey: Int64] {
    var numbers: [SourceKey: Int64] = [:]
    let keyed = zip(authors, standings).compactMap { author, standing in
      author.key.map { ($0, author, standing) }
    }
    for (key, _, standing) in keyed { numbers[key] = standing.byKey ?? numbers[key] }
    // Of two who come with one handle, the first was known by it.
    var taken: Set<Models.Handle> = []
    var inherited: [SourceKey: Int64] = [:]
    for (key, author, standing) in keyed where numbers[key] == nil && inherited[key] == nil {
      guard let number = standing.byHandle, taken.insert(author.handle).inserted else { continue }
      inherited[key] = number
    }
    let new = Set(keyed.map(\.0)).filter { numbers[$0] == nil }.map { ($0, inherited[$0]) }
    let spent = Set(keyed.filter { $0.2.byHandle != nil }.map(\.1.handle.description))
    numbers.merge(try insert(Dictionary(uniqueKeysWithValues: new), session)) { $1 }
    try forget(spent.sorted(), session)
    try name(authors, standings, numbers, session)
    return numbers
  }

  private static func numbers(
    of authors: [Author], _ standings: [Standing], _ keyed: [SourceKey: Int64], _ session: Session
  ) throws -> [Author.ID] {
    var bearers: [Models.Handle: Int64] = [:]
    for author in authors {
      guard let key = author.key, bearers[author.handle] == nil else { continue }
      bearers[author.handle] = keyed[key]
    }
    var named: [Models.Handle: Int64] = [:]
    for (author, standing) in zip(authors, standings) where author.key == nil {
      named[author.handle] = standing.bearer ?? bearers[author.handle] ?? standing.byHandle
    }
    let unknown = Set(authors.filter { $0.key == nil && named[$0.handle] == nil }.map(\.handle))
    let keys = unknown.map { ($0, SourceKey(.tiktok, $0.description)) }
    let made = try insert(keys.reduce(into: [:]) { $0.updateValue(nil, forKey: $1.1) }, session)
    for (handle, key) in keys { named[handle] = made[key] }
    return authors.map { author in
      Author.ID((author.key.map { keyed[$0] } ?? named[author.handle]) ?? 0)
    }
  }

  /// Rows for keys that nobody has, with numbers that are there or new ones.
  private static func insert(
    _ keys: [SourceKey: Int64?], _ session: Session
  ) throws -> [SourceKey: Int64] {
    guard !keys.isEmpty else { return [:] }
    let rows = keys.sorted { $0.key < $1.key }
    let made = try session.rows(
      """
      insert into author_source (platform, key, author_id)
      select platform, key, coalesce(number, nextval('author_number'))
      from \(unnest: rows.map(\.key.platform.rawValue), rows.map(\.key.id), rows.map(\.value)) as i(platform, key, number)
      order by platform, key
      on conflict do nothing returning platform, key, author_id
      """, as: String.self, String.self, Int64.self)
    guard made.count == rows.count else {
      throw StorageError(.conflict, "a creator was numbered by somebody who does not wait for others")
    }
    return made.reduce(into: [:]) { numbers, row in
      if let platform = Platform(rawValue: row.0) { numbers[SourceKey(platform, row.1)] = row.2 }
    }
  }

  private static func forget(_ handles: [String], _ session: Session) throws {
    guard !handles.isEmpty else { return }
    try session.execute(
      """
      with spent as materialized (
        select platform, key from author_source
        where platform = \(Platform.tiktok.rawValue) and key = any(\(handles)) order by key for update)
      delete from author_source a using spent where a.platform = spent.platform and a.key = spent.key
      """)
  }

  /// Whose a name is from now on, when its key is gone and nothing is written under it yet: seen at no moment at all, so
  /// that whoever was seen with it comes before.
  private static func name(
    _ authors: [Author], _ standings: [Standing], _ numbers: [SourceKey: Int64], _ session: Session
  ) throws {
    let names = zip(authors, standings).compactMap { author, standing -> (id: Int64, handle: String)? in
      guard let number = author.key.flatMap({ numbers[$0] }), number != standing.bearer else { return nil }
      return (number, author.handle.name)
    }
    .sorted { ($0.id, $0.handle) < ($1.id, $1.handle) }
    guard !names.isEmpty else { return }
    try session.execute(
      """
      insert into author_alias (author_id, platform, handle, seen_from, seen_to)
      select id, \(Platform.tiktok.rawValue), handle, 'infinity', '-infinity'
      from \(unnest: names.map(\.id), names.map(\.handle)) as i(id, handle)
      on conflict do nothing
      """)
  }
}
