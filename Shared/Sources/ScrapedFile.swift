public import Models

/// What a file of a scrape holds.
public struct ScrapedFile: Sendable, Equatable {
  /// A post and whose it is, as far as the file says that.
  public struct Post: Sendable, Equatable {
    public var author: Handle?
    public var video: Video

    public init(author: Handle?, video: Video) {
      self.author = author
      self.video = video
    }
  }

  /// Each creator once, in the order of the file; what later records say of one counts more.
  public var authors: [Author]
  /// In the order of the file. The same post can come more than once.
  public var videos: [Post]
  /// Of lists of sounds: not those that only posts speak of.
  public var tracks: [Track]
  /// At most 1,000, in the order of the file.
  public var rejections: [Rejection]

  public init(
    authors: [Author] = [], videos: [Post] = [], tracks: [Track] = [], rejections: [Rejection] = []
  ) {
    self.authors = authors
    self.videos = videos
    self.tracks = tracks
    self.rejections = rejections
  }
}

extension Author {
  /// With what another, later record of the same creator says.
  func updated(by later: Author) -> Author {
    Author(
      key: later.key ?? key, handle: handle, name: later.name ?? name, bio: later.bio ?? bio,
      isVerified: later.isVerified ?? isVerified, isPrivate: later.isPrivate ?? isPrivate,
      isGone: later.isGone ?? isGone,
      region: later.region ?? region, language: later.language ?? language,
      avatarURL: later.avatarURL ?? avatarURL,
      counts: AuthorCounts(
        followers: later.counts.followers ?? counts.followers,
        following: later.counts.following ?? counts.following,
        likes: later.counts.likes ?? counts.likes, videos: later.counts.videos ?? counts.videos))
  }
}
