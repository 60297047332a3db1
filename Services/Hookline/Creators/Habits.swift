import FoundationEssentials
import Models
import Storage

/// How often a creator posts, and how their videos usually do.
struct Habits: Equatable {
  var postsPerWeek: Double?
  /// Medians: one video that everybody has seen says nothing of the others.
  var plays: Double?
  var likes: Double?
  /// Likes, comments, shares and saves for each play.
  var engagement: Double?

  /// The newest posts that the cadence is taken from.
  private static let cadencePosts = 30

  init(_ posts: [ProfileStore.Post]) {
    plays = Self.median(posts.compactMap { $0.counts.plays.map(Double.init) })
    likes = Self.median(posts.compactMap { $0.counts.likes.map(Double.init) })
    engagement = Self.median(posts.compactMap { $0.counts.engagement })
    postsPerWeek = Self.cadence(posts.compactMap { $0.postedAt?.timeIntervalSince1970 }.filter(\.isFinite))
  }

  /// Several posts of one day are no habit of hundreds a week: what is less than a week counts as one.
  private static func cadence(_ times: [Double]) -> Double? {
    let newest = times.sorted(by: >).prefix(cadencePosts)
    guard newest.count > 1, let first = newest.first, let last = newest.last else { return nil }
    return Double(newest.count - 1) / max(1, (first - last) / (7 * 86_400))
  }

  private static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

extension VideoCounts {
  /// Nil without plays. In floating point, where the largest counts still have a sum.
  fileprivate var engagement: Double? {
    guard let plays, plays > 0 else { return nil }
    let all = [likes, comments, shares, saves].compactMap { $0.map { Double(max(0, $0)) } }
    return all.isEmpty ? nil : all.reduce(0, +) / Double(plays)
  }
}
