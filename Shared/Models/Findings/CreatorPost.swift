public import FoundationEssentials

/// One of a creator's posts, with all that its success may hang on.
public struct CreatorPost: Sendable, Equatable {
  public var postedAt: Date?
  public var counts: VideoCounts
  /// Seconds.
  public var duration: Double?
  public var hashtags: [String]
  /// Nil without a sound that is known.
  public var sound: Sound?
  /// Nil until it was analysed.
  public var features: VideoFeatures?
  /// Pinned, or paid for: seen for other reasons than being liked.
  public var isFavoured: Bool

  public struct Sound: Sendable, Equatable {
    public var track: Track.ID
    public var isOwn: Bool
    /// How many other creators are known to have used it, and how many of them before.
    public var others: Int
    public var earlier: Int

    public init(_ track: Track.ID, isOwn: Bool = false, others: Int = 0, earlier: Int = 0) {
      self.track = track
      self.isOwn = isOwn
      self.others = others
      self.earlier = earlier
    }
  }

  public init(
    postedAt: Date? = nil, counts: VideoCounts = VideoCounts(), duration: Double? = nil,
    hashtags: [String] = [], sound: Sound? = nil, features: VideoFeatures? = nil, isFavoured: Bool = false
  ) {
    self.postedAt = postedAt
    self.counts = counts
    self.duration = duration
    self.hashtags = hashtags
    self.sound = sound
    self.features = features
    self.isFavoured = isFavoured
  }
}

extension VideoCounts {
  /// Likes, comments, shares and saves; nil where none was counted. As fractions: sums of counts from outside may not
  /// fit into one.
  public var reactions: Double? {
    let counted = [likes, comments, shares, saves].compactMap { $0 }
    return counted.isEmpty ? nil : counted.reduce(0) { $0 + Double(max(0, $1)) }
  }

  /// What viewers do with it, for each play; nil without plays.
  public var engagementRate: Double? {
    guard let plays, plays > 0, let reactions else { return nil }
    return reactions / Double(plays)
  }
}
