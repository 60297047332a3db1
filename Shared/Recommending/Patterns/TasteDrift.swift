import Glibc
public import Models

/// How the genres or moods of a creator's newer posts differ from those of the older ones.
public struct TasteDrift<Label: Hashable & Sendable & Codable & CaseIterable & CodingKeyRepresentable>:
  Sendable, Equatable
{
  /// What changed most, first.
  public let moves: [Move]
  public let olderPosts: Int
  public let newerPosts: Int
  /// The distance of Jensen and Shannon: from 0, the same, to 1, nothing in common.
  public let distance: Double
  /// How often posts in any order differ as much.
  public let chance: Double

  /// More than posts differ anyway.
  public var isCertain: Bool { chance < 0.05 }

  private static var leastPosts: Int { 6 }
  /// The newest part that is seen from the rest.
  private static var newerShare: Double { 1.0 / 3 }
  private static var shuffles: Int { 400 }

  public init(moves: [Move], olderPosts: Int, newerPosts: Int, distance: Double, chance: Double) {
    (self.moves, self.olderPosts, self.newerPosts) = (moves, olderPosts, newerPosts)
    (self.distance, self.chance) = (distance, chance)
  }

  /// Nil with too few posts of which a date and the feature are known.
  public init?(_ posts: [CreatorPost], _ feature: (VideoFeatures) -> Feature<Distribution<Label>>?) {
    let known: [(time: Double, value: Distribution<Label>)] = posts.compactMap { post in
      guard let time = post.time, let found = post.features.flatMap(feature), !found.value.isEmpty else {
        return nil
      }
      return (time, found.value)
    }
    let values = known.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element.value)
    newerPosts = max(Self.leastPosts, Int((Double(values.count) * Self.newerShare).rounded()))
    olderPosts = values.count - newerPosts
    guard olderPosts >= Self.leastPosts else { return nil }
    let (older, newer) = (Self.mean(values[..<olderPosts]), Self.mean(values[olderPosts...]))
    moves = Self.moves(older, newer)
    distance = Self.distance(older, newer)
    chance = Self.chance(values, olderPosts, distance)
  }

  public struct Move: Sendable, Equatable {
    public let label: Label
    public let before: Double
    public let after: Double

    public init(label: Label, before: Double, after: Double) {
      (self.label, self.before, self.after) = (label, before, after)
    }
  }

  private static func moves(_ older: Distribution<Label>, _ newer: Distribution<Label>) -> [Move] {
    Label.allCases.map { Move(label: $0, before: older[$0], after: newer[$0]) }
      .filter { $0.before != $0.after }
      .enumerated().sorted { left, right in
        let (first, second) = (left.element, right.element)
        let changes = (abs(first.after - first.before), abs(second.after - second.before))
        return (changes.1, left.offset) < (changes.0, right.offset)
      }.map(\.element)
  }

  private static func mean(_ values: ArraySlice<Distribution<Label>>) -> Distribution<Label> {
    Distribution.fused(values.map { ($0, 1) })
  }

  private static func distance(_ left: Distribution<Label>, _ right: Distribution<Label>) -> Double {
    let divergence = Label.allCases.reduce(0.0) { sum, label in
      let (first, second) = (left[label], right[label]), middle = (first + second) / 2
      func part(_ share: Double) -> Double { share > 0 ? share * log2(share / middle) / 2 : 0 }
      return sum + part(first) + part(second)
    }
    return max(0, divergence).squareRoot()
  }

  /// Of fixed shuffles, so that the same posts always give the same answer.
  private static func chance(
    _ values: [Distribution<Label>], _ olderPosts: Int, _ distance: Double
  ) -> Double {
    var numbers = FixedNumbers(seed: UInt64(values.count))
    var shuffled = values, reached = 1
    for _ in 0..<shuffles {
      shuffled.shuffle(using: &numbers)
      let other = self.distance(mean(shuffled[..<olderPosts]), mean(shuffled[olderPosts...]))
      if other >= distance - 1e-12 { reached += 1 }
    }
    return Double(reached) / Double(shuffles + 1)
  }
}

/// Numbers that look like chance and are always the same (SplitMix64).
struct FixedNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
