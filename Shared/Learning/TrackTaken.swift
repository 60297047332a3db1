public import Models

/// That a creator has used a track, and when first, in seconds since 1970.
public struct TrackTaken: Sendable, Hashable {
  public var author: Author.ID
  public var track: Track.ID
  public var at: Int64

  public init(_ author: Author.ID, _ track: Track.ID, at: Int64) {
    self.author = author
    self.track = track
    self.at = at
  }
}
