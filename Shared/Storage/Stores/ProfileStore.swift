public import FoundationEssentials
public import Models

/// What is known of one creator, for people to look at.
public struct ProfileStore: Sendable {
  public struct Profile: Sendable, Equatable {
    public var author: Author
    public var seenAt: Date
    /// How many of their videos are known, and how many of those were analysed.
    public var videos: Int
    public var analysed: Int
    /// Those that most of their videos use, the most used first.
    public var sounds: [Sound]
    public var hashtags: [Hashtag]
    /// Names that they had before, the last one first.
    public var formerHandles: [String] = []
    /// The source that spoke of them last.
    public var source: String?
    /// How many of the known videos a newer list did not have.
    public var missing = 0
    /// When their newest list was made.
    public var listMadeAt: Date?

    public init(
      author: Author, seenAt: Date, videos: Int, analysed: Int, sounds: [Sound], hashtags: [Hashtag],
      formerHandles: [String] = [], source: String? = nil, missing: Int = 0, listMadeAt: Date? = nil
    ) {
      (self.author, self.seenAt, self.source, self.listMadeAt) = (author, seenAt, source, listMadeAt)
      (self.videos, self.analysed, self.missing) = (videos, analysed, missing)
      (self.sounds, self.hashtags, self.formerHandles) = (sounds, hashtags, formerHandles)
    }
  }

  public struct Sound: Sendable, Equatable {
    public var track: Track.ID
    public var title: String?
    public var artist: String?
    public var videos: Int

    public init(track: Track.ID, title: String?, artist: String?, videos: Int) {
      (self.track, self.title, self.artist, self.videos) = (track, title, artist, videos)
    }
  }

  public struct Hashtag: Sendable, Equatable {
    public var name: String
    public var videos: Int

    public init(name: String, videos: Int) { (self.name, self.videos) = (name, videos) }
  }

  private static let soundLimit = 5
  private static let hashtagLimit = 8

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Nil when there is no such creator.
  public func profile(of id: Author.ID) async throws -> Profile? {
    try await database.transaction(.init(isolation: .repeatableRead, isReadOnly: true)) { session in
      guard var profile = try Self.head(of: id, session) else { return nil }
      profile.sounds = try session.map(Self.sounds(of: id)) { row in
        Sound(
          track: try row.decode(0), title: try row.decode(1), artist: try row.decode(2),
          videos: try row.decode(3))
      }
      profile.hashtags = try session.map(Self.hashtags(of: id)) { row in
        Hashtag(name: try row.decode(0), videos: try row.decode(1))
      }
      return profile
    }
  }

  /// Those of these creators whose profile is private or gone and of whom no video is known, and whether it is gone.
  public func hidden(among ids: [Author.ID]) async throws -> [Author.ID: Bool] {
    let rows = try await database.rows(
      """
      select id, coalesce(is_gone, false) from author a
      where id = any(\(ids)) and (is_gone or is_private) and not exists (select from video where author_id = a.id)
      """, as: Author.ID.self, Bool.self)
    return rows.reduce(into: [:]) { hidden, row in hidden[row.0] = row.1 }
  }

  private static func head(of id: Author.ID, _ session: Session) throws -> Profile? {
    try session.map(
      """
      select a.handle, a.name, a.is_verified, a.is_private, a.is_gone, a.source, a.region, a.followers, a.following, a.likes, a.videos,
        a.seen_at,
        (select count(*) from video where author_id = a.id) as known,
        (select count(*) from video v where v.author_id = a.id and exists (
           select from content_features where video_id = v.id and version <= \(VideoFeatures.version))) as analysed,
        (select count(*) from video where author_id = a.id and missing_since is not null) as missing,
        array(select h.handle from author_alias h
              where h.author_id = a.id and h.platform = a.platform and h.handle <> a.handle
              order by h.seen_to desc, h.handle limit 20) as former,
        (select max(made_at) from recommendation where author_id = a.id) as listed
      from author a where a.id = \(id)
      """
    ) { row in
      let counts = AuthorCounts(
        followers: try row.decode("followers"), following: try row.decode("following"),
        likes: try row.decode("likes"), videos: try row.decode("videos"))
      let author = Author(
        handle: try Models.Handle(row.decode("handle", as: String.self)), name: try row.decode("name"),
        isVerified: try row.decode("is_verified"), isPrivate: try row.decode("is_private"),
        isGone: try row.decode("is_gone"), region: try row.decode("region"), counts: counts)
      return Profile(
        author: author, seenAt: try row.decode("seen_at"), videos: try row.decode("known"),
        analysed: try row.decode("analysed"), sounds: [], hashtags: [],
        formerHandles: try row.decode("former"), source: try row.decode("source"),
        missing: try row.decode("missing"), listMadeAt: try row.decode("listed"))
    }.first
  }

  private static func sounds(of id: Author.ID) -> SQL {
    """
    select u.track_id, t.title, t.artist, u.videos
    from (select coalesce(c.id, v.track_id) as track_id, sum(v.videos)::bigint as videos
          from (select track_id, count(*) as videos from video where author_id = \(id) and track_id is not null
                group by track_id) v
          left join lateral (select canonical_id as id from track_identity where track_id = v.track_id limit 1) c on true
          group by 1 order by 2 desc, 1 limit \(soundLimit)) u
    left join track t on t.id = u.track_id order by u.videos desc, u.track_id
    """
  }

  private static func hashtags(of id: Author.ID) -> SQL {
    """
    select h.name, count(*) from video v join video_hashtag l on l.video_id = v.id join hashtag h on h.id = l.hashtag_id
    where v.author_id = \(id) group by h.name order by count(*) desc, h.name limit \(hashtagLimit)
    """
  }
}
