/// How lists spread over the catalogue.
public struct Spread: Sendable, Equatable {
  /// The part of the catalogue that is in some list.
  public let coverage: Double
  /// 0 where every item is listed as often as every other, near 1 where a few are in all lists.
  public let gini: Double

  /// `counts` says for every item of the catalogue in how many lists it is.
  public init(counts: [Int]) {
    let total = counts.reduce(0, +)
    guard total > 0 else {
      (coverage, gini) = (0, 0)
      return
    }
    coverage = Double(counts.count { $0 > 0 }) / Double(counts.count)
    let weighted = counts.sorted().enumerated().reduce(0.0) {
      $0 + Double($1.offset + 1) * Double($1.element)
    }
    let count = Double(counts.count)
    gini = 2 * weighted / (count * Double(total)) - (count + 1) / count
  }
}
