public import Models

/// What content analysis reads of a video.
public struct AnalysableVideo: Sendable, Equatable {
  public var caption: String
  /// As the post writes them, in its order.
  public var hashtags: [String]
  /// Text that stands on the picture.
  public var stickers: [String]
  /// As the source says it.
  public var language: String?
  /// Integrated, in LUFS.
  public var loudness: Double?
  public var counts: VideoCounts
  public var sound: AnalysableTrack?
  /// Of all this.
  public var contentHash: [UInt8]

  public init(
    caption: String = "", hashtags: [String] = [], stickers: [String] = [], language: String? = nil,
    loudness: Double? = nil, counts: VideoCounts = VideoCounts(), sound: AnalysableTrack? = nil,
    contentHash: [UInt8] = []
  ) {
    self.caption = caption
    self.hashtags = hashtags
    self.stickers = stickers
    self.language = language
    self.loudness = loudness
    self.counts = counts
    self.sound = sound
    self.contentHash = contentHash
  }
}

/// What music analysis reads of a track.
public struct AnalysableTrack: Sendable, Equatable {
  public var title: String
  public var artist: String?
  public var album: String?
  /// In seconds.
  public var duration: Double?
  /// Whether it is a creator's own sound and not a release.
  public var isOriginalSound: Bool
  /// How many videos of the platform use it.
  public var uses: Int64?

  public init(
    title: String, artist: String? = nil, album: String? = nil, duration: Double? = nil,
    isOriginalSound: Bool = false, uses: Int64? = nil
  ) {
    self.title = title
    self.artist = artist
    self.album = album
    self.duration = duration
    self.isOriginalSound = isOriginalSound
    self.uses = uses
  }
}
