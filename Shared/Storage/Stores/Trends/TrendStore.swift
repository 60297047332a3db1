public import FoundationEssentials
public import Models

/// Reads who used which track when.
///
/// A use is a video with the track, or with another that is the same recording, at the moment at which it was posted. Videos
/// that show what another one showed before, and dates in the future, do not count. Of a day of the past it tells what is
/// known of it now.
public struct TrendStore: Sendable {
  /// Tracks whose trends are asked at once, and tracks whose uses are read by one statement.
  public static let trackLimit = 100_000
  public static let batchSize = 1_000

  /// What goes through all videos takes longer than what looks up some.
  private static let patience = Duration.seconds(300)

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// How much is known of all tracks together.
  public func volume(in window: UseWindow) async throws -> UseVolume {
    try await database.perform { session in
      try session.setStatementTimeout(Self.patience)
      var totals = [Double](repeating: 0, count: window.length)
      try session.query(
        """
        select place, count(*)::float8 from (
          select distinct sound, author_id, place from (\(Self.uses(in: window))) u) d
        group by place
        """
      ) { row in
        let place = Int(try row.decode(0, as: Int32.self))
        if totals.indices.contains(place) { totals[place] = try row.decode(1) }
      }
      let creators = try session.value(
        "select count(distinct author_id) from (\(Self.uses(in: window))) u", as: Int.self)
      return UseVolume(window, totals: totals, creators: creators)
    }
  }

  /// The tracks that at least so many creators used, those with most of them first; of recordings the track that stands
  /// for them. One more than the limit where there are more.
  public func busiest(
    in window: UseWindow, creators: Int, limit: Int = TrendStore.trackLimit
  ) async throws -> [Track.ID] {
    let limit = min(max(0, limit), Self.trackLimit)
    return try await database.perform { session in
      try session.setStatementTimeout(Self.patience)
      return try session.map(
        """
        select sound from (\(Self.uses(in: window))) u group by sound
        having count(distinct author_id) >= \(creators)
        order by count(distinct author_id) desc, sound limit \(limit + 1)
        """
      ) { row in try row.decode(0) }
    }
  }

  /// Hands on who used each of these tracks, at most `batchSize` at a time and in the order of their numbers; of one that
  /// nobody used, that. They have to stand for themselves.
  public func forEachBatch(
    of tracks: [Track.ID], in window: UseWindow, _ body: ([TrackUses]) throws -> Void
  ) async throws {
    let tracks = Set(tracks).sorted()
    for start in stride(from: 0, to: tracks.count, by: Self.batchSize) {
      let batch = Array(tracks[start..<min(start + Self.batchSize, tracks.count)])
      try body(try await database.perform { session in try Self.read(batch, window, session) })
    }
  }

  /// The moment of the newest use that is known; nil of none.
  public func newestUse(before moment: Date) async throws -> Date? {
    try await database.perform { session in
      try session.setStatementTimeout(Self.patience)
      return try session.value(
        """
        select max(posted_at) from video
        where track_id is not null and posted_at < \(moment) and posted_at <= seen_at + interval '1 day'
        """, as: Date?.self)
    }
  }

  /// What tracks are called: by the release, where the track itself is somebody's own sound. Those that are gone are missing.
  public func names(of tracks: [Track.ID]) async throws -> [Track.ID: RecommendationStore.Name] {
    let rows = try await database.rows(
      """
      select t.id, coalesce(n.title, t.title), coalesce(n.artist, t.artist) from track t
      left join lateral (
        select m.title, m.artist from track_identity i join track m on m.id = i.track_id
        where i.canonical_id = t.id and (t.is_original_sound or t.title = '') and not m.is_original_sound
          and m.title <> ''
        order by m.id limit 1) n on true
      where t.id = any(\(tracks))
      """, as: Track.ID.self, String.self, String?.self)
    return rows.reduce(into: [:]) { $0[$1.0] = .init(title: $1.1, artist: $1.2) }
  }

  /// One row for each video; whose recording and what copy it is, of all videos of the window at once.
  private static func uses(in window: UseWindow) -> SQL {
    """
    select coalesce(i.canonical_id, v.track_id) as sound, v.author_id, \(place("v", window)) as place
    from video v
    left join track_identity i on i.track_id = v.track_id
    left join video_copy c on c.video_id = v.id
    where v.track_id is not null and c.video_id is null and \(isUse("v", window))
    """
  }

  /// The tracks' rows come one track after the other, so that the creators of one at a time are in memory.
  private static func read(
    _ tracks: [Track.ID], _ window: UseWindow, _ session: Session
  ) throws -> [TrackUses] {
    var tallies: [Track.ID: TrackUses] = [:]
    var tally: UseTally?
    try session.setStatementTimeout(patience)
    try session.stream(
      """
      select t.id, v.author_id, v.place, least(count(*), 1000000)::int8
      from \(unnest: tracks) as t(id)
      cross join lateral (
        select t.id as member union all select track_id from track_identity where canonical_id = t.id) m
      cross join lateral (
        select v.author_id, \(place("v", window)) as place from video v
        where v.track_id = m.member and \(isUse("v", window))
          and not exists (select from video_copy where video_id = v.id)) v
      group by t.id, v.author_id, v.place order by t.id
      """
    ) { row in
      let track = try row.decode(0, as: Track.ID.self)
      if tally?.track != track {
        if let tally { tallies[tally.track] = tally.uses }
        tally = UseTally(track, window)
      }
      tally?.add(
        try row.decode(1), at: Int(try row.decode(2, as: Int32.self)), videos: try row.decode(3))
    }
    if let tally { tallies[tally.track] = tally.uses }
    let counted = try session.usageTrends(of: tracks, before: window.ends)
    return tracks.map { track in
      var uses = tallies[track] ?? UseTally(track, window).uses
      uses.counted = counted[track]
      return uses
    }
  }

  /// Which period of the window a video belongs to, from 0.
  private static func place(_ video: SQL, _ window: UseWindow) -> SQL {
    """
    (floor(extract(epoch from \(video).posted_at) / \(Int64(window.period.seconds))) - \(Int64(window.first)))::int4
    """
  }

  private static func isUse(_ video: SQL, _ window: UseWindow) -> SQL {
    """
    (\(video).posted_at >= \(window.begins) and \(video).posted_at < \(window.ends)
      and \(video).posted_at <= \(video).seen_at + interval '1 day')
    """
  }
}
