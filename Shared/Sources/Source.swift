public import Models

/// Something that knows creators, their posts, or music.
///
/// A source answers what it can be asked (`abilities`) and throws `.unsupported` for the rest. It keeps its own rate
/// limit, asks again where that may help, and says what it did in its `meter`.
public protocol Source: Sendable {
  /// For people, for settings and for telling sources apart: `yt-dlp`.
  var name: String { get }
  var abilities: Set<SourceAbility> { get }
  /// Counts requests, failures, records and rejections.
  var meter: SourceMeter { get }

  /// What it knows of a creator; nil when it does not know the creator.
  func profile(_ handle: Handle) async throws(SourceError) -> Scrape?

  /// A page of the posts of a subject, from the first on, or from where the page before ended. Nil when it does not
  /// know the subject.
  func listing(of subject: ListingSubject, after mark: PageMark?) async throws(SourceError) -> ListingPage?

  /// A piece of music; nil when it does not know it.
  func track(_ key: SourceKey) async throws(SourceError) -> Track?
}

extension Source {
  public func profile(_ handle: Handle) async throws(SourceError) -> Scrape? {
    throw SourceError(.unsupported, "\(name) cannot be asked for creators")
  }

  public func listing(
    of subject: ListingSubject, after mark: PageMark?
  ) async throws(SourceError) -> ListingPage? {
    throw SourceError(.unsupported, "\(name) cannot list \(subject)")
  }

  public func track(_ key: SourceKey) async throws(SourceError) -> Track? {
    throw SourceError(.unsupported, "\(name) cannot be asked for tracks")
  }
}

/// What a source can be asked.
public enum SourceAbility: String, Sendable, CaseIterable {
  case profile, profileListing, hashtagListing, soundListing, search, track
}

/// What posts can be listed by.
public enum ListingSubject: Sendable, Hashable, CustomStringConvertible {
  case profile(Handle)
  /// Without `#`.
  case hashtag(String)
  /// The sound that the posts use.
  case sound(SourceKey)
  case search(String)

  public var ability: SourceAbility {
    switch self {
    case .profile: .profileListing
    case .hashtag: .hashtagListing
    case .sound: .soundListing
    case .search: .search
    }
  }

  public var description: String {
    switch self {
    case .profile(let handle): "posts of \(handle)"
    case .hashtag(let tag): "posts with #\(tag)"
    case .sound(let key): "posts with the sound \(key)"
    case .search(let words): "posts found by \"\(words)\""
    }
  }
}

/// Where the next page begins: the source's own text, which nobody else reads.
public struct PageMark: Sendable, Hashable, Codable {
  public var text: String

  public init(_ text: String) { self.text = text }
}

/// A part of a list.
public struct ListingPage: Sendable, Equatable {
  /// What the records say of their creators, each once.
  public var authors: [Author]
  public var posts: [ScrapedFile.Post]
  public var rejections: [Rejection]
  /// Nil at the end of the list, and when the source sends what it has sent before.
  public var next: PageMark?

  public init(
    authors: [Author] = [], posts: [ScrapedFile.Post] = [], rejections: [Rejection] = [],
    next: PageMark? = nil
  ) {
    self.authors = authors
    self.posts = posts
    self.rejections = rejections
    self.next = next
  }
}
