public import Knowledge
import Models
import Recommending
import Storage

extension JSONValue {
  /// Tracks by how their use changes, and how many were looked at.
  public static func trends(_ known: KnownTrends) -> JSONValue {
    [
      "window": [
        "period": .string(known.window.period.rawValue), "begins": JSONValue(known.window.begins),
        "ends": JSONValue(known.window.ends),
      ],
      "considered": .int(known.considered), "cut": .bool(known.isCut),
      "stages": .object(TrendStage.allCases.map { ($0.rawValue, .int(known.stages[$0] ?? 0)) }),
      "trends": .array(
        known.trends.map { trend($0, name: known.names[$0.track], counted: known.counted?.last.value) }),
      "usage": known.counted.map(usage) ?? .null, "newestUse": JSONValue(known.newestUse),
    ]
  }

  private static func trend(
    _ trend: TrackTrend, name: RecommendationStore.Name?, counted: Int64?
  ) -> JSONValue {
    let counts: [JSONValue] = trend.counts.map { count in JSONValue(count.map { Int($0) }) }
    let members: [(String, JSONValue)] = [
      ("track", .string("\(trend.track)")), ("title", JSONValue(name?.title)),
      ("artist", JSONValue(name?.artist)), ("stage", .string(trend.stage.rawValue)),
      ("isBurst", .bool(trend.isBurst)), ("burstAge", JSONValue(trend.burstAge)),
      ("doubt", JSONValue(trend.doubt?.rawValue)), ("recentCreators", .int(trend.recentCreators)),
      ("creators", .int(trend.creators)), ("counted", JSONValue(counted.map { Int($0) })),
      ("counts", .array(counts)),
    ]
    let figures: [(String, Double)] = [
      ("velocity", trend.velocity), ("acceleration", trend.acceleration), ("surprise", trend.surprise),
      ("chance", trend.chance), ("rate", trend.rate), ("usualRate", trend.usualRate),
      ("topShare", trend.topShare), ("saturation", trend.saturation),
    ]
    return .object(members + figures.map { ($0.0, JSONValue.double($0.1)) })
  }
}
