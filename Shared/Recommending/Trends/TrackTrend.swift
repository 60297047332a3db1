public import Models

/// Where a track is in its life.
public enum TrendStage: String, Sendable, CaseIterable {
  /// Bursting for a few days.
  case emerging
  /// More and more use it.
  case growth
  /// A burst that grows no more.
  case peak
  /// Fewer and fewer, or what is left of a burst.
  case decline
  /// As usual, or too little is known to say anything else.
  case steady
}

/// How the use of a track goes, by the different creators of each period.
public struct TrackTrend: Sendable, Equatable {
  /// Why nothing can be a trend, whatever the counts do.
  public enum Doubt: String, Sendable {
    /// Too little is known of the time, or nothing of the last periods.
    case unknown
    /// Fewer than `leastCreators` used it lately.
    case fewCreators = "few-creators"
    /// One creator made `mostShare` of the videos or more.
    case oneCreator = "one-creator"
  }

  public let track: Track.ID
  public let window: UseWindow
  public let stage: TrendStage
  /// For how many periods it has been bursting; nil when it does not.
  public let burstAge: Int?
  public let doubt: Doubt?
  /// The logarithm of the uses of the last two days (six hours) by those of the two before, both with 5 added.
  public let velocity: Double
  /// By how much velocity is more than it was two days (six hours) ago.
  public let acceleration: Double
  /// The last period, in standard deviations from what was to be expected.
  public let surprise: Double
  /// How surely it is used more than `notable` times as much as before.
  public let chance: Double
  /// Creators a period: since the burst began, or in the last two days (six hours); and before, what is recent counting
  /// for more.
  public let rate: Double
  public let usualRate: Double
  /// Different creators of the last week (two days), and the share of the one with most videos.
  public let recentCreators: Int
  public let topShare: Double
  /// Different creators of the window.
  public let creators: Int
  /// From 0 to 1: how much it is to be held against a track that everybody has heard it already.
  public let saturation: Double
  /// Different creators of each period; nil where nothing is known.
  public let counts: [Double?]

  public init(
    track: Track.ID, window: UseWindow, stage: TrendStage, burstAge: Int?, doubt: Doubt?, velocity: Double,
    acceleration: Double, surprise: Double, chance: Double, rate: Double, usualRate: Double,
    recentCreators: Int, topShare: Double, creators: Int, saturation: Double, counts: [Double?]
  ) {
    (self.track, self.window, self.stage) = (track, window, stage)
    (self.burstAge, self.doubt, self.counts) = (burstAge, doubt, counts)
    (self.velocity, self.acceleration, self.surprise, self.chance) = (
      velocity, acceleration, surprise, chance
    )
    (self.rate, self.usualRate, self.recentCreators) = (rate, usualRate, recentCreators)
    (self.topShare, self.creators, self.saturation) = (topShare, creators, saturation)
  }

  public static let leastCreators = 10
  public static let mostShare = 0.3
  /// A rate that is so many times what it was is worth speaking of.
  public static let notable = 1.5
  /// How sure that has to be.
  public static let certainty = 0.95

  public var isBurst: Bool { burstAge != nil }

  /// What a ranker needs of it.
  public var signal: TrendSignal {
    TrendSignal(velocity: doubt == nil ? velocity : 0, stage: stage, saturation: saturation)
  }

  /// Bursts first, then by velocity; what is in doubt last.
  public static func isBefore(_ left: TrackTrend, _ right: TrackTrend) -> Bool {
    if (left.doubt == nil) != (right.doubt == nil) { return left.doubt == nil }
    if left.isBurst != right.isBurst { return left.isBurst }
    return (left.velocity, left.recentCreators, right.track) > (
      right.velocity, right.recentCreators, left.track
    )
  }
}

/// What the trend of a track says to a ranker.
public struct TrendSignal: Sendable, Equatable {
  /// 0 where too little is known of it.
  public let velocity: Double
  public let stage: TrendStage
  /// From 0 to 1, to be taken off.
  public let saturation: Double

  /// Of a track that nobody is known to have used.
  public static let none = TrendSignal(velocity: 0, stage: .steady, saturation: 0)

  public init(velocity: Double, stage: TrendStage, saturation: Double) {
    self.velocity = velocity
    self.stage = stage
    self.saturation = saturation
  }
}
