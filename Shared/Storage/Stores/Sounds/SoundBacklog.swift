public import Models

/// Finds tracks that are to be analysed again: those that only an older version knows, and those that could not be heard
/// and may be now. Each look takes a bounded number of rows and goes on where the last has ended.
public struct SoundBacklog: Sendable {
  /// What one look has found.
  public struct Portion: Sendable, Equatable {
    public var tracks: [Again] = []
    /// Where the next look begins; nil when there was nothing more.
    public var next: Track.ID?

    public init(tracks: [Again] = [], next: Track.ID? = nil) {
      self.tracks = tracks
      self.next = next
    }
  }

  /// A track that is due.
  public struct Again: Sendable, Equatable {
    public var track: Track.ID
    /// How often it could not be heard; 0 for one that this version has not looked at.
    public var tries: Int
  }

  /// How many rows one look takes in.
  public static let stride = 2_000

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Tracks whose features are older than `version` and for which no task was made.
  public func outdated(
    after last: Track.ID?, limit: Int, kind: String, version: Int = TrackFeatures.version
  ) async throws -> Portion {
    let version = Int32(clamping: version)
    return try await portion(
      limit,
      """
      with i as (select track_id, max(version) as newest from (
          select track_id, version from hookline.music_features where track_id > \(last ?? Track.ID(0))
          order by track_id, version limit \(Int64(Self.stride))) f group by track_id)
      select i.track_id, 0,
        i.newest < \(version)
        and not exists (select from hookline.music_features f where f.track_id = i.track_id and f.version >= \(version))
        and not exists (select from hookline.task t where t.kind = \(kind)
                        and t.dedupe_key = i.track_id::text || '@' || \(version)::text)
      from i order by i.track_id
      """)
  }

  /// Tracks that this version could not hear, and whose time has come, or whose media have changed.
  public func hearable(
    after last: Track.ID?, limit: Int, patience: Duration = .seconds(3600),
    version: Int = TrackFeatures.version
  ) async throws -> Portion {
    let version = Int32(clamping: version)
    return try await portion(
      limit,
      """
      select track_id, tries,
        coalesce(retry_at <= now(), false)
        or (at < now() - make_interval(secs => \(patience / .seconds(1))) and place <> hookline.track_place(track_id))
      from hookline.track_unheard where track_id > \(last ?? Track.ID(0)) and version = \(version)
      order by track_id limit \(Int64(Self.stride))
      """)
  }

  /// Those of these keys whose tasks are not over.
  public func unfinished(_ keys: [String], kind: String) async throws -> [String] {
    guard !keys.isEmpty else { return [] }
    return try await database.rows(
      """
      select dedupe_key from hookline.task
      where kind = \(kind) and dedupe_key = any(\(keys)) and state in ('queued', 'running')
      """, as: String.self)
  }

  /// Of rows of a track, its tries and whether it is due, as many due ones as wanted.
  private func portion(_ limit: Int, _ sql: SQL) async throws -> Portion {
    let rows = try await database.rows(sql, as: Track.ID.self, Int32.self, Bool?.self)
    var portion = Portion()
    for (track, tries, isDue) in rows {
      guard portion.tracks.count < limit else { return portion }
      portion.next = track
      if isDue == true { portion.tracks.append(Again(track: track, tries: Int(tries))) }
    }
    return portion
  }
}
