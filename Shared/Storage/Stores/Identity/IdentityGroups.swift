import Models

/// Keeps `track_identity` in agreement with the links.
enum IdentityGroups {
  /// As far as links are followed. A group that is larger would take longer each time that something joins it; what
  /// lies beyond keeps the identity that it has, or follows the track that stood for it.
  static let limit = 20_000

  /// Divides everything that hangs together with these tracks into groups anew; answers with the tracks for which others
  /// stand now or stood before, with those others. Under the lock.
  @discardableResult
  static func refresh(
    around tracks: Set<Track.ID>, limit: Int = limit, _ session: Session
  ) throws -> Set<Track.ID> {
    guard !tracks.isEmpty else { return [] }
    let (reached, links) = try closure(of: tracks, limit, session)
    let groups = TrackGroups.groups(by: links)
    let bearers = try canonicals(of: groups, session)
    var wanted: [Track.ID: Track.ID] = [:]
    for (group, canonical) in zip(groups, bearers) {
      for track in group where track != canonical && reached.contains(track) { wanted[track] = canonical }
    }
    return try write(wanted, of: reached, session)
  }

  /// What links of sameness lead to, and all links of it.
  private static func closure(
    of tracks: Set<Track.ID>, _ limit: Int, _ session: Session
  ) throws -> (Set<Track.ID>, [TrackLink]) {
    var reached = tracks
    var links: [Int64: TrackLink] = [:]
    var frontier = tracks
    while !frontier.isEmpty, reached.count < limit {
      var next: Set<Track.ID> = []
      for row in try IdentityRows.links(of: frontier.sorted(), session) where links[row.id] == nil {
        links[row.id] = row.link
        guard row.link.relation == .same else { continue }
        next.formUnion([row.link.left, row.link.right])
      }
      frontier = next.subtracting(reached)
      reached.formUnion(frontier)
    }
    return (reached, Array(links.values))
  }

  /// The smallest number of each group that has a track; a source may have got no further than to a number.
  private static func canonicals(of groups: [[Track.ID]], _ session: Session) throws -> [Track.ID] {
    let members = groups.flatMap { $0 }
    guard !members.isEmpty else { return [] }
    let present: [Track.ID] = try session.rows(
      """
      select t.id from \(unnest: members) as i(id)
      cross join lateral (select id from track where id = i.id limit 1) t
      """, as: Track.ID.self)
    let known = Set(present)
    return groups.map { group in group.first(where: known.contains) ?? group[0] }
  }

  private static func write(
    _ wanted: [Track.ID: Track.ID], of reached: Set<Track.ID>, _ session: Session
  ) throws -> Set<Track.ID> {
    let old = Dictionary(
      try session.rows(
        """
        select t.track_id, t.canonical_id from \(unnest: reached.sorted()) as i(id)
        cross join lateral (select * from track_identity where track_id = i.id limit 1) t
        """, as: Track.ID.self, Track.ID.self)
    ) { $1 }
    let gone = old.keys.filter { wanted[$0] == nil }.sorted()
    if !gone.isEmpty { try session.execute("delete from track_identity where track_id = any(\(gone))") }
    let new = wanted.filter { old[$0.key] != $0.value }.sorted { $0.key < $1.key }
    let changed = Set(gone).union(new.map(\.key)).union(new.map(\.value)).union(
      (gone + new.map(\.key)).compactMap { old[$0] })
    guard !new.isEmpty else { return changed }
    try session.execute(
      """
      insert into track_identity(track_id, canonical_id)
      select * from \(unnest: new.map(\.key), new.map(\.value))
      on conflict (track_id) do update set canonical_id = excluded.canonical_id
      """)
    try session.execute(
      """
      update track_identity t set canonical_id = i.canonical_id
      from \(unnest: new.map(\.key), new.map(\.value)) as i(track_id, canonical_id)
      where t.canonical_id = i.track_id
      """)
    return changed
  }
}
