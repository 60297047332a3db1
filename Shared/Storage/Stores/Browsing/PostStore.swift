public import FoundationEssentials
public import Models

/// Reads posts with what is known of each.
public struct PostStore: Sendable {
  /// A video with what was counted and found.
  public struct Post: Sendable, Equatable {
    public var id: Video.ID
    /// What its platform calls it.
    public var key: SourceKey?
    public var author: Author.ID
    public var handle: String?
    public var kind: Video.Kind
    public var caption: String
    public var postedAt: Date?
    /// In seconds.
    public var duration: Double?
    public var width: Int?
    public var height: Int?
    public var url: String?
    public var language: String?
    public var region: String?
    public var isPinned: Bool
    public var isAdvertisement: Bool
    public var hashtags: [String]
    public var mentions: [String]
    public var counts: VideoCounts
    public var sound: Sound?
    /// Of the newest analysis that this program can read.
    public var features: VideoFeatures?
    public var analysedAt: Date?
    /// The earliest video that shows the same; nil where it is itself that.
    public var original: Video.ID?
    public var firstSeenAt: Date
    public var seenAt: Date
    /// Since when newer lists of the creator's posts have not had it.
    public var missingSince: Date?
    /// That spoke of it last.
    public var source: String?

    /// Where a list goes on behind this one.
    public var place: Place { Place(postedAt: postedAt, id: id) }
  }

  public struct Sound: Sendable, Equatable {
    public var track: Track.ID
    public var title: String?
    public var artist: String?
    public var isOriginalSound: Bool?
  }

  /// Behind which post a page begins, or before which it ends.
  public struct Place: Sendable, Equatable {
    public var postedAt: Date?
    public var id: Video.ID

    public init(postedAt: Date?, id: Video.ID) { (self.postedAt, self.id) = (postedAt, id) }
  }

  private static let tagLimit = 100

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Nil when there is no such video.
  public func post(_ id: Video.ID) async throws -> Post? {
    try await database.map(
      Self.posts(among: "select * from video where id = \(id)"), Self.post
    ).first
  }

  /// A creator's posts, the newest first and last those of which nobody says when they were posted. With `end` those that
  /// go before it, the nearest first: the page before, backwards.
  public func posts(
    of author: Author.ID, after place: Place? = nil, before end: Place? = nil, limit: Int
  ) async throws -> [Post] {
    guard let end else {
      return try await database.map(Self.posts(among: Self.page(author, place, limit)), Self.post)
    }
    let found = try await database.map(
      Self.posts(among: Self.page(author, before: end, limit)), Self.post)
    return found.reversed()
  }

  /// Two walks along the index, each no longer than the page.
  private static func page(_ author: Author.ID, _ place: Place?, _ limit: Int) -> SQL {
    let undated: SQL = "select * from video where author_id = \(author) and posted_at is null"
    let newest: SQL = "order by id desc limit \(limit)"
    if let place, place.postedAt == nil { return "\(undated) and id < \(place.id) \(newest)" }
    let behind: SQL =
      place.flatMap { place in place.postedAt.map { "(posted_at, id) < (\($0), \(place.id))" } } ?? "true"
    return """
      (select * from video where author_id = \(author) and posted_at is not null and \(behind)
       order by posted_at desc, id desc limit \(limit))
      union all (\(undated) \(newest))
      order by posted_at desc nulls last, id desc limit \(limit)
      """
  }

  /// The same walked backwards.
  private static func page(_ author: Author.ID, before end: Place, _ limit: Int) -> SQL {
    let dated: SQL = "select * from video where author_id = \(author) and posted_at is not null"
    let nearest: SQL = "order by posted_at, id limit \(limit)"
    if let postedAt = end.postedAt {
      return "\(dated) and (posted_at, id) > (\(postedAt), \(end.id)) \(nearest)"
    }
    return """
      (select * from video where author_id = \(author) and posted_at is null and id > \(end.id) order by id limit \(limit))
      union all (\(dated) \(nearest))
      order by posted_at nulls first, id limit \(limit)
      """
  }

  private static func posts(among videos: SQL) -> SQL {
    """
    select v.id, v.author_id, a.handle, s.platform, s.key, v.kind, v.caption, v.posted_at, v.duration, v.width, v.height,
      v.url, v.language, v.region, v.is_pinned, v.is_advertisement, v.mentions, v.plays, v.likes, v.comments, v.shares,
      v.saves, v.reposts, v.track_id, t.title, t.artist, t.is_original_sound, f.features, f.computed_at, c.original_id,
      v.first_seen_at, v.seen_at, v.missing_since, v.source,
      array(select h.name from video_hashtag l join hashtag h on h.id = l.hashtag_id
            where l.video_id = v.id order by l.place, h.name limit \(tagLimit)) as hashtags
    from (\(videos)) v
    left join author a on a.id = v.author_id
    left join track t on t.id = v.track_id
    left join video_copy c on c.video_id = v.id
    left join lateral (
      select platform, key from video_source where video_id = v.id order by platform <> 'tiktok', platform, key limit 1
    ) s on true
    left join lateral (
      select features, computed_at from content_features
      where video_id = v.id and version <= \(VideoFeatures.version) order by version desc limit 1
    ) f on true
    order by v.posted_at desc nulls last, v.id desc
    """
  }

  private static func post(_ row: borrowing Row) throws -> Post {
    let counts = VideoCounts(
      plays: try row.decode("plays"), likes: try row.decode("likes"), comments: try row.decode("comments"),
      shares: try row.decode("shares"), saves: try row.decode("saves"), reposts: try row.decode("reposts"))
    let platform = try row.decode("platform", as: String?.self).flatMap(Platform.init)
    let key = try row.decode("key", as: String?.self)
    let features = try row.decode("features", as: JSON?.self).flatMap { try? $0.decode(VideoFeatures.self) }
    return Post(
      id: try row.decode("id"), key: platform.flatMap { platform in key.map { SourceKey(platform, $0) } },
      author: try row.decode("author_id"), handle: try row.decode("handle"),
      kind: Video.Kind(rawValue: try row.decode("kind")) ?? .film, caption: try row.decode("caption"),
      postedAt: try row.decode("posted_at"), duration: try row.decode("duration"),
      width: try row.decode("width"), height: try row.decode("height"), url: try row.decode("url"),
      language: try row.decode("language"), region: try row.decode("region"),
      isPinned: try row.decode("is_pinned"), isAdvertisement: try row.decode("is_advertisement"),
      hashtags: try row.decode("hashtags"), mentions: try row.decode("mentions"), counts: counts,
      sound: try sound(row), features: features,
      analysedAt: features == nil ? nil : try row.decode("computed_at"),
      original: try row.decode("original_id"), firstSeenAt: try row.decode("first_seen_at"),
      seenAt: try row.decode("seen_at"), missingSince: try row.decode("missing_since"),
      source: try row.decode("source"))
  }

  private static func sound(_ row: borrowing Row) throws -> Sound? {
    guard let track = try row.decode("track_id", as: Track.ID?.self) else { return nil }
    return Sound(
      track: track, title: try row.decode("title"), artist: try row.decode("artist"),
      isOriginalSound: try row.decode("is_original_sound"))
  }
}
