/// Who used a track in a window: what is known of it in numbers, however many used it.
public struct TrackUses: Sendable, Equatable {
  public let track: Track.ID
  public let window: UseWindow
  /// Different creators in each period, the oldest first; nil where the number makes no sense.
  public let counts: [Double?]
  /// Different creators in the last `UseWindow.recent` periods, and the share of the videos of then that are of the one who
  /// made most of them.
  public let recentCreators: Int
  public let topShare: Double
  /// Different creators in the whole window.
  public let creators: Int
  /// How many videos of the whole platform use it, by its own counter.
  public var counted: UsageTrend?

  /// No track has more users in an hour or day.
  private static let countLimit = 1e7

  /// Numbers that are none, or below zero, are periods of which nothing is known.
  public init(
    _ track: Track.ID, _ window: UseWindow, counts: [Double?], recentCreators: Int, topShare: Double,
    creators: Int, counted: UsageTrend? = nil
  ) {
    self.track = track
    self.window = window
    self.counts = (0..<window.length).map { place in
      guard counts.indices.contains(place), let count = counts[place], count.isFinite, count >= 0 else {
        return nil
      }
      return min(count, Self.countLimit)
    }
    self.recentCreators = max(0, recentCreators)
    self.topShare = topShare.isFinite ? min(max(0, topShare), 1) : 1
    self.creators = max(0, creators)
    self.counted = counted
  }
}

extension UseWindow {
  /// The last periods, of which it is asked who is behind the uses: a week by days, two days by hours.
  public var recent: Int { period == .hour ? 48 : 7 }
}
