public import Models

/// A part of what a file of a scrape holds.
public struct ScrapeBatch: Sendable, Equatable {
  /// Each creator once, in the order of the file; what later records say of one counts more.
  public var authors: [Author]
  /// In the order of the file, each with its creator. The same post can come more than once.
  public var posts: [ScrapedFile.Post]
  /// Of lists of sounds: not those that only posts speak of.
  public var tracks: [Track]
  /// The first 1,000 of a file; the others are only counted.
  public var rejections: [Rejection]
  /// How many records were rejected, by the rule that they break.
  public var rejected: [String: Int]
  /// How many records it is made of, rejected ones not among them.
  public var records: Int
  /// How long these records are in the file.
  public var byteCount: Int

  public init(
    authors: [Author] = [], posts: [ScrapedFile.Post] = [], tracks: [Track] = [],
    rejections: [Rejection] = [], rejected: [String: Int] = [:], records: Int = 0, byteCount: Int = 0
  ) {
    self.authors = authors
    self.posts = posts
    self.tracks = tracks
    self.rejections = rejections
    self.rejected = rejected
    self.records = records
    self.byteCount = byteCount
  }

  var isEmpty: Bool { records == 0 && rejected.isEmpty && posts.isEmpty }
}
