public import FoundationEssentials

/// What a source knows of one creator.
public struct Scrape: Sendable, Equatable {
  public var author: Author
  /// Each post once, in the order of the source.
  public var videos: [Video]
  /// What could not be read; the rest is not affected.
  public var rejections: [Rejection]
  /// When it was so; nil for now. A file tells of the time in which it was written.
  public var takenAt: Date?
  /// Whether none of the creator's posts is left out that is newer than the oldest here, pinned ones aside: then what is
  /// known from before and is not here is gone.
  public var isGapless: Bool
  /// Up to when that holds, where the source does not tell when the list was made: until the newest post that is on it.
  /// Nil where it holds until `takenAt`.
  public var gaplessUntil: Date?

  public init(
    author: Author, videos: [Video] = [], rejections: [Rejection] = [], takenAt: Date? = nil,
    isGapless: Bool = false, gaplessUntil: Date? = nil
  ) {
    self.author = author
    self.videos = videos
    self.rejections = rejections
    self.takenAt = takenAt
    self.isGapless = isGapless
    self.gaplessUntil = gaplessUntil
  }
}
