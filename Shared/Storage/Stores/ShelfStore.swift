public import Models

/// Reads the tracks that can be recommended, and what has changed of them.
public struct ShelfStore: Sendable {
  /// Tracks, and how many of them have features that no program of this version can read.
  public struct Page: Sendable, Equatable {
    public var tracks: [KnownTrack] = []
    public var unreadable = 0
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
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// To be taken before the rows are read: then whatever they do not show yet is found by `changed(since:)`, also that
  /// of a transaction which began long before and commits much later.
  public func mark() async throws -> Mark {
    Mark(
      transaction: try await database.value(
        "select pg_snapshot_xmin(pg_current_snapshot())::text", as: String.self))
  }

  /// The tracks that most videos use, at most `limit`.
  public func mostUsed(limit: Int) async throws -> [Track.ID] {
    try await database.map("select id from track order by uses desc nulls last, id limit \(limit)") { row in
      try row.decode(0)
    }
  }

  /// Those of these tracks that there are, in the order of their ids.
  public func tracks(_ ids: [Track.ID]) async throws -> Page {
    try await page(
      """
      select t.id, t.title, t.artist, t.is_original_sound, t.uses, f.features, ''
      from track t left join music_features f on f.track_id = t.id and f.version = \(TrackFeatures.version)
      where t.id = any(\(ids)) order by t.id
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
      select t.id, t.title, t.artist, t.is_original_sound, t.uses, f.features, f.written::text
      from music_features f join track t on t.id = f.track_id
      where f.version = \(TrackFeatures.version)
        and (f.written, f.track_id) > (\(place.transaction)::xid8, \(place.track))
        and f.written < pg_snapshot_xmax(pg_current_snapshot())
      order by f.written, f.track_id limit \(limit)
      """)
  }

  private func page(_ sql: SQL) async throws -> Page {
    try await database.perform { session in
      var page = Page()
      try session.query(sql) { row in
        let stored = try row.decode(5, as: JSON?.self)
        let features = try? stored?.decode(TrackFeatures.self)
        if stored != nil, features == nil { page.unreadable += 1 }
        page.last = Place(transaction: try row.decode(6), track: try row.decode(0))
        page.tracks.append(
          KnownTrack(
            try row.decode(0), title: try row.decode(1), artist: try row.decode(2),
            isOriginalSound: try row.decode(3), uses: try row.decode(4), features: features))
      }
      return page
    }
  }
}
