import FoundationEssentials
public import Models

/// How large a creator is, and how their posts usually do. Medians: one video that everybody has seen says nothing of
/// the others.
public struct Standing: Sendable, Equatable {
  /// Of all posts, or of the newest.
  public struct Rates: Sendable, Equatable {
    public let posts: Int
    public let plays: Double?
    public let likes: Double?
    /// Reactions for each play.
    public let perView: Double?
    /// Reactions for each follower of today.
    public let perFollower: Double?

    public init(posts: Int, plays: Double?, likes: Double?, perView: Double?, perFollower: Double?) {
      (self.posts, self.plays, self.likes) = (posts, plays, likes)
      (self.perView, self.perFollower) = (perView, perFollower)
    }
  }

  public let lifetime: Rates
  /// Of the posts of the last `recentDays` before the newest, and at least of the newest `recentPosts`.
  public let recent: Rates
  /// Posts a week, by the newest; nil with fewer than two dates.
  public let postsPerWeek: Double?
  /// The share of weeks with a post, from the first of them to the last; nil with less than four weeks.
  public let constancy: Double?
  public let tier: AudienceTier?

  public static let recentDays = 30.0
  public static let recentPosts = 10
  /// The newest posts that the cadence is taken from.
  private static let cadencePosts = 30
  private static let day = 86_400.0

  public init(
    lifetime: Rates, recent: Rates, postsPerWeek: Double?, constancy: Double?, tier: AudienceTier?
  ) {
    (self.lifetime, self.recent) = (lifetime, recent)
    (self.postsPerWeek, self.constancy, self.tier) = (postsPerWeek, constancy, tier)
  }

  public init(_ posts: [CreatorPost], followers: Int64?) {
    lifetime = Self.rates(posts, followers)
    recent = Self.rates(Self.recent(posts), followers)
    let times = posts.compactMap(\.time).sorted(by: >)
    postsPerWeek = Self.cadence(times)
    constancy = Self.constancy(times)
    tier = followers.flatMap(AudienceTier.init)
  }

  private static func recent(_ posts: [CreatorPost]) -> [CreatorPost] {
    let dated = posts.filter { $0.time != nil }.sorted { ($0.time ?? 0) > ($1.time ?? 0) }
    guard let newest = dated.first?.time else { return [] }
    return dated.enumerated().filter { index, post in
      index < recentPosts || newest - (post.time ?? 0) <= recentDays * day
    }.map(\.element)
  }

  private static func rates(_ posts: [CreatorPost], _ followers: Int64?) -> Rates {
    let reached = followers.flatMap { $0 > 0 ? Double($0) : nil }
    return Rates(
      posts: posts.count, plays: median(posts.compactMap { $0.counts.plays.map(Double.init) }),
      likes: median(posts.compactMap { $0.counts.likes.map(Double.init) }),
      perView: median(posts.compactMap(\.counts.engagementRate)),
      perFollower: reached.flatMap { reached in
        median(posts.compactMap { $0.counts.reactions.map { $0 / reached } })
      })
  }

  /// Several posts of one day are no habit of hundreds a week: what is less than a week counts as one.
  private static func cadence(_ times: [Double]) -> Double? {
    let newest = times.prefix(cadencePosts)
    guard newest.count > 1, let first = newest.first, let last = newest.last else { return nil }
    return Double(newest.count - 1) / max(1, (first - last) / (7 * day))
  }

  private static func constancy(_ times: [Double]) -> Double? {
    guard let first = times.last, let last = times.first else { return nil }
    let weeks = ((last - first) / (7 * day)).rounded(.down) + 1
    // Dates may be wrong by centuries: what was posted so seldom has no habit.
    guard weeks >= 4, weeks < 10_000 else { return nil }
    return Double(Set(times.map { (($0 - first) / (7 * day)).rounded(.down) }).count) / weeks
  }
}

/// The order of magnitude of an audience, by the names that agencies use.
public enum AudienceTier: String, Sendable, CaseIterable {
  case nano, micro, mid, macro, mega

  /// Nil for what is no number of followers.
  public init?(_ followers: Int64) {
    switch followers {
    case ..<0: return nil
    case ..<10_000: self = .nano
    case ..<100_000: self = .micro
    case ..<500_000: self = .mid
    case ..<1_000_000: self = .macro
    default: self = .mega
    }
  }
}

/// Nil of nothing.
func median(_ values: [Double]) -> Double? {
  let sorted = values.filter(\.isFinite).sorted()
  guard !sorted.isEmpty else { return nil }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
