public import Models

extension Session {
  /// A track, and what it is called.
  public struct NamedTrack: Sendable, Equatable {
    public let id: Track.ID
    /// That which stands for all tracks that are the same recording; often itself.
    public let canonical: Track.ID
    public let title: String
  }

  /// Those of these numbers that are tracks.
  public func existing(_ tracks: [Track.ID]) throws -> Set<Track.ID> {
    Set(try rows("select id from hookline.track where id = any(\(tracks))", as: Track.ID.self))
  }

  /// The tracks that have a key, or claim it of themselves: more than one may bear the code of a recording. With each
  /// key its hash in the index.
  public func tracks(bearing hashes: [SourceKey: Int64]) throws -> [SourceKey: [Track.ID]] {
    guard !hashes.isEmpty else { return [:] }
    let keys = hashes.keys.sorted()
    let rows = try rows(
      """
      select i.platform, i.key, t.id from \(unnest: keys.map(\.platform.rawValue), keys.map(\.id),
        keys.map { hashes[$0] ?? 0 }) as i(platform, key, hash)
      cross join lateral (
        select s.track_id from hookline.track_source s where s.platform = i.platform and s.key = i.key
        union
        select p.track_id from (select track_id from hookline.track_key where key = i.hash limit 1000) k
        join hookline.track_portrait p on p.track_id = k.track_id
        where (p.platform = i.platform and p.key = i.key) or p.claims ? (i.platform || ':' || i.key)
      ) found
      join hookline.track t on t.id = found.track_id
      order by 1, 2, 3
      """, as: String.self, String.self, Track.ID.self)
    return rows.reduce(into: [:]) { found, row in
      guard let platform = Platform(rawValue: row.0) else { return }
      found[SourceKey(platform, row.1), default: []].append(row.2)
    }
  }

  /// The tracks of artists, by the artist's folded name.
  public func tracks(byArtists folded: [String]) throws -> [String: [NamedTrack]] {
    guard !folded.isEmpty else { return [:] }
    let rows = try rows(
      """
      select a.folded, t.id, coalesce(i.canonical_id, t.id), t.title
      from hookline.artist a join hookline.track t on t.artist_id = a.id
      left join hookline.track_identity i on i.track_id = t.id
      where a.folded = any(\(Set(folded).sorted())) order by t.id
      """, as: String.self, Track.ID.self, Track.ID.self, String.self)
    return rows.reduce(into: [:]) { found, row in
      found[row.0, default: []].append(NamedTrack(id: row.1, canonical: row.2, title: row.3))
    }
  }
}
