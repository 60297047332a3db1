/// A track of the catalogue with what analysis found in it: something that can be recommended.
public struct KnownTrack: Sendable, Equatable {
  public var track: Track.ID
  public var title: String
  public var artist: String?
  public var isOriginalSound: Bool
  /// How many videos of the platform use it.
  public var uses: Int64?
  /// Nil until it was analysed.
  public var features: TrackFeatures?

  public init(
    _ track: Track.ID, title: String, artist: String? = nil, isOriginalSound: Bool = false,
    uses: Int64? = nil,
    features: TrackFeatures? = nil
  ) {
    self.track = track
    self.title = title
    self.artist = artist
    self.isOriginalSound = isOriginalSound
    self.uses = uses
    self.features = features
  }
}
