public import FoundationEssentials

/// One of a creator's videos, as far as their taste can be read from it.
public struct PastVideo: Sendable, Equatable {
  public var video: Video.ID
  public var postedAt: Date?
  public var isPinned: Bool
  public var isAdvertisement: Bool
  /// Nil until it was analysed.
  public var features: VideoFeatures?

  public init(
    _ video: Video.ID, postedAt: Date? = nil, isPinned: Bool = false, isAdvertisement: Bool = false,
    features: VideoFeatures? = nil
  ) {
    self.video = video
    self.postedAt = postedAt
    self.isPinned = isPinned
    self.isAdvertisement = isAdvertisement
    self.features = features
  }
}
