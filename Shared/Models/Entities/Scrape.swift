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

/// A record that a source could not read.
public struct Rejection: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name of the file or the address.
  public var place: String
  /// Of the record's first byte in it.
  public var offset: Int
  /// What was wrong, with the path of the field.
  public var reason: String

  public init(place: String, offset: Int, reason: String) {
    self.place = place
    self.offset = offset
    self.reason = reason
  }

  public var description: String { "\(place), byte \(offset): \(reason)" }
}
