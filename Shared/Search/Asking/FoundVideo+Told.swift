public import FoundationEssentials
public import Models

extension FoundVideo {
  /// One that was found elsewhere: where it stood among the answers there is not known.
  public init(
    _ video: Video.ID, match: Match, key: SourceKey?, handle: String?, author: String?, caption: String,
    hashtags: [String], postedAt: Date?, plays: Int64?, language: String?, genre: String?, mood: String?,
    url: String?, copies: Int
  ) {
    self.init(
      video: video, match: match, key: key, handle: handle, author: author, caption: caption,
      hashtags: hashtags, postedAt: postedAt, plays: plays, language: language, genre: genre, mood: mood,
      url: url, copies: copies,
      place: Place(tier: 0, parts: 0, relevance: 0, weight: 0, video: video.rawValue))
  }
}
