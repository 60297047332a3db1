/// What a source knows of one creator.
public struct Scrape: Sendable, Equatable {
  public var author: Author
  /// Each post once, in the order of the source.
  public var videos: [Video]
  /// What could not be read; the rest is not affected.
  public var rejections: [Rejection]

  public init(author: Author, videos: [Video] = [], rejections: [Rejection] = []) {
    self.author = author
    self.videos = videos
    self.rejections = rejections
  }
}
