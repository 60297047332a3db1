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
