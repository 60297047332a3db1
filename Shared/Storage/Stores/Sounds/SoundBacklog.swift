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
    /// How many tasks for it have ended in vain, or how often it could not be heard.
    public var tries: Int
  }

  /// How many rows one look takes in.
  public static let stride = 2_000

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Tracks whose features are older than `version` and for which no task is under way. Where one has ended in vain
  /// another is due after an hour, and a last one after four more: `keys` are what follows a track's id in the keys of its
  /// tasks, as many as there may be.
  public func outdated(
    after last: Track.ID?, limit: Int, kind: String, keys: [String], version: Int = TrackFeatures.version
  ) async throws -> Portion {
    let version = Int32(clamping: version)
    return try await portion(
      limit,
      """
      with i as (select track_id, max(version) as newest from (
          select track_id, version from hookline.music_features where track_id > \(last ?? Track.ID(0))
          order by track_id, version limit \(Int64(Self.stride))) f group by track_id)
      select i.track_id, coalesce(k.count, 0)::int,
        i.newest < \(version)
        and not exists (select from hookline.music_features f where f.track_id = i.track_id and f.version >= \(version))
        and (k.count = 0 or (k.count < \(Int64(keys.count)) and not k.is_open
                             and k.ended < now() - interval '1 hour' * power(4, k.count - 1)))
      from i left join lateral (
        select count(*), coalesce(bool_or(t.state in ('queued', 'running')), false) as is_open,
          max(coalesce(t.finished_at, t.enqueued_at)) as ended
        from unnest(\(keys)) e (key)
        join hookline.task t on t.kind = \(kind) and t.dedupe_key = i.track_id::text || e.key
        where i.newest < \(version)) k on true
      order by i.track_id
      """)
  }

  /// Tracks that this version could not hear, and whose time has come, or whose media have changed; but a track whose
  /// media change all the time is not tried each time: twice as long after its last try as the time before, up to a week.
  public func hearable(
    after last: Track.ID?, limit: Int, patience: Duration = .seconds(3600),
    version: Int = TrackFeatures.version
  ) async throws -> Portion {
    let version = Int32(clamping: version)
    return try await portion(
      limit,
      """
      select track_id, tries,
        (coalesce(retry_at <= now(), false)
          or (at < now() - make_interval(secs => least(604800, \(patience / .seconds(1)) * power(2, least(tries, 20) - 1)))
              and place <> hookline.track_place(track_id)))
          and not exists (select from hookline.track_sound s
                          where s.track_id = u.track_id and s.version = u.version
                            and s.place = hookline.track_place(u.track_id))
      from hookline.track_unheard u where track_id > \(last ?? Track.ID(0)) and version = \(version)
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
