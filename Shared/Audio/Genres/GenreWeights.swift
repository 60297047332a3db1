import Glibc

/// A choice among families by numbers: the logarithm of the odds of each is a weighted sum of them.
public struct GenreWeights: Sendable, Equatable {
  /// Hip-hop is with the rhythm and blues, soul and funk that it comes of; jazz with blues; folk with country and dances
  /// like the polka; classical with marches, waltzes and hymns; electronic is what is danced to, and ambient.
  public static let families = [
    "electronic", "hip-hop", "rock", "pop", "jazz", "latin", "folk", "classical",
  ]

  /// Of each number: what is usual, and how far it spreads.
  public var means: [Double]
  public var spreads: [Double]
  /// For each family: a weight for each number, as a multiple of its spread, and what is added last.
  public var rows: [[Double]]
  /// The likeliest family is not named below this.
  public var least: Double

  public init(means: [Double], spreads: [Double], rows: [[Double]], least: Double) {
    self.means = means
    self.spreads = spreads
    self.rows = rows
    self.least = least
  }

  /// Of each family, together 1.
  public func probabilities(_ values: [Double]) -> [Double] {
    let scaled = standardized(values) + [1]
    return Self.shares(rows.map { row in zip(row, scaled).reduce(0) { $0 + $1.0 * $1.1 } })
  }

  /// What is far from all that was learned from counts for no more than three spreads.
  public func standardized(_ values: [Double]) -> [Double] {
    values.indices.map { min(3, max(-3, (values[$0] - means[$0]) / spreads[$0])) }
  }

  public static func shares(_ scores: [Double]) -> [Double] {
    let top = scores.max() ?? 0
    let powers = scores.map { exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
