import Glibc
public import Models

/// What makes a creator's posts do better than the creator's other posts.
///
/// The response of a post is the logarithm of its engagement rate (reactions for each play), seen from the mean of the
/// posts around it in time, so that neither a growing audience nor a quiet summer looks like the doing of a genre; posts
/// with few reactions count for less, as chance makes more of them. Each level of each facet is then asked beside all
/// levels of all other facets (`MixedModel`). Its factor is drawn towards 1 by how much levels of its facet differ at
/// all, but never out of its interval (Efron and Morris's limited translation), so that a factor is cautious and an
/// interval is not bent.
public struct WhatWorks: Sendable, Equatable {
  /// In the order of how far from 1 they surely are, the certain ones first.
  public let lifts: [Lift]
  /// Posts with an engagement rate.
  public let posts: Int

  /// How often an interval holds the truth. Above the usual 0.95, because dozens of levels are asked at once.
  public static let certainty = 0.97
  /// The two-sided quantile of the normal distribution at that certainty.
  private static let quantile = 2.170_090_378
  /// Fewer posts of one kind, or of all others, show nothing.
  static let leastPosts = 5
  /// Below so many posts nothing is told apart.
  static let leastTotal = 15
  private static let mostHashtags = 30
  private static let ratios = [0.003, 0.01, 0.03, 0.1, 0.3, 1]

  public init(lifts: [Lift], posts: Int) { (self.lifts, self.posts) = (lifts, posts) }

  public init(_ all: [CreatorPost]) {
    let sample = EngagementSample(all)
    posts = sample.posts.count
    guard posts >= Self.leastTotal else {
      lifts = []
      return
    }
    let columns = Facet.allCases.map { Self.columns($0, sample) }
    let ratio = Self.ratio(sample.response, columns.flatMap(\.self).map(\.values))
    var found: [Lift] = []
    for (index, own) in columns.enumerated() {
      let others = columns.enumerated().filter { $0.offset != index }.flatMap(\.element)
      found += Self.lifts(own, others, sample, ratio)
    }
    lifts = found.sorted { left, right in
      (Self.rank(left), right.facet.rawValue, right.level)
        > (Self.rank(right), left.facet.rawValue, left.level)
    }
  }

  /// A level as a column of the model.
  private struct Column {
    let facet: Facet
    let level: String
    let posts: Int
    let values: [Double]
  }

  private static func columns(_ facet: Facet, _ sample: EngagementSample) -> [Column] {
    var members: [String: [Int]] = [:]
    for (index, post) in sample.posts.enumerated() {
      for level in facet.levels(of: post) { members[level, default: []].append(index) }
    }
    let usable = members.filter { (leastPosts...sample.posts.count - leastPosts).contains($0.value.count) }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return usable.prefix(facet == .hashtag ? mostHashtags : usable.count).map { level, members in
      var values = [Double](repeating: 0, count: sample.posts.count)
      for member in members { values[member] = 1 }
      return Column(facet: facet, level: level, posts: members.count, values: sample.centred(values))
    }
  }

  private static func ratio(_ response: [Double], _ columns: [[Double]]) -> Double {
    let likelihoods = ratios.map { MixedModel(response, holding: columns, ratio: $0).logLikelihood }
    let best = likelihoods.indices.max { likelihoods[$0] < likelihoods[$1] } ?? 0
    return ratios[best]
  }

  private static func lifts(
    _ own: [Column], _ others: [Column], _ sample: EngagementSample, _ ratio: Double
  ) -> [Lift] {
    let model = MixedModel(sample.response, holding: others.map(\.values), ratio: ratio)
    let effects = own.compactMap { column in model.effect(of: column.values).map { (column, $0) } }
    let spread = spread(of: effects.map(\.1))
    let reach = reach(sample.posts.count - 2)
    return effects.map { column, effect in
      let (low, high) = (effect.value - reach * effect.error, effect.value + reach * effect.error)
      let shrunk = effect.value * spread / (spread + effect.error * effect.error)
      let factor = exp(min(max(shrunk, low), high))
      return Lift(
        facet: column.facet, level: column.level, posts: column.posts, factor: factor,
        range: exp(low)...exp(high))
    }
  }

  /// The variance of what levels of a facet truly do, as far as it is more than that of chance; a little of it there
  /// always is.
  private static func spread(of effects: [(value: Double, error: Double)]) -> Double {
    guard !effects.isEmpty else { return 0 }
    let excess = effects.map { $0.value * $0.value - $0.error * $0.error }
    return max(0.01, excess.reduce(0, +) / Double(excess.count))
  }

  /// Student's quantile, by the first terms of its expansion about the normal one.
  static func reach(_ degrees: Int) -> Double {
    let z = quantile, cube = z * z * z, fifth = cube * z * z, freedom = Double(max(5, degrees))
    return z + (cube + z) / (4 * freedom) + (5 * fifth + 16 * cube + 3 * z) / (96 * freedom * freedom)
  }

  /// How far the near end of the interval lies from 1; below 0 where 1 is inside.
  private static func rank(_ lift: Lift) -> Double {
    max(log(lift.range.lowerBound), -log(lift.range.upperBound))
  }
}
