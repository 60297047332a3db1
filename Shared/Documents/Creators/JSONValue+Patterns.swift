import Models
public import Recommending

extension JSONValue {
  /// What a creator's posts have in common beside taste.
  public static func patterns(_ patterns: Patterns) -> JSONValue {
    let standing = patterns.standing
    return [
      "tier": JSONValue(standing.tier?.rawValue),
      "followersWeeklyGrowth": finite(patterns.weeklyGrowth),
      "activeWeeks": finite(standing.constancy), "lifetime": rates(standing.lifetime),
      "recent": rates(standing.recent), "ownSounds": finite(patterns.originality.ownSounds),
      "lateness": finite(patterns.originality.lateness), "sharedSounds": .int(patterns.originality.shared),
      "genreDrift": drift(patterns.genreDrift), "moodDrift": drift(patterns.moodDrift),
      "comparedPosts": .int(patterns.works.posts), "works": .array(patterns.works.lifts.map(lift)),
    ]
  }

  private static func rates(_ rates: Standing.Rates) -> JSONValue {
    [
      "posts": .int(rates.posts), "medianPlays": finite(rates.plays), "medianLikes": finite(rates.likes),
      "engagementPerView": finite(rates.perView), "engagementPerFollower": finite(rates.perFollower),
    ]
  }

  private static func drift<Label>(_ drift: TasteDrift<Label>?) -> JSONValue
  where Label: RawRepresentable<String> {
    guard let drift else { return .null }
    return [
      "distance": .double(drift.distance), "chance": .double(drift.chance),
      "olderPosts": .int(drift.olderPosts), "newerPosts": .int(drift.newerPosts),
      "moves": .array(
        drift.moves.map { move in
          [
            "name": .string(move.label.rawValue), "before": .double(move.before),
            "after": .double(move.after),
          ]
        }),
    ]
  }

  private static func lift(_ lift: Lift) -> JSONValue {
    [
      "facet": .string(lift.facet.rawValue), "level": .string(lift.level), "posts": .int(lift.posts),
      "factor": .double(lift.factor), "low": .double(lift.range.lowerBound),
      "high": .double(lift.range.upperBound), "isCertain": .bool(lift.isCertain),
    ]
  }

  private static func finite(_ value: Double?) -> JSONValue {
    JSONValue(value.flatMap { $0.isFinite ? $0 : nil })
  }
}
