public import Models

extension IdentityStore {
  /// What shares a key with any of these tracks, and what is linked to it by now; at most `neighbourLimit` for each key.
  public func neighbours(of tracks: [Track.ID]) async throws -> [TrackNeighbour] {
    let tracks = Set(tracks).sorted()
    guard !tracks.isEmpty else { return [] }
    return try await database.perform { session in
      var near: [Track.ID: Set<Track.ID>] = [:]
      var settled: [Track.ID: Set<Track.ID>] = [:]
      try session.query(Self.near(tracks)) { row in
        let (track, other) = (try row.decode(0, as: Track.ID.self), try row.decode(1, as: Track.ID.self))
        near[other, default: []].insert(track)
        if try row.decode(2, as: Bool.self) { settled[other, default: []].insert(track) }
      }
      return try Self.load(near.keys.sorted(), session).map { neighbour in
        var neighbour = neighbour
        neighbour.near = near[neighbour.portrait.track] ?? []
        neighbour.settled = settled[neighbour.portrait.track] ?? []
        return neighbour
      }
    }
  }

  /// Pairs, and whether something stronger than rules has decided them.
  private static func near(_ tracks: [Track.ID]) -> SQL {
    """
    select i.id, n.id, bool_or(n.settled)
    from \(unnest: tracks) as i(id)
    cross join lateral (
      (select k.track_id as id, false as settled
       from (select unnest(keys) as key from track_portrait where track_id = i.id) o
       cross join lateral (select track_id from track_key where key = o.key limit \(Int64(neighbourLimit))) k)
      union all
      (select right_id, rule = 'person' or evidence ? 'sound' from track_link
       where left_id = i.id and undone_at is null limit 1000)
      union all
      (select left_id, rule = 'person' or evidence ? 'sound' from track_link
       where right_id = i.id and undone_at is null limit 1000)
    ) n
    where n.id <> i.id
    group by i.id, n.id
    """
  }

  private static func load(_ tracks: [Track.ID], _ session: Session) throws -> [TrackNeighbour] {
    guard !tracks.isEmpty else { return [] }
    return try session.map(
      """
      select p.track_id, p.platform, p.key, p.title, p.artist, p.duration, p.is_original_sound, p.claims, p.revision,
        c.id, exists (select from music_features f where f.track_id in (i.id, c.id) and f.version = \(TrackFeatures.version))
      from \(unnest: tracks) as i(id)
      cross join lateral (select * from track_portrait where track_id = i.id limit 1) p
      cross join lateral (select coalesce((select canonical_id from track_identity where track_id = i.id), i.id) as id) c
      """
    ) { row in
      TrackNeighbour(
        try TrackPortrait(row), revision: try row.decode(8), isAnalysed: try row.decode(10),
        canonical: try row.decode(9))
    }
  }
}
