import Glibc

/// A choice among kinds by numbers. Some units, each of which weighs all numbers, are what the kinds are told by: a kind's
/// odds are the exponential of a weighted sum of them.
public struct KindWeights: Sendable, Equatable {
  /// Of each number: what is usual, and how far it spreads.
  public var means: [Double]
  public var spreads: [Double]
  /// For each unit: a weight for each of `KindTraits.values`, as a multiple of its spread, and what is added last.
  public var units: [[Double]]
  /// For speech, music and noise: a weight for each unit, and what is added last.
  public var rows: [[Double]]

  public init(means: [Double], spreads: [Double], units: [[Double]], rows: [[Double]]) {
    self.means = means
    self.spreads = spreads
    self.units = units
    self.rows = rows
  }

  public func probabilities(_ values: [Double]) -> [Double] {
    shares(excitations(standardized(values)))
  }

  /// What is far from all that was learned from counts for no more than four spreads.
  public func standardized(_ values: [Double]) -> [Double] {
    values.indices.map { min(4, max(-4, (values[$0] - means[$0]) / spreads[$0])) }
  }

  /// How far each unit is for it, from -1 to 1.
  public func excitations(_ standardized: [Double]) -> [Double] {
    units.map { tanh(Self.sum($0, standardized)) }
  }

  /// Of each kind, together 1.
  public func shares(_ excitations: [Double]) -> [Double] {
    let scores = rows.map { Self.sum($0, excitations) }
    let top = scores.max() ?? 0
    let powers = scores.map { exp($0 - top) }
    let all = powers.reduce(0, +)
    return powers.map { $0 / all }
  }

  /// With what is added last.
  private static func sum(_ weights: [Double], _ values: [Double]) -> Double {
    zip(weights, values).reduce(weights.last ?? 0) { $0 + $1.0 * $1.1 }
  }
}
