/// A creator, as a source describes them. What the source does not say is nil.
public struct Author: Sendable, Equatable, Codable {
  public typealias ID = EntityID<Author>

  /// Nil when a source knows the handle only; the handle stands for it then.
  public var key: SourceKey?
  public var handle: Handle
  public var name: String?
  public var bio: String?
  public var isVerified: Bool?
  public var isPrivate: Bool?
  /// Whether the account is no longer there: deleted or banned.
  public var isGone: Bool?
  /// ISO 3166 code, capitals.
  public var region: String?
  public var language: String?
  public var avatarURL: String?
  public var counts: AuthorCounts

  public init(
    key: SourceKey? = nil, handle: Handle, name: String? = nil, bio: String? = nil, isVerified: Bool? = nil,
    isPrivate: Bool? = nil, isGone: Bool? = nil, region: String? = nil, language: String? = nil,
    avatarURL: String? = nil,
    counts: AuthorCounts = AuthorCounts()
  ) {
    self.key = key
    self.handle = handle
    self.name = name
    self.bio = bio
    self.isVerified = isVerified
    self.isPrivate = isPrivate
    self.isGone = isGone
    self.region = region
    self.language = language
    self.avatarURL = avatarURL
    self.counts = counts
  }
}

/// A creator's numbers at one moment.
public struct AuthorCounts: Sendable, Equatable, Codable {
  public var followers: Int64?
  public var following: Int64?
  /// Received on all videos. Beyond Int32 for the best known.
  public var likes: Int64?
  public var videos: Int64?

  public init(
    followers: Int64? = nil, following: Int64? = nil, likes: Int64? = nil, videos: Int64? = nil
  ) {
    self.followers = followers
    self.following = following
    self.likes = likes
    self.videos = videos
  }

  public var isEmpty: Bool { self == AuthorCounts() }
}
