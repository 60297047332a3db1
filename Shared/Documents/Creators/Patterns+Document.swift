import Models
public import Recommending

extension Patterns {
  /// How often a creator posts stands beside the patterns, in the document of the creator.
  init(_ part: DocumentPart, postsPerWeek: Double?) throws(DocumentError) {
    self.init(
      standing: Standing(
        lifetime: try part.read("lifetime"), recent: try part.read("recent"), postsPerWeek: postsPerWeek,
        constancy: try part.maybeNumber("activeWeeks"), tier: try part.maybeChoice("tier")),
      weeklyGrowth: try part.maybeNumber("followersWeeklyGrowth"),
      works: WhatWorks(lifts: try part.list("works"), posts: try part.whole("comparedPosts")),
      genreDrift: try part.maybeRead("genreDrift"), moodDrift: try part.maybeRead("moodDrift"),
      originality: Originality(
        ownSounds: try part.maybeNumber("ownSounds"), lateness: try part.maybeNumber("lateness"),
        shared: try part.whole("sharedSounds")))
  }
}

extension Standing.Rates: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      posts: try part.whole("posts"), plays: try part.maybeNumber("medianPlays"),
      likes: try part.maybeNumber("medianLikes"), perView: try part.maybeNumber("engagementPerView"),
      perFollower: try part.maybeNumber("engagementPerFollower"))
  }
}

extension TasteDrift: DocumentReadable where Label: RawRepresentable<String> {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var moves: [Move] = []
    for move in try part.member("moves").elements() {
      moves.append(
        Move(
          label: try move.choice("name"), before: try move.number("before"), after: try move.number("after")))
    }
    self.init(
      moves: moves, olderPosts: try part.whole("olderPosts"), newerPosts: try part.whole("newerPosts"),
      distance: try part.number("distance"), chance: try part.number("chance"))
  }
}

extension Lift: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let (low, high) = (try part.number("low"), try part.number("high"))
    guard low <= high else { throw try part.member("high").fault("is below the low end") }
    let lift = Lift(
      facet: try part.choice("facet"), level: try part.text("level"), posts: try part.whole("posts"),
      factor: try part.number("factor"), range: low...high)
    guard try part.flag("isCertain") == lift.isCertain else {
      throw try part.member("isCertain").fault("is not what the range beside it says")
    }
    self = lift
  }
}
