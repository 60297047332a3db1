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
  /// The track that it uses, by its link or its fingerprint; nil where none is known.
  public var track: Track.ID?
  /// Of all this.
  public var contentHash: [UInt8]

  public init(
    caption: String = "", hashtags: [String] = [], stickers: [String] = [], language: String? = nil,
    loudness: Double? = nil, counts: VideoCounts = VideoCounts(), sound: AnalysableTrack? = nil,
    track: Track.ID? = nil, contentHash: [UInt8] = []
  ) {
    self.caption = caption
    self.hashtags = hashtags
    self.stickers = stickers
    self.language = language
    self.loudness = loudness
    self.counts = counts
    self.sound = sound
    self.track = track
    self.contentHash = contentHash
  }
}
