public import FoundationEssentials
public import Models

/// What a source was asked of a track that another one brought, and what came of it.
public struct TrackLookup: Sendable, Equatable {
  public var track: Track.ID
  public var source: String
  /// The track that the answer became; nil when the source knows none.
  public var found: Track.ID?

  public init(_ track: Track.ID, source: String, found: Track.ID?) {
    self.track = track
    self.source = source
    self.found = found
  }
}

extension Catalogue {
  /// Released tracks behind a number that a source was not asked for yet, or last before `since` and in vain; by number, so
  /// that however many there are, each is looked at once in a run.
  public func tracksToLookUp(
    in source: String, platform: Platform, after last: Track.ID, since: Date, limit: Int
  ) async throws -> [(id: Track.ID, track: Track)] {
    try await database.map(
      """
      select t.id, t.title, t.artist, t.album, t.duration, t.uses, s.platform, s.key,
        array(select jsonb_array_elements_text(p.claims) from track_portrait p where p.track_id = t.id) as links
      from track t
      cross join lateral (select platform, key from track_source where track_id = t.id
                          order by seen_at, platform, key limit 1) s
      where t.id > \(last) and not t.is_original_sound and t.title <> '' and s.platform <> \(platform.rawValue)
        and not exists (select from track_lookup l where l.track_id = t.id and l.source = \(source)
                          and (l.outcome = 'found' or l.at >= \(since)))
      order by t.id limit \(Int64(limit))
      """
    ) { row in
      let key = SourceKey(
        Platform(rawValue: try row.decode("platform", as: String.self)) ?? .tiktok, try row.decode("key"))
      let links = try row.decode("links", as: [String].self).compactMap { SourceKey($0) }
      let track = Track(
        key: key, title: try row.decode("title"), artist: try row.decode("artist"),
        album: try row.decode("album"), duration: try row.decode("duration"), links: links,
        uses: try row.decode("uses"))
      return (try row.decode("id"), track)
    }
  }

  static func writeLookups(_ entries: [CatalogueEntry], _ session: Session) throws {
    struct Question: Hashable, Comparable {
      var track: Track.ID, source: String
      static func < (left: Self, right: Self) -> Bool {
        (left.track, left.source) < (right.track, right.source)
      }
    }
    let rows = latest(
      entries.flatMap { entry in
        entry.lookups.map { (Question(track: $0.track, source: $0.source), ($0, entry.at)) }
      })
    guard !rows.isEmpty else { return }
    try session.execute(
      """
      insert into track_lookup as l (track_id, source, at, outcome, found_id)
      select * from \(unnest: rows.map(\.0.track), rows.map(\.0.source), rows.map(\.1),
        rows.map { $0.0.found == nil ? "unknown" : "found" }, rows.map(\.0.found))
      on conflict (track_id, source) do update
        set at = excluded.at, outcome = excluded.outcome, found_id = excluded.found_id where l.at <= excluded.at
      """)
  }
}
