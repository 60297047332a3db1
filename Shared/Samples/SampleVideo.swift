public import Models

/// A post of a creator, with the truth about it.
public struct SampleVideo: Sendable, Equatable {
  public enum Sound: Sendable, Equatable {
    /// The number of one of the world's tracks.
    case track(Int)
    /// One of the creator's own, by number.
    case original(Int)
    /// It was there and is not any more.
    case removed
    case none
  }

  public let id: String
  public let kind: Video.Kind
  /// In seconds since 1970.
  public let postedAt: Int
  public let isPinned: Bool
  /// Nil for a post that is not about music.
  public let genre: Genre?
  public let mood: Mood?
  /// Whether its caption or its hashtags say its genre.
  public let isLabelled: Bool
  public let caption: String
  public let sound: Sound
  /// In seconds; for photos, zero.
  public let duration: Int
  public let plays: Int

  let marks: [Caption.Mark]
  let likes: Int
  let comments: Int
  let shares: Int
  let saves: Int
  /// In tenths of a LUFS, below zero.
  let loudness: Int
  let imageCount: Int
  let hasAuthorStats: Bool
}
