public import Models

/// Reads what a creator's taste is made of, for many creators at once.
public struct TasteStore: Sendable {
  /// What there is of one creator.
  public struct Past: Sendable, Equatable {
    /// The newest, at most `TasteStore.videoLimit`.
    public var videos: [PastVideo] = []
    /// Of all videos; of tracks that are one recording, the one that stands for them.
    public var usedTracks: Set<Track.ID> = []
    /// The same from the one whose last use is longest ago to the one used last.
    public var trackHistory: [Track.ID] = [] { didSet { usedTracks = Set(trackHistory) } }
    /// How many videos have features that no program of this version can read.
    public var unreadable = 0

    public init() {}
  }

  /// How many videos of a creator are read: what is older hardly counts, and a batch has to fit into memory.
  public static let videoLimit = 200

  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// The creators whom these requests are about, in their order; nil for who is not known. Handles change hands: the
  /// one seen last with it is meant, even if they have another by now.
  public func authors(of requests: [InfluencerRequest]) async throws -> [Author.ID?] {
    guard !requests.isEmpty else { return [] }
    return try await database.map(
      """
      select id from \(Catalogue.bearers(of: requests.map(\.handle.name), on: requests.map(\.platform)))
      order by place
      """
    ) { row in try row.decode(0, as: Author.ID?.self) }
  }

  /// Of each of these creators, also of those without a video.
  public func pasts(of authors: [Author.ID]) async throws -> [Author.ID: Past] {
    guard !authors.isEmpty else { return [:] }
    let authors = Set(authors).sorted()
    return try await database.perform { session in
      var pasts = Dictionary(uniqueKeysWithValues: authors.map { ($0, Past()) })
      try session.query(Self.videos(of: authors)) { row in try Self.add(row, to: &pasts) }
      try session.query(Self.tracks(of: authors)) { row in
        let author = try row.decode(0, as: Author.ID.self)
        pasts[author]?.trackHistory = try row.decode(1, as: [Track.ID].self)
      }
      return pasts
    }
  }

  /// A date in the future is a mistake of the source, and would make everything else look old.
  private static func videos(of authors: [Author.ID]) -> SQL {
    """
    select v.author_id, v.id, case when v.posted_at <= v.seen_at + interval '1 day' then v.posted_at end,
           v.is_pinned, v.is_advertisement, f.features
    from \(unnest: authors) as a(id)
    cross join lateral (
      select * from video where author_id = a.id
      order by case when posted_at <= seen_at + interval '1 day' then posted_at end desc nulls last, id desc
      limit \(videoLimit)
    ) v
    left join lateral (
      select features from content_features where video_id = v.id and version <= \(VideoFeatures.version)
      order by version desc limit 1
    ) f on true
    order by v.author_id, v.id
    """
  }

  private static func tracks(of authors: [Author.ID]) -> SQL {
    """
    select u.author_id, array_agg(u.track order by u.last nulls first, u.track)
    from (
      select v.author_id, coalesce(c.id, v.track_id) as track, max(v.last) as last
      from (select author_id, track_id, max(case when posted_at <= seen_at + interval '1 day' then posted_at end) as last
            from video where author_id = any(\(authors)) and track_id is not null group by author_id, track_id) v
      left join lateral (select canonical_id as id from track_identity where track_id = v.track_id limit 1) c on true
      group by v.author_id, coalesce(c.id, v.track_id)) u
    group by u.author_id
    """
  }

  private static func add(_ row: borrowing Row, to pasts: inout [Author.ID: Past]) throws {
    let author = try row.decode(0, as: Author.ID.self)
    let stored = try row.decode(5, as: JSON?.self)
    let features = try? stored?.decode(VideoFeatures.self)
    if stored != nil, features == nil { pasts[author]?.unreadable += 1 }
    pasts[author]?.videos.append(
      PastVideo(
        try row.decode(1), postedAt: try row.decode(2), isPinned: try row.decode(3),
        isAdvertisement: try row.decode(4), features: features))
  }
}
