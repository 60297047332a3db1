/// The first of many trends; remembers no more than it has to.
public struct TrendList: Sendable {
  public let limit: Int
  public let stage: TrendStage?
  /// How many tracks were looked at, and how many had each stage.
  public private(set) var considered = 0
  public private(set) var stages: [TrendStage: Int] = [:]
  private var kept: [TrackTrend] = []

  /// With a stage, only of that stage.
  public init(limit: Int, stage: TrendStage? = nil) {
    self.limit = max(1, limit)
    self.stage = stage
  }

  public mutating func add(_ trend: TrackTrend) {
    considered += 1
    stages[trend.stage, default: 0] += 1
    guard stage == nil || trend.stage == stage else { return }
    kept.append(trend)
    // Now and then, so that each costs little.
    if kept.count >= 2 * limit + 100 { kept = first }
  }

  /// The best first.
  public var first: [TrackTrend] { Array(kept.sorted(by: TrackTrend.isBefore).prefix(limit)) }
}
