public import FoundationEssentials
public import Models

/// What a source brought, with its numbers: what one `ingest` task writes.
public struct CatalogueEntry: Sendable {
  public var authors: [(id: Author.ID, author: Author)]
  public var tracks: [TrackEntry]
  public var videos: [VideoEntry]
  public var rejections: [Rejection]
  /// Which of the tracks are one with others.
  public var identity: IdentityFindings
  /// When it was as it says.
  public var at: Date
  /// The name of the source; nil when that is not to be known.
  public var source: String?
  /// The names by which creators were asked for, where they have others now.
  public var asked: [(id: Author.ID, handle: Models.Handle)] = []
  /// From when and until when the posts of a creator are all here that there are.
  public var listings: [(author: Author.ID, since: Date, until: Date)] = []
  /// What was asked of the source of tracks that were known before, and which track came of it.
  public var lookups: [TrackLookup] = []

  public init(
    author: (id: Author.ID, author: Author)? = nil, tracks: [TrackEntry] = [], videos: [VideoEntry] = [],
    rejections: [Rejection] = [], identity: IdentityFindings = IdentityFindings(), at: Date,
    source: String? = nil
  ) {
    authors = author.map { [$0] } ?? []
    self.tracks = tracks
    self.videos = videos
    self.rejections = rejections
    self.identity = identity
    self.at = at
    self.source = source
  }

  /// The creator, where there is one.
  public var author: (id: Author.ID, author: Author)? {
    get { authors.first }
    set { authors = newValue.map { [$0] } ?? [] }
  }
}

public struct TrackEntry: Sendable {
  public var id: Track.ID
  public var track: Track
  /// The artist's name as names are compared; nil without an artist.
  public var foldedArtist: String?
  /// Those of title and artist as they are looked for, each with a blank on both sides, and a bar between the two.
  public var words: String

  public init(_ id: Track.ID, _ track: Track, foldedArtist: String?, words: String = "") {
    self.id = id
    self.track = track
    self.foldedArtist = foldedArtist
    self.words = words
  }
}

public struct VideoEntry: Sendable {
  /// A hashtag, normalised and as the post writes it.
  public struct Tag: Sendable, Hashable {
    public var name: String
    public var written: String

    public init(name: String, written: String) {
      self.name = name
      self.written = written
    }
  }

  public var id: Video.ID
  public var author: Author.ID
  public var sound: Track.ID?
  public var video: Video
  /// Each once.
  public var tags: [Tag]
  /// Of what analysis reads.
  public var contentHash: [UInt8]

  public init(
    _ id: Video.ID, by author: Author.ID, sound: Track.ID?, _ video: Video, tags: [Tag], contentHash: [UInt8]
  ) {
    self.id = id
    self.author = author
    self.sound = sound
    self.video = video
    self.tags = tags
    self.contentHash = contentHash
  }
}
