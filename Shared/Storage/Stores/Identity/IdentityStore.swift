public import Models

/// What tracks are told apart by, and which of them are one.
public struct IdentityStore: Sendable {
  /// How many tracks one key brings at most: what more of them share says little about any.
  public static let neighbourLimit = 64

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Keeps these portraits with the keys under which they are found; answers with the revisions of those that are new,
  /// have changed, or were never compared by this version of the rules.
  ///
  /// Committed when it returns: whoever looks for neighbours afterwards sees everything that was noted before.
  public func note(
    _ portraits: [(portrait: TrackPortrait, keys: [Int64])], version: Int32
  ) async throws -> [Track.ID: Int32] {
    let portraits = Dictionary(portraits.map { ($0.portrait.track, $0) }) { $1 }.values
      .sorted { $0.portrait.track < $1.portrait.track }
    guard !portraits.isEmpty else { return [:] }
    let known = try await database.perform { session in
      try Self.known(portraits.map(\.portrait.track), session)
    }
    let changed = portraits.filter { known[$0.portrait.track]?.portrait != $0.portrait }
    let revisions = try await write(changed, replacing: changed.filter { known[$0.portrait.track] != nil })
    return portraits.reduce(into: [:]) { found, item in
      let track = item.portrait.track
      if let revision = revisions[track] { return found[track] = revision }
      guard let old = known[track], old.decided != version else { return }
      found[track] = old.revision
    }
  }

  /// Those of these that there are.
  public func portraits(of tracks: [Track.ID]) async throws -> [Track.ID: TrackPortrait] {
    try await database.perform { session in try Self.known(tracks, session).mapValues(\.portrait) }
  }

  struct Known {
    let portrait: TrackPortrait
    let revision: Int32
    let decided: Int32?
  }

  static func known(_ tracks: [Track.ID], _ session: Session) throws -> [Track.ID: Known] {
    var known: [Track.ID: Known] = [:]
    try session.query(
      """
      select p.track_id, p.platform, p.key, p.title, p.artist, p.duration, p.is_original_sound, p.claims, p.revision,
        p.decided
      from \(unnest: tracks) as i(id)
      cross join lateral (select * from track_portrait where track_id = i.id limit 1) p
      """
    ) { row in
      let portrait = try TrackPortrait(row)
      known[portrait.track] = Known(
        portrait: portrait, revision: try row.decode(8), decided: try row.decode(9))
    }
    return known
  }

  private typealias Noted = (portrait: TrackPortrait, keys: [Int64])

  private func write(_ items: [Noted], replacing old: [Noted]) async throws -> [Track.ID: Int32] {
    guard !items.isEmpty else { return [:] }
    return try await database.transaction { session in
      try Self.removeKeys(of: old.map(\.portrait.track), session)
      try Self.upsert(items, session)
      let rows = items.flatMap { item in Set(item.keys).map { (key: $0, track: item.portrait.track) } }
        .sorted { ($0.key, $0.track) < ($1.key, $1.track) }
      try session.execute(
        """
        insert into track_key(key, track_id) select * from \(unnest: rows.map(\.key), rows.map(\.track))
        on conflict do nothing
        """)
      return try Self.known(items.map(\.portrait.track), session).mapValues(\.revision)
    }
  }

  private static func removeKeys(of tracks: [Track.ID], _ session: Session) throws {
    guard !tracks.isEmpty else { return }
    try session.execute(
      """
      delete from track_key k using (
        select p.track_id, unnest(p.keys) as key from track_portrait p where p.track_id = any(\(tracks))) o
      where k.key = o.key and k.track_id = o.track_id
      """)
  }

  /// What another has written meanwhile, and just so, keeps its revision.
  private static func upsert(_ items: [Noted], _ session: Session) throws {
    let portraits = items.map(\.portrait)
    let claims = try portraits.map { try JSON(encoding: $0.claims.map(\.description)) }
    try session.execute(
      """
      insert into track_portrait as p (track_id, platform, key, title, artist, duration, is_original_sound, claims, keys)
      select i.track_id, i.platform, i.key, i.title, i.artist, i.duration, i.original, i.claims, i.keys::bigint[]
      from \(unnest: portraits.map(\.track), portraits.map(\.key.platform.rawValue), portraits.map(\.key.id),
        portraits.map(\.title), portraits.map(\.artist), portraits.map(\.duration),
        portraits.map(\.isOriginalSound), claims,
        items.map { "{" + $0.keys.map { "\($0)" }.joined(separator: ",") + "}" })
        as i(track_id, platform, key, title, artist, duration, original, claims, keys)
      order by i.track_id
      on conflict (track_id) do update set platform = excluded.platform, key = excluded.key, title = excluded.title,
        artist = excluded.artist, duration = excluded.duration, is_original_sound = excluded.is_original_sound,
        claims = excluded.claims, keys = excluded.keys, revision = p.revision + 1, decided = null
      where (p.title, p.artist, p.duration, p.is_original_sound, p.claims, p.key)
        is distinct from (excluded.title, excluded.artist, excluded.duration, excluded.is_original_sound,
                          excluded.claims, excluded.key)
      """)
  }
}

extension TrackPortrait {
  /// From eight columns.
  init(_ row: borrowing Row, from column: Int = 0) throws {
    let name = try row.decode(column + 1, as: String.self)
    guard let platform = Platform(rawValue: name) else {
      throw StorageError(.decoding, "a track of \"\(name)\", which this program does not know")
    }
    let claims = try row.decode(column + 7, as: JSON.self).decode([String].self)
    self.init(
      try row.decode(column), key: SourceKey(platform, try row.decode(column + 2)),
      title: try row.decode(column + 3), artist: try row.decode(column + 4),
      duration: try row.decode(column + 5), isOriginalSound: try row.decode(column + 6),
      claims: claims.compactMap { SourceKey($0) })
  }
}
