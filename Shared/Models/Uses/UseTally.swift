/// Counts who used one track, video by video or in sums.
///
/// It remembers the creators of a window, and of each the periods: 16 bytes for each creator and period at most, no more of
/// them than `useLimit`.
public struct UseTally: Sendable {
  public let track: Track.ID
  public let window: UseWindow
  private var seen: Set<Key> = []
  private var counts: [Double]
  private var creators: Set<Int64> = []
  private var recent: [Int64: Int] = [:]

  /// Who comes later is not counted any more; nothing is a trend only beyond it.
  static let useLimit = 2_000_000
  /// Videos of one creator in one period; what is more is a mistake.
  private static let videoLimit = 10_000

  private struct Key: Hashable {
    let creator: Int64
    let place: Int32
  }

  public init(_ track: Track.ID, _ window: UseWindow) {
    self.track = track
    self.window = window
    counts = Array(repeating: 0, count: window.length)
  }

  /// A creator's videos of one period of the window. What lies outside of it, or is no number of videos, is left out.
  public mutating func add(_ creator: Author.ID, at place: Int, videos: Int = 1) {
    guard counts.indices.contains(place), videos > 0, seen.count < Self.useLimit else { return }
    if seen.insert(Key(creator: creator.rawValue, place: Int32(place))).inserted { counts[place] += 1 }
    creators.insert(creator.rawValue)
    if place >= window.length - window.recent {
      recent[creator.rawValue, default: 0] += min(videos, Self.videoLimit)
    }
  }

  public var uses: TrackUses {
    let videos = recent.values.reduce(0, +)
    let top = recent.values.max() ?? 0
    return TrackUses(
      track, window, counts: counts, recentCreators: recent.count,
      topShare: videos > 0 ? Double(top) / Double(videos) : 0, creators: creators.count)
  }
}
