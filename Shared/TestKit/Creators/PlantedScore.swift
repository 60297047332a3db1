/// How many planted lifts were found with their sign, and how many levels without one were taken for one that has.
public struct PlantedScore: Sendable, Equatable {
  public private(set) var planted = 0
  public private(set) var found = 0
  public private(set) var nulls = 0
  public private(set) var flagged = 0

  public init() {}

  public var foundShare: Double { planted == 0 ? 0 : Double(found) / Double(planted) }
  public var flaggedShare: Double { nulls == 0 ? 0 : Double(flagged) / Double(nulls) }

  /// Counts what was said of a level. Where another level of a choice has a lift, one without it is not like the others
  /// either: those are left out, and so are lifts of levels with hardly a post.
  public mutating func count(
    _ level: String, posts: Int, isFlagged: Bool, isUp: Bool, _ lifts: [String: Double]
  ) {
    if let lift = lifts[level] {
      guard posts >= 10 else { return }
      planted += 1
      if isFlagged, isUp == (lift > 0) { found += 1 }
    } else {
      let choice = PlantedCreator.choices.first { $0.contains(level) } ?? []
      guard choice.allSatisfy({ lifts[$0] == nil }) else { return }
      nulls += 1
      if isFlagged { flagged += 1 }
    }
  }
}
