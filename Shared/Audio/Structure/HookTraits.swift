/// What tells a chorus from the other parts of a piece.
///
/// Choruses repeat, and more exactly than verses, whose words and tunes differ; they are loud; pieces rather end than
/// begin with them.
struct HookTraits {
  private let groups: [PartGroup]
  private let evidence: StructureEvidence
  private let middle: Double
  private let deviation: Double

  init(_ groups: [PartGroup], _ evidence: StructureEvidence) {
    (self.groups, self.evidence) = (groups, evidence)
    let levels = evidence.levels
    let mean = levels.reduce(0, +) / Double(max(1, levels.count))
    middle = mean
    let variance = levels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, levels.count))
    deviation = max(1e-6, variance.squareRoot())
  }

  func rows(_ chosen: [PartGroup]) -> [[Double]] {
    let repeated = chosen.filter { $0.times > 1 }
    let last = repeated.map(Self.last).max(), first = repeated.map(Self.first).min()
    return chosen.map { group in
      let repeats = group.times > 1
      let share = group.parts.reduce(0) { $0 + evidence.seconds(of: $1) } / evidence.duration
      return [
        repeats ? 1 : 0, repeats ? Double(min(4, group.times) - 2) : 0,
        repeats && Self.last(group) == last ? 1 : 0, repeats && Self.first(group) == first ? 1 : 0,
        (evidence.level(of: group.parts) - middle) / deviation, repeats ? group.likeness : 0.8,
        group.parts.contains { $0.lowerBound == 0 } ? 1 / Double(group.parts.count) : 0, share,
      ]
    }
  }

  private static func last(_ group: PartGroup) -> Int { group.parts.map(\.lowerBound).max() ?? 0 }
  private static func first(_ group: PartGroup) -> Int { group.parts.map(\.lowerBound).min() ?? 0 }
}

extension ConditionalLogit {
  /// The part of a hook, from `HookTraits`: it repeats, how often beyond twice, it is the last and the first of those
  /// that do, how loud it is, how exactly it repeats, the sound begins with it, and its share. Fitted to made songs.
  public static let hook = ConditionalLogit(weights: [1.85, 2.2, 1.05, -0.75, 0.3, 3, -1.15, -0.75])
}
