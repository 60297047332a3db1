/// How many creators used which hashtags and tracks, and which of them together.
public struct HashtagCounts: Sendable, Equatable {
  /// A tag and a track that videos have both.
  public struct Pair: Sendable, Hashable {
    public let tag: String
    public let track: Track.ID
    /// Creators of such videos.
    public let creators: Int

    public init(_ tag: String, _ track: Track.ID, creators: Int) {
      self.tag = tag
      self.track = track
      self.creators = creators
    }
  }

  /// All that there are.
  public var creators: Int
  public var ofTags: [String: Int]
  public var ofTracks: [Track.ID: Int]
  public var pairs: [Pair]

  public init(
    creators: Int = 0, ofTags: [String: Int] = [:], ofTracks: [Track.ID: Int] = [:], pairs: [Pair] = []
  ) {
    self.creators = creators
    self.ofTags = ofTags
    self.ofTracks = ofTracks
    self.pairs = pairs
  }
}
