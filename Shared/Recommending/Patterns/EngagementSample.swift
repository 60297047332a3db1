import Glibc
import Models

/// Posts with how well they did, in numbers that can be compared.
struct EngagementSample {
  /// Those with an engagement rate, in the order of time.
  let posts: [CreatorPost]
  /// How far each lies from those around it: logarithms, weighted and centred.
  private(set) var response: [Double] = []
  private var weights: [Double] = []

  /// Posts on each side that a post is seen from.
  private static let neighbours = 12
  /// In standard deviations: one video that everybody has seen must not decide.
  private static let bound = 3.0
  /// The least standard deviation of logarithms: creators whose posts do exactly alike do not exist.
  private static let leastDeviation = 0.05

  init(_ all: [CreatorPost]) {
    let rated = all.filter { !$0.isFavoured && $0.counts.engagementRate != nil }
    let dated = rated.enumerated().sorted { left, right in
      (left.element.time ?? -.infinity, left.offset) < (right.element.time ?? -.infinity, right.offset)
    }
    posts = dated.map(\.element)
    let rates = posts.map { Self.rate($0) }
    let relative = Self.relative(rates)
    let deviation = Self.deviation(relative)
    let (low, high) = (-Self.bound * deviation, Self.bound * deviation)
    // A count of n is off by a share of one by the root of n, by chance alone.
    weights = posts.map { post in
      let chance = 1 / ((post.counts.reactions ?? 0) + 1)
      return (deviation * deviation / (deviation * deviation + chance)).squareRoot()
    }
    response = centred(relative.map { min(max($0, low), high) })
  }

  /// Half a reaction more than there were: none is no rate of zero.
  private static func rate(_ post: CreatorPost) -> Double {
    log(((post.counts.reactions ?? 0) + 0.5) / Double(max(1, post.counts.plays ?? 1)))
  }

  private static func relative(_ rates: [Double]) -> [Double] {
    rates.indices.map { index in
      // As many on both sides as there are, and near the ends more on one: a window of one length.
      let length = min(rates.count, 2 * neighbours + 1)
      let first = min(max(0, index - neighbours), rates.count - length)
      return rates[index] - middle(of: Array(rates[first..<first + length]))
    }
  }

  /// The mean without what lies far out. No median: where two kinds of post take turns, it jumps from one to the other.
  private static func middle(of values: [Double]) -> Double {
    guard let centre = median(values) else { return 0 }
    let reach = bound * deviation(values.map { $0 - centre })
    return values.reduce(0) { $0 + min(max($1, centre - reach), centre + reach) } / Double(values.count)
  }

  /// By the median of distances, which strangers do not move.
  private static func deviation(_ values: [Double]) -> Double {
    max(leastDeviation, 1.4826 * (median(values.map(abs)) ?? 0))
  }

  /// A column about its weighted mean, with each row as heavy as its post.
  func centred(_ column: [Double]) -> [Double] {
    var sum = 0.0, total = 0.0
    for (value, weight) in zip(column, weights) {
      sum += value * weight * weight
      total += weight * weight
    }
    let mean = total > 0 ? sum / total : 0
    return zip(column, weights).map { ($0 - mean) * $1 }
  }
}
