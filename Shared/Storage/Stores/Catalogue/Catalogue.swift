import FoundationEssentials
public import Models

/// Creators, videos and tracks, as sources describe them.
public struct Catalogue: Sendable {
  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// The numbers of what a source brought, made where there are none, in the order of the lists.
  public struct Numbers: Sendable {
    public var authors: [Author.ID]
    public var videos: [Video.ID]
    public var tracks: [Track.ID]
    public var author: Author.ID? { authors.first }

    public init(authors: [Author.ID], videos: [Video.ID], tracks: [Track.ID]) {
      self.authors = authors
      self.videos = videos
      self.tracks = tracks
    }

    public init(author: Author.ID? = nil, videos: [Video.ID], tracks: [Track.ID]) {
      self.init(authors: author.map { [$0] } ?? [], videos: videos, tracks: tracks)
    }
  }

  /// What is known of videos and tracks already.
  public struct Known: Sendable {
    /// By video that this version has analysed: the hash of what it has analysed.
    public var analysedHashes: [Video.ID: [UInt8]]
    public var analysedTracks: Set<Track.ID>

    public init(analysedHashes: [Video.ID: [UInt8]] = [:], analysedTracks: Set<Track.ID> = []) {
      self.analysedHashes = analysedHashes
      self.analysedTracks = analysedTracks
    }
  }

  /// Numbers what a source brought and says what of it is known. A number is taken even if nothing is stored under it
  /// later: that the next one who meets the entity gets the same is what counts.
  public func resolve(
    authors: [Author], videos: [Video], tracks: [Track]
  ) async throws -> (numbers: Numbers, known: Known) {
    let authors = try await AuthorNumbers.numbers(of: authors, in: database)
    return try await database.transaction { session in
      let tracks = try EntityNumbers.numbers(tracks.map { [$0.key] }, in: .tracks, session)
        .map { Track.ID($0) }
      let videos = try EntityNumbers.numbers(videos.map { [$0.key] }, in: .videos, session)
        .map { Video.ID($0) }
      let known = Known(
        analysedHashes: try Self.analysedHashes(of: videos, session),
        analysedTracks: try Self.analysed(among: tracks, session))
      return (Numbers(authors: authors, videos: videos, tracks: tracks), known)
    }
  }

  /// Whether posts of a creator are known.
  public func hasVideos(of author: Author.ID) async throws -> Bool {
    try await database.value("select exists (select from video where author_id = \(author))", as: Bool.self)
  }

  /// Who was seen last with this name, and the name that they have now; nil when nobody was.
  public func bearer(of handle: Models.Handle) async throws -> (id: Author.ID, handle: String)? {
    try await database.rows(
      "select id, handle from author where id in (select id from \(Self.bearers(of: [handle.name], on: [.tiktok])))",
      as: Author.ID.self, String.self
    ).first.map { ($0.0, $0.1) }
  }

  /// The same for one creator or none.
  public func resolve(
    author: Author?, videos: [Video], tracks: [Track]
  ) async throws -> (numbers: Numbers, known: Known) {
    try await resolve(authors: author.map { [$0] } ?? [], videos: videos, tracks: tracks)
  }

  /// Who was seen last with each of these names, as rows of (place, id); the id is null for a name that nobody had.
  static func bearers(of handles: [String], on platforms: [Platform]) -> SQL {
    """
    (select r.place, (
       select id from (
         (select id, seen_at from author where platform = r.platform and handle = r.handle
          order by seen_at desc, id desc limit 1)
         union all
         (select author_id, seen_to from author_alias where platform = r.platform and handle = r.handle
          order by seen_to desc, author_id desc limit 1)
       ) b order by seen_at desc, id desc limit 1) as id
     from \(unnest: platforms.map(\.rawValue), handles) with ordinality as r(platform, handle, place)) bearer
    """
  }

  private static func analysedHashes(
    of videos: [Video.ID], _ session: Session
  ) throws -> [Video.ID: [UInt8]] {
    let rows = try session.rows(
      """
      select video_id, content_hash from content_features
      where video_id = any(\(videos)) and version = \(VideoFeatures.version)
      """, as: Video.ID.self, Bytes.self)
    return rows.reduce(into: [:]) { $0[$1.0] = $1.1.bytes }
  }

  /// Of what is one recording, one is analysed.
  private static func analysed(among tracks: [Track.ID], _ session: Session) throws -> Set<Track.ID> {
    Set(
      try session.rows(
        """
        select i.id from \(unnest: tracks) as i(id)
        cross join lateral (select coalesce(
          (select canonical_id from track_identity where track_id = i.id), i.id) as id) c
        where exists (select from music_features where track_id in (i.id, c.id) and version = \(TrackFeatures.version))
        """, as: Track.ID.self))
  }
}
