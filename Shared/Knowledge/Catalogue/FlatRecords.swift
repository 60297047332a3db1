public import FoundationEssentials
public import Models
public import Storage

/// Creators, recordings and who has used which, as flat records: a row each, without anything nested.
public struct FlatRecords: Sendable {
  public struct Creator: Sendable, Equatable {
    public let id: Int64
    public let handle: String
    public let name: String?
    /// What most of their newest videos are of.
    public let genre: Genre?
    public let firstSeenAt: Date
    public let seenAt: Date
  }

  public struct Recording: Sendable, Equatable {
    public let id: Int64
    public let title: String
    public let artist: String?
    public let album: String?
    /// In seconds.
    public let duration: Double?
    /// The foremost one.
    public let genre: Genre?
    public let firstSeenAt: Date
    public let seenAt: Date
  }

  /// The recordings that a creator has used, each once, from the one whose last use is longest ago on.
  public struct History: Sendable, Equatable {
    public let creator: Int64
    public let recordings: [Int64]
    public let firstSeenAt: Date
    public let seenAt: Date
  }

  /// Of a history, what is older is left out.
  public static let historyLimit = 10_000
  /// Videos of a creator that are looked at for their genre.
  private static let videoLimit = 200

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// In the order of their numbers, as all of these.
  public func creators(_ ids: [Int64]) async throws -> [Creator] {
    guard !ids.isEmpty else { return [] }
    return try await database.map(
      """
      select a.id, a.handle, a.name, g.genre, a.first_seen_at, greatest(a.seen_at, a.first_seen_at)
      from author a
      left join lateral (
        select x.genre from (
          select v.id from video v where v.author_id = a.id order by v.posted_at desc nulls last, v.id desc
          limit \(Int64(Self.videoLimit))) v
        join video_text x on x.video_id = v.id
        where x.genre is not null group by x.genre order by count(*) desc, x.genre limit 1) g on true
      where a.id = any(\(ids)) order by a.id
      """
    ) { row in
      Creator(
        id: try row.decode(0), handle: try row.decode(1), name: try row.decode(2),
        genre: try row.decode(3, as: String?.self).flatMap(Genre.init), firstSeenAt: try row.decode(4),
        seenAt: try row.decode(5))
    }
  }

  public func recordings(_ ids: [Int64]) async throws -> [Recording] {
    guard !ids.isEmpty else { return [] }
    return try await database.map(
      """
      select t.id, t.title, t.artist, t.album, t.duration, g.genre, t.first_seen_at,
        greatest(t.seen_at, t.first_seen_at)
      from track t
      left join lateral (
        select features from music_features where track_id = t.id and version <= \(TrackFeatures.version)
        order by version desc limit 1) f on true
      left join lateral (
        select w.key as genre from jsonb_each(case jsonb_typeof(f.features->'genre'->'value')
          when 'object' then f.features->'genre'->'value' else '{}' end) w
        where jsonb_typeof(w.value) = 'number' order by w.value::float8 desc, w.key limit 1) g on true
      where t.id = any(\(ids)) order by t.id
      """
    ) { row in
      Recording(
        id: try row.decode(0), title: try row.decode(1), artist: try row.decode(2), album: try row.decode(3),
        duration: try row.decode(4), genre: try row.decode(5, as: String?.self).flatMap(Genre.init),
        firstSeenAt: try row.decode(6), seenAt: try row.decode(7))
    }
  }

  public func histories(_ ids: [Int64]) async throws -> [History] {
    guard !ids.isEmpty else { return [] }
    return try await database.map(
      """
      select a.id, coalesce(h.tracks, '{}'), a.first_seen_at, greatest(a.seen_at, a.first_seen_at)
      from author a
      left join lateral (
        select array_agg(n.id order by n.last nulls first, n.id) as tracks from (
          select t.id, u.last from (
            select coalesce(i.canonical_id, v.track_id) as id,
              max(case when v.posted_at <= v.seen_at + interval '1 day' then v.posted_at end) as last
            from video v left join track_identity i on i.track_id = v.track_id
            where v.author_id = a.id and v.track_id is not null group by 1) u
          join track t on t.id = u.id
          order by u.last desc nulls last, t.id desc limit \(Int64(Self.historyLimit))) n) h on true
      where a.id = any(\(ids)) order by a.id
      """
    ) { row in
      History(
        creator: try row.decode(0), recordings: try row.decode(1), firstSeenAt: try row.decode(2),
        seenAt: try row.decode(3))
    }
  }
}
