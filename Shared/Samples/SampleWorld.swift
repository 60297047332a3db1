import Models

/// A small world of creators, videos and music whose tastes are known because they were planted.
///
/// The same seed makes the same world, to the byte. Creators and tracks are made one by one, so a world of thousands
/// needs no more memory than one of ten; the first creators of a larger world are those of a smaller one with as many
/// tracks and as many videos for each, save the last one of an odd number.
public struct SampleWorld: Sendable {
  /// Of the world in `compose/demo-data`.
  public static let defaultSeed: UInt64 = 2_026
  /// The moment at which the world's history ends, in seconds since 1970: 1 October 2026, midnight UTC.
  public static let end = 1_790_812_800

  public static let creatorLimit = 100_000
  public static let trackLimit = 100_000
  /// Of one creator, on average.
  public static let videoLimit = 1_000

  public let seed: UInt64
  /// Whether the links of its tracks lead to songs (`SampleSong`), or to a host that does not exist.
  public let hasSound: Bool
  /// Whether the newest of its posts have links to films and photos (`SampleClip`, `SamplePhoto`).
  public let hasPictures: Bool
  /// Of all creators together.
  public let videoCount: Int
  public let creators: Creators
  public var tracks: [SampleTrack] { charts.tracks }

  private let charts: Charts

  /// At least one creator and one track, at most the limits; anything else is a mistake of the caller.
  public init(
    seed: UInt64 = Self.defaultSeed, creators: Int = 40, videos: Int = 1_200, tracks: Int = 400,
    hasSound: Bool = false, hasPictures: Bool = false
  ) {
    precondition((1...Self.creatorLimit).contains(creators) && (1...Self.trackLimit).contains(tracks))
    precondition((0...creators * Self.videoLimit).contains(videos))
    self.seed = seed
    self.hasSound = hasSound
    self.hasPictures = hasPictures
    videoCount = videos
    self.creators = Creators(count: creators, videos: videos, seed: seed)
    charts = Charts(count: tracks, seed: seed)
  }

  /// Pinned ones first, then from the newest to the oldest: as the platform lists them.
  public func videos(of creator: SampleCreator) -> [SampleVideo] {
    Posts(creator: creator, charts: charts, friend: friend(of: creator)).make(seed: seed)
  }

  /// What the newest posts of a creator show, by the ids of the posts; nothing where the world has no pictures.
  public func media(of creator: SampleCreator) -> [String: SampleMedium] {
    guard hasPictures else { return [:] }
    let reel = reel(of: creator)
    // One of two neighbours uploads again, so that nothing is a copy of a copy.
    guard creator.number % 2 == 1 else { return reel.media }
    return reel.media.merging(reel.copies(of: self.reel(of: creators[creator.number - 1]))) { $1 }
  }

  private func reel(of creator: SampleCreator) -> Reel {
    Reel(creator: creator, videos: videos(of: creator), tracks: tracks)
  }

  /// Whom the creator mentions: the one before, so that nobody of a larger world is mentioned in a smaller one.
  private func friend(of creator: SampleCreator) -> (number: Int, handle: Handle)? {
    guard creator.number > 0 else { return nil }
    let friend = creators[creator.number - 1]
    return (friend.number, friend.handle)
  }
}

extension SampleWorld {
  /// The creators of a world, each made when it is asked for.
  public struct Creators: RandomAccessCollection, Sendable {
    private let total: Int
    private let videos: Int
    private let seed: UInt64

    init(count: Int, videos: Int, seed: UInt64) { (total, self.videos, self.seed) = (count, videos, seed) }

    public var startIndex: Int { 0 }
    public var endIndex: Int { total }

    public subscript(number: Int) -> SampleCreator {
      precondition(indices.contains(number))
      return SampleCreator(number, videoCount: videoCount(of: number), seed: seed)
    }

    /// Two neighbours have together what two have on average; how they share it is drawn.
    private func videoCount(of number: Int) -> Int {
      let even = videos * (number + 1) / total - videos * number / total
      guard number ^ 1 < total else { return even }
      var draws = Draws(seed, .videoCount, number / 2)
      let extra = draws.number(0...videos / total / 3)
      return number % 2 == 0 ? even + extra : even - extra
    }
  }
}
