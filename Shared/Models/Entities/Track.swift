/// A piece of music or another sound that videos use. What the source does not say is nil.
public struct Track: Sendable, Equatable, Codable {
  public typealias ID = EntityID<Track>

  public var key: SourceKey
  public var title: String
  public var artist: String?
  public var album: String?
  /// In seconds.
  public var duration: Double?
  /// Whether it is a creator's own sound and not a release: by the flag, or by its title in any language, because the
  /// flag is not reliable.
  public var isOriginalSound: Bool
  public var mediaURL: String?
  public var coverURL: String?
  /// What other platforms call it.
  public var links: [SourceKey]
  /// How many videos of the platform use it.
  public var uses: Int64?
  /// Whether the platform allows it in advertising.
  public var isCommercial: Bool?

  public init(
    key: SourceKey, title: String, artist: String? = nil, album: String? = nil, duration: Double? = nil,
    isOriginalSound: Bool = false, mediaURL: String? = nil, coverURL: String? = nil, links: [SourceKey] = [],
    uses: Int64? = nil, isCommercial: Bool? = nil
  ) {
    self.key = key
    self.title = title
    self.artist = artist
    self.album = album
    self.duration = duration
    self.isOriginalSound = isOriginalSound
    self.mediaURL = mediaURL
    self.coverURL = coverURL
    self.links = links
    self.uses = uses
    self.isCommercial = isCommercial
  }
}
