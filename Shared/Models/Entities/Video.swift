public import FoundationEssentials

/// A post of a creator: a film, or photos with music. What the source does not say is nil.
public struct Video: Sendable, Equatable, Codable {
  public typealias ID = EntityID<Video>

  public enum Kind: String, Sendable, Codable, CaseIterable { case film, photos }

  public var key: SourceKey
  public var kind: Kind
  public var caption: String
  public var postedAt: Date?
  /// In seconds; nil for photos.
  public var duration: Double?
  public var width: Int?
  public var height: Int?
  public var url: String?
  public var mediaURL: String?
  public var coverURL: String?
  public var imageURLs: [String]
  public var language: String?
  /// ISO 3166 code of where it was made, capitals.
  public var region: String?
  public var isPinned: Bool
  public var isAdvertisement: Bool
  public var hashtags: [Tag]
  public var mentions: [Tag]
  /// Text that stands on the picture.
  public var stickers: [String]
  public var counts: VideoCounts
  /// Nil when the sound was removed or never given.
  public var sound: Track?
  /// Integrated loudness of its sound track in LUFS, as the platform measured it.
  public var loudness: Double?

  public init(
    key: SourceKey, kind: Kind = .film, caption: String = "", postedAt: Date? = nil, duration: Double? = nil,
    width: Int? = nil, height: Int? = nil, url: String? = nil, mediaURL: String? = nil,
    coverURL: String? = nil,
    imageURLs: [String] = [], language: String? = nil, region: String? = nil, isPinned: Bool = false,
    isAdvertisement: Bool = false, hashtags: [Tag] = [], mentions: [Tag] = [], stickers: [String] = [],
    counts: VideoCounts = VideoCounts(), sound: Track? = nil, loudness: Double? = nil
  ) {
    self.key = key
    self.kind = kind
    self.caption = caption
    self.postedAt = postedAt
    self.duration = duration
    self.width = width
    self.height = height
    self.url = url
    self.mediaURL = mediaURL
    self.coverURL = coverURL
    self.imageURLs = imageURLs
    self.language = language
    self.region = region
    self.isPinned = isPinned
    self.isAdvertisement = isAdvertisement
    self.hashtags = hashtags
    self.mentions = mentions
    self.stickers = stickers
    self.counts = counts
    self.sound = sound
    self.loudness = loudness
  }
}

extension Video {
  /// A hashtag or a mention.
  public struct Tag: Sendable, Hashable, Codable {
    /// As the source writes it, without `#` or `@`.
    public var name: String
    /// Where it stands in the caption, in UTF-16 code units; nil when it stands elsewhere or the offsets do not fit.
    public var range: Range<Int>?

    public init(_ name: String, range: Range<Int>? = nil) {
      self.name = name
      self.range = range
    }
  }
}

/// A video's numbers at one moment, exact where the source has both exact and rounded ones.
public struct VideoCounts: Sendable, Equatable, Codable {
  public var plays: Int64?
  public var likes: Int64?
  public var comments: Int64?
  public var shares: Int64?
  public var saves: Int64?
  public var reposts: Int64?

  public init(
    plays: Int64? = nil, likes: Int64? = nil, comments: Int64? = nil, shares: Int64? = nil,
    saves: Int64? = nil,
    reposts: Int64? = nil
  ) {
    self.plays = plays
    self.likes = likes
    self.comments = comments
    self.shares = shares
    self.saves = saves
    self.reposts = reposts
  }
}
