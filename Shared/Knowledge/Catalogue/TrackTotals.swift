public import FoundationEssentials
public import Models
public import Storage

/// What all videos with a sound have got together, as they were counted last.
public struct TrackTotals: Sendable, Equatable {
  public let track: Track.ID
  public let title: String
  public let artist: String?
  public let likes: Int64
  public let shares: Int64
  public let plays: Int64
  public let comments: Int64

  /// The first so many tracks by shares, then comments, likes and plays, the greatest first; of two that are equal in all of them the one
  /// that was known first.
  ///
  /// A video counts for the sound that it has now, and as long as it is there. Each sound is by itself, also where several
  /// are one recording. Original sounds are no music that others choose, and what is forbidden anywhere is left out.
  public static func ranking(
    first count: Int, in database: any Database, at now: Date = .now
  ) async throws -> [TrackTotals] {
    try await database.transaction(.init(isReadOnly: true)) { session in
      // All videos are counted: by an index that would be each of them by itself.
      try session.execute("set local enable_seqscan = on")
      return try session.map(sums(now, count)) { row in
        TrackTotals(
          track: try row.decode(0), title: try row.decode(1), artist: try row.decode(2),
          likes: try row.decode(3),
          shares: try row.decode(4), plays: try row.decode(5), comments: try row.decode(6))
      }
    }
  }

  /// Sums of 64 bits are numerics to the server, and stop at the greatest number that anybody can hold.
  private static func sums(_ now: Date, _ end: Int) -> SQL {
    """
    with banned as (
      select distinct coalesce(i.canonical_id, r.track_id) as id
      from track_right r left join track_identity i on i.track_id = r.track_id
      where r.use = 'organic' and not r.is_permission
        and (r.valid_from is null or r.valid_from <= \(now)) and (r.valid_until is null or r.valid_until > \(now))),
    summed as (
      select v.track_id as id, sum(v.likes) as likes, sum(v.shares) as shares,
        sum(v.plays) as plays, sum(v.comments) as comments
      from video v
      join author a on a.id = v.author_id
      where v.track_id is not null and v.missing_since is null and a.is_gone is not true
      group by 1),
    bounded as (
      select id, least(coalesce(likes, 0), \(Int64.max))::int8 as likes,
        least(coalesce(shares, 0), \(Int64.max))::int8 as shares,
        least(coalesce(plays, 0), \(Int64.max))::int8 as plays,
        least(coalesce(comments, 0), \(Int64.max))::int8 as comments
      from summed)
    select t.id, t.title, t.artist, s.likes, s.shares, s.plays, s.comments
    from bounded s join track t on t.id = s.id
    left join track_identity i on i.track_id = t.id
    where not t.is_original_sound and coalesce(i.canonical_id, t.id) not in (select id from banned)
    order by s.shares desc, s.comments desc, s.likes desc, s.plays desc, t.id
    limit \(Int64(end))
    """
  }
}
