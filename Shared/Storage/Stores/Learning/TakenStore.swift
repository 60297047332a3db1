public import Models

/// Reads who has used which track.
public struct TakenStore: Sendable {
  public struct Use: Sendable, Equatable {
    public let author: Author.ID
    /// Of tracks that are one recording, the one that stands for them.
    public let track: Track.ID
    /// In seconds since 1970: when it was posted, or seen first where that is not known or lies in the future.
    public let at: Int64
  }

  /// A stretch of all videos.
  public struct Page: Sendable {
    public let uses: [Use]
    /// The last video that was looked at; nil at the end.
    public let last: Video.ID?
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// The uses by the next `limit` videos after one.
  public func page(after video: Video.ID?, limit: Int) async throws -> Page {
    var last: Video.ID?
    var count = 0
    var uses: [Use] = []
    let rows: [(Video.ID, Use?)] = try await database.map(
      """
      select v.id, v.author_id, coalesce(i.canonical_id, v.track_id),
        extract(epoch from case when v.posted_at <= v.seen_at + interval '1 day' then v.posted_at else v.seen_at end)::bigint
      from (select * from video where id > \(video?.rawValue ?? 0) order by id limit \(limit)) v
      left join track_identity i on i.track_id = v.track_id
      order by v.id
      """
    ) { row in
      let id = try row.decode(0, as: Video.ID.self)
      guard let track = try row.decode(2, as: Track.ID?.self) else { return (id, nil) }
      return (id, Use(author: try row.decode(1), track: track, at: try row.decode(3)))
    }
    for (id, use) in rows {
      last = id
      count += 1
      if let use { uses.append(use) }
    }
    return Page(uses: uses, last: count < limit ? nil : last)
  }

  /// The number of the newest video, and about how many there are.
  public func newestVideo() async throws -> Video.ID? {
    try await database.map("select id from video order by id desc limit 1") { row in
      try row.decode(0, as: Video.ID.self)
    }.first
  }
}
