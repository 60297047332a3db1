public import FoundationEssentials
public import Models

/// What tracks are told apart by, and which of them are one.
public struct IdentityStore: Sendable {
  /// How many tracks one key brings at most: what more of them share says little about any.
  public static let neighbourLimit = 64

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Keeps these portraits, as they were told at this time, with the keys under which they are found; answers with those
  /// that are new, have changed, or were never compared by this version of the rules.
  ///
  /// Committed when it returns: whoever looks for neighbours afterwards sees everything that was noted before.
  public func note(
    _ portraits: [TrackPortrait], at time: Date, version: Int32,
    keys: @escaping @Sendable (TrackPortrait) -> [Int64]
  ) async throws -> [Track.ID: NotedTrack] {
    let portraits = Dictionary(portraits.map { ($0.track, $0) }) { $1 }
    guard !portraits.isEmpty else { return [:] }
    let known = try await database.perform { session in try Self.known(portraits.keys.sorted(), session) }
    let news = portraits.values.filter { known[$0.track]?.isOutdated(by: $0, at: time) ?? true }
      .sorted { $0.track < $1.track }
    var due = known.filter { portraits[$0.key] != nil && $0.value.decided != version }
      .mapValues { NotedTrack($0.portrait, revision: $0.revision) }
    let written = try await write(news, Telling(time: time, version: version, keys: keys))
    for portrait in news { due[portrait.track] = written[portrait.track] }
    return due
  }

  /// Portraits that were made of what was known before there were any, and that nobody has compared: the first of them.
  public func backlog(limit: Int) async throws -> [TrackPortrait] {
    try await database.map(
      """
      select track_id, platform, key, title, artist, duration, is_original_sound, claims from track_portrait
      where is_backlog and decided is null order by track_id limit \(limit)
      """
    ) { row in try TrackPortrait(row) }
  }

  /// Those of these that there are.
  public func portraits(of tracks: [Track.ID]) async throws -> [Track.ID: TrackPortrait] {
    try await database.perform { session in try Self.known(tracks, session).mapValues(\.portrait) }
  }

  struct Known {
    let portrait: TrackPortrait
    let revision: Int32
    let decided: Int32?
    /// When what it says was so.
    let seenAt: Date

    func told(_ other: TrackPortrait, at time: Date) -> TrackPortrait {
      portrait.told(other, isNewer: time >= seenAt)
    }

    func isChanged(by other: TrackPortrait, at time: Date) -> Bool {
      revision == 0 || told(other, at: time) != portrait
    }

    /// That it is still so is worth a write now and then.
    func isOutdated(by other: TrackPortrait, at time: Date) -> Bool {
      isChanged(by: other, at: time) || time.timeIntervalSince(seenAt) > 3_600
    }
  }

  static func known(
    _ tracks: [Track.ID], locked: Bool = false, _ session: Session
  ) throws -> [Track.ID: Known] {
    var known: [Track.ID: Known] = [:]
    let lock: SQL = locked ? "for update" : ""
    try session.query(
      """
      select p.track_id, p.platform, p.key, p.title, p.artist, p.duration, p.is_original_sound, p.claims, p.revision,
        p.decided, p.seen_at
      from \(unnest: tracks) as i(id)
      cross join lateral (select * from track_portrait where track_id = i.id limit 1 \(lock)) p
      """
    ) { row in
      let portrait = try TrackPortrait(row)
      known[portrait.track] = Known(
        portrait: portrait, revision: try row.decode(8), decided: try row.decode(9),
        seenAt: try row.decode(10))
    }
    return known
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
