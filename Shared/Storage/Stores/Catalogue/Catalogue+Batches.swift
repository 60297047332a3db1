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

  /// Like `resolve` for many creators at once, without saying what is known.
  public func numbers(of brought: [Brought]) async throws -> [Numbers] {
    let numbers = try await AuthorNumbers.numbers(of: brought.compactMap(\.author), in: database)
    return try await database.transaction { session in
      var authors = numbers[...]
      var tracks = try EntityNumbers.numbers(
        brought.flatMap { $0.tracks.map { [$0.key] } }, in: .tracks, session)[...]
      var videos = try EntityNumbers.numbers(
        brought.flatMap { $0.videos.map { [$0.key] } }, in: .videos, session)[...]
      return brought.map { brought in
        defer {
          tracks = tracks.dropFirst(brought.tracks.count)
          videos = videos.dropFirst(brought.videos.count)
        }
        return Numbers(
          author: brought.author == nil ? nil : authors.popFirst(),
          videos: videos.prefix(brought.videos.count).map { Video.ID($0) },
          tracks: tracks.prefix(brought.tracks.count).map { Track.ID($0) })
      }
    }
  }
}
