public import Models

/// What a creator's posts have in common beside taste: how they do, what lifts them, and how that changes.
public struct Patterns: Sendable {
  public let standing: Standing
  /// Of the followers; nil where nobody has counted them.
  public let growth: UsageTrend?
  public let works: WhatWorks
  public let genreDrift: TasteDrift<Genre>?
  public let moodDrift: TasteDrift<Mood>?
  public let originality: Originality

  public init(_ posts: [CreatorPost], followers: Int64?, growth: UsageTrend?) {
    standing = Standing(posts, followers: followers)
    self.growth = growth
    works = WhatWorks(posts)
    genreDrift = TasteDrift(posts) { $0.genre }
    moodDrift = TasteDrift(posts) { $0.mood }
    originality = Originality(posts)
  }
}
