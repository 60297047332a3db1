public import Models

/// Reads the tracks that can be recommended, and what has changed of them.
public struct ShelfStore: Sendable {
  /// Tracks, and how many of them have features that no program of this version can read.
  public struct Page: Sendable, Equatable {
    public var tracks: [KnownTrack] = []
    public var unreadable = 0
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
      select t.id, t.title, t.artist, t.is_original_sound, t.uses, f.features
      from track t left join music_features f on f.track_id = t.id and f.version = \(TrackFeatures.version)
      where t.id = any(\(ids)) order by t.id
      """)
  }

  /// Tracks whose features were written since the mark, in the order of their ids: the `limit` first behind `last`.
  public func changed(since mark: Mark, after last: Track.ID?, limit: Int) async throws -> Page {
    try await page(
      """
      select t.id, t.title, t.artist, t.is_original_sound, t.uses, f.features
      from music_features f join track t on t.id = f.track_id
      where f.version = \(TrackFeatures.version) and f.written >= \(mark.transaction)::xid8
        and f.track_id > \(last ?? Track.ID(0))
      order by f.track_id limit \(limit)
      """)
  }

  private func page(_ sql: SQL) async throws -> Page {
    try await database.perform { session in
      var page = Page()
      try session.query(sql) { row in
        let stored = try row.decode(5, as: JSON?.self)
        let features = try? stored?.decode(TrackFeatures.self)
        if stored != nil, features == nil { page.unreadable += 1 }
        page.tracks.append(
          KnownTrack(
            try row.decode(0), title: try row.decode(1), artist: try row.decode(2),
            isOriginalSound: try row.decode(3), uses: try row.decode(4), features: features))
      }
      return page
    }
  }
}
