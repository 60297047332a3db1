import FoundationEssentials
import Models

/// How portraits are written.
extension IdentityStore {
  struct Telling: Sendable {
    let time: Date
    let version: Int32
    let keys: @Sendable (TrackPortrait) -> [Int64]
  }

  /// Portraits sorted by track; answers with those of them that are to be compared. Insert first, lock afterwards:
  /// whoever tells of a track at the same time adds to it, too.
  func write(_ portraits: [TrackPortrait], _ telling: Telling) async throws -> [Track.ID: NotedTrack] {
    guard !portraits.isEmpty else { return [:] }
    return try await database.transaction { session in
      let new = try Self.insert(portraits, telling, session)
      let others = portraits.filter { !new.contains($0.track) }
      let known = try Self.known(others.map(\.track), locked: true, session)
      let changed = others.filter { known[$0.track]?.isChanged(by: $0, at: telling.time) ?? false }
        .compactMap { known[$0.track]?.told($0, at: telling.time) }
      try Self.touch(others.map(\.track), telling.time, session)
      try Self.update(changed, telling, session)
      let fresh = portraits.filter { new.contains($0.track) }
      try Self.insertKeys(of: fresh + changed, telling, session)
      var due = known.filter { $0.value.decided != telling.version }
        .mapValues { NotedTrack($0.portrait, revision: $0.revision) }
      for portrait in fresh { due[portrait.track] = NotedTrack(portrait, revision: 1) }
      for portrait in changed {
        due[portrait.track] = NotedTrack(portrait, revision: (known[portrait.track]?.revision ?? 0) + 1)
      }
      return due
    }
  }

  /// Which of these there were not.
  private static func insert(
    _ portraits: [TrackPortrait], _ telling: Telling, _ session: Session
  ) throws -> Set<Track.ID> {
    Set(
      try session.rows(
        """
        insert into track_portrait (track_id, platform, key, title, artist, duration, is_original_sound, claims, keys, seen_at)
        select i.*, \(telling.time) from \(try rows(portraits, telling)) order by i.track_id
        on conflict do nothing returning track_id
        """, as: Track.ID.self))
  }

  private static func rows(_ portraits: [TrackPortrait], _ telling: Telling) throws -> SQL {
    let claims = try portraits.map { try JSON(encoding: $0.claims.map(\.description)) }
    let keys = portraits.map { "{" + telling.keys($0).map { "\($0)" }.joined(separator: ",") + "}" }
    return """
      (select track_id, platform, key, title, artist, duration, original, claims, keys::bigint[]
       from \(unnest: portraits.map(\.track), portraits.map(\.key.platform.rawValue), portraits.map(\.key.id),
         portraits.map(\.title), portraits.map(\.artist), portraits.map(\.duration),
         portraits.map(\.isOriginalSound), claims, keys)
         as u(track_id, platform, key, title, artist, duration, original, claims, keys)) i
      """
  }

  private static func touch(_ tracks: [Track.ID], _ time: Date, _ session: Session) throws {
    guard !tracks.isEmpty else { return }
    try session.execute(
      "update track_portrait set seen_at = \(time) where track_id = any(\(tracks)) and seen_at < \(time)")
  }

  private static func update(_ portraits: [TrackPortrait], _ telling: Telling, _ session: Session) throws {
    guard !portraits.isEmpty else { return }
    try session.execute(
      """
      delete from track_key k using (
        select p.track_id, unnest(p.keys) as key from track_portrait p where p.track_id = any(\(portraits.map(\.track)))) o
      where k.key = o.key and k.track_id = o.track_id
      """)
    try session.execute(
      """
      update track_portrait p set title = i.title, artist = i.artist, duration = i.duration,
        is_original_sound = i.original, claims = i.claims, keys = i.keys, revision = p.revision + 1, decided = null
      from \(try rows(portraits, telling)) where p.track_id = i.track_id
      """)
  }

  private static func insertKeys(
    of portraits: [TrackPortrait], _ telling: Telling, _ session: Session
  ) throws {
    let rows = portraits.flatMap { portrait in
      Set(telling.keys(portrait)).map { (key: $0, track: portrait.track) }
    }
    .sorted { ($0.key, $0.track) < ($1.key, $1.track) }
    guard !rows.isEmpty else { return }
    try session.execute(
      """
      insert into track_key(key, track_id) select * from \(unnest: rows.map(\.key), rows.map(\.track))
      on conflict do nothing
      """)
  }
}
