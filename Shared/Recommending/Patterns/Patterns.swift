public import Models

/// What a creator's posts have in common beside taste: how they do, what lifts them, and how that changes.
public struct Patterns: Sendable {
  public let standing: Standing
  /// Of the followers, as a share; nil where nobody has counted them for long enough.
  public let weeklyGrowth: Double?
  public let works: WhatWorks
  public let genreDrift: TasteDrift<Genre>?
  public let moodDrift: TasteDrift<Mood>?
  public let originality: Originality

  public init(
    standing: Standing, weeklyGrowth: Double?, works: WhatWorks, genreDrift: TasteDrift<Genre>?,
    moodDrift: TasteDrift<Mood>?, originality: Originality
  ) {
    (self.standing, self.weeklyGrowth, self.works) = (standing, weeklyGrowth, works)
    (self.genreDrift, self.moodDrift, self.originality) = (genreDrift, moodDrift, originality)
  }

  public init(_ posts: [CreatorPost], followers: Int64?, growth: UsageTrend?) {
    standing = Standing(posts, followers: followers)
    weeklyGrowth = growth?.weeklyGrowth
    works = WhatWorks(posts)
    genreDrift = TasteDrift(posts) { $0.genre }
    moodDrift = TasteDrift(posts) { $0.mood }
    originality = Originality(posts)
  }
}
