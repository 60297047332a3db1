public import Models

/// Reads the tracks that can be recommended, and what has changed of them.
public struct ShelfStore: Sendable {
  /// Tracks, and how many of them have features that no program of this version can read.
  public struct Page: Sendable, Equatable {
    public var tracks: [KnownTrack] = []
    public var unreadable = 0
    /// Those for which another of the tracks stands.
    public var members: [Track.ID] = []
    /// Of the last of them, where they are in the order of writing.
    public var last: Place?
  }

  /// Where a track stands in the order of writing.
  public struct Place: Sendable, Equatable {
    let transaction: String
    let track: Track.ID
  }

  /// A moment of the database: what is written in transactions that were not over by then is newer.
  public struct Mark: Sendable, Equatable {
    /// The oldest transaction that was under way (`xid8`).
    let transaction: String
    /// The last that a person has joined or parted.
    let regrouping: Int64
  }

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// To be taken before the rows are read: then whatever they do not show yet is found by `changed(since:)`, also that
  /// of a transaction which began long before and commits much later.
  public func mark() async throws -> Mark {
    try await database.map(
      """
      select pg_snapshot_xmin(pg_current_snapshot())::text, coalesce((select max(id) from track_regrouping), 0)
      """
    ) { row in Mark(transaction: try row.decode(0), regrouping: try row.decode(1)) }[0]
  }

  /// Whose standing a person has changed between two marks: the `limit` first behind `last`. Asks nothing when there is
  /// nobody.
  public func regrouped(
    since mark: Mark, until now: Mark, after last: Track.ID?, limit: Int
  ) async throws -> [Track.ID] {
    guard now.regrouping > mark.regrouping else { return [] }
    return try await database.map(
      """
      select distinct track_id from track_regrouping
      where id > \(mark.regrouping) and id <= \(now.regrouping) and track_id > \(last ?? Track.ID(0))
      order by track_id limit \(limit)
      """
    ) { row in try row.decode(0) }
  }

  /// The tracks that most videos use, at most `limit`: one for each recording, under whatever names it is used.
  public func mostUsed(limit: Int) async throws -> [Track.ID] {
    try await database.map(
      """
      select t.id from track t
      left join track_identity i on i.track_id = t.id
      left join (select c.canonical_id, sum(m.uses) as uses from track_identity c join track m on m.id = c.track_id
                 group by c.canonical_id) o on o.canonical_id = t.id
      where i.track_id is null
      order by coalesce(t.uses + o.uses, t.uses, o.uses) desc nulls last, t.id limit \(limit)
      """
    ) { row in try row.decode(0) }
  }

  /// Those of these tracks that there are and that stand for themselves, in the order of their ids.
  public func tracks(_ ids: [Track.ID]) async throws -> Page {
    try await page(
      """
      select t.id, coalesce(n.title, t.title), coalesce(n.artist, t.artist), t.is_original_sound and n.title is null,
        coalesce(t.uses + o.uses, t.uses, o.uses)::bigint, coalesce(f.features, o.features), '', t.id
      from track t
      left join lateral (\(Self.newestFeatures("t.id"))) f on true
      \(Self.others())
      where t.id = any(\(ids)) and not exists (select from track_identity where track_id = t.id)
      order by t.id
      """)
  }

  /// Tracks whose features were written since the mark, in the order of writing: the `limit` first behind `last`.
  ///
  /// In that order, because it is the index's: by number, the server would walk all features to find the few new ones.
  /// What a dump brought from another server may bear transactions that are still to come here; it is not new.
  public func changed(since mark: Mark, after last: Place?, limit: Int) async throws -> Page {
    let place = last ?? Place(transaction: mark.transaction, track: Track.ID(0))
    return try await page(
      """
      select t.id, coalesce(n.title, t.title), coalesce(n.artist, t.artist), t.is_original_sound and n.title is null,
        coalesce(t.uses + o.uses, t.uses, o.uses)::bigint, coalesce(own.features, f.features), f.written::text, f.track_id
      from music_features f
      cross join lateral (select coalesce(
        (select canonical_id from track_identity where track_id = f.track_id), f.track_id) as id) c
      join track t on t.id = c.id
      left join lateral (\(Self.newestFeatures("t.id"))) own on true
      \(Self.others())
      where f.version = \(TrackFeatures.version)
        and (f.written, f.track_id) > (\(place.transaction)::xid8, \(place.track))
        and f.written < pg_snapshot_xmax(pg_current_snapshot())
      order by f.written, f.track_id limit \(limit)
      """)
  }

  /// What the others that are one with a track add to it: how often they are used, what was found in the first of them
  /// that was analysed, and the name of a release where the track itself is somebody's own sound.
  private static func others() -> SQL {
    """
    left join lateral (
      select sum(m.uses) as uses, (array_agg(g.features order by m.id) filter (where g.features is not null))[1] as features
      from track_identity i join track m on m.id = i.track_id
      left join lateral (\(Self.newestFeatures("m.id"))) g on true
      where i.canonical_id = t.id) o on true
    left join lateral (
      select m.title, m.artist from track_identity i join track m on m.id = i.track_id
      where i.canonical_id = t.id and (t.is_original_sound or t.title = '') and not m.is_original_sound and m.title <> ''
      order by m.id limit 1) n on true
    """
  }

  /// Of what this version found and those before it: until a track is analysed again, what was found is better than nothing.
  static func newestFeatures(_ track: SQL) -> SQL {
    """
    select features from music_features where track_id = \(track) and version <= \(TrackFeatures.version)
    order by version desc limit 1
    """
  }

  private func page(_ sql: SQL) async throws -> Page {
    try await database.perform { session in
      var page = Page()
      try session.query(sql) { row in
        let stored = try row.decode(5, as: JSON?.self)
        let features = try? stored?.decode(TrackFeatures.self)
        if stored != nil, features == nil { page.unreadable += 1 }
        let (track, written) = (try row.decode(0, as: Track.ID.self), try row.decode(7, as: Track.ID.self))
        page.last = Place(transaction: try row.decode(6), track: written)
        if written != track { page.members.append(written) }
        page.tracks.append(
          KnownTrack(
            track, title: try row.decode(1), artist: try row.decode(2),
            isOriginalSound: try row.decode(3), uses: try row.decode(4), features: features))
      }
      return page
    }
  }
}
