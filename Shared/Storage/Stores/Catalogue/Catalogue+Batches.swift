public import Models

extension Catalogue {
  /// What a source brought of a creator, or of nobody: a list of tracks.
  public struct Brought: Sendable {
    public var author: Author?
    public var videos: [Video]
    public var tracks: [Track]

    public init(author: Author?, videos: [Video], tracks: [Track]) {
      self.author = author
      self.videos = videos
      self.tracks = tracks
    }
  }

  /// Like `resolve` for many creators at once, each of whom is there once, without saying what is known.
  public func numbers(of brought: [Brought]) async throws -> [Numbers] {
    try await database.transaction { session in
      let authors = try Self.numbers(of: brought.map(\.author), session)
      var tracks = try EntityNumbers.numbers(
        brought.flatMap { $0.tracks.map { [$0.key] } }, in: .tracks, session)[...]
      var videos = try EntityNumbers.numbers(
        brought.flatMap { $0.videos.map { [$0.key] } }, in: .videos, session)[...]
      return zip(authors, brought).map { author, brought in
        defer {
          tracks = tracks.dropFirst(brought.tracks.count)
          videos = videos.dropFirst(brought.videos.count)
        }
        return Numbers(
          author: author, videos: videos.prefix(brought.videos.count).map { Video.ID($0) },
          tracks: tracks.prefix(brought.tracks.count).map { Track.ID($0) })
      }
    }
  }

  /// Of creators with different handles: those with a key together, the others as whoever had the name last.
  private static func numbers(of authors: [Author?], _ session: Session) throws -> [Author.ID?] {
    let all = authors.compactMap { $0 }
    let keyed = all.compactMap { author in
      author.key.map { (handle: author.handle, keys: [$0, key(of: author.handle)]) }
    }
    var numbers: [Models.Handle: Author.ID] = [:]
    let found = try EntityNumbers.numbers(keyed.map(\.keys), in: .authors, session)
    for (author, number) in zip(keyed, found) { numbers[author.handle] = Author.ID(number) }
    // From then on their handles are no keys: handles change hands.
    let spent = keyed.map { key(of: $0.handle).id }.sorted()
    try session.execute(
      "delete from author_source where platform = \(Platform.tiktok.rawValue) and key = any(\(spent))")
    try name(keyed.compactMap { author in numbers[author.handle].map { ($0, author.handle) } }, session)
    for author in all.filter({ $0.key == nil }).sorted(by: { $0.handle < $1.handle }) {
      numbers[author.handle] = try number(of: author, session)
    }
    return authors.map { $0.flatMap { numbers[$0.handle] } }
  }

  private static func key(of handle: Models.Handle) -> SourceKey { SourceKey(.tiktok, handle.description) }
}
