import Factors
import Glibc

/// Ranks candidates by a weighted sum of standardised signals. The weights are learned from what creators chose; as the
/// score is a sum, each signal's part of it is the whole explanation.
public struct LearnedRanker: Sendable, Equatable, Codable {
  public static let name = "learned"
  /// Raised whenever it would rank otherwise.
  public static let version = 1

  /// What creators chose from a list of candidates.
  public struct Choice: Sendable {
    /// Standardised.
    public let table: SignalTable
    /// Rows of the table.
    public let chosen: [Int]
    /// Of the tracks that were not chosen, the share that is in the table.
    public let share: Double

    public init(_ table: SignalTable, chosen: [Int], share: Double = 1) {
      self.table = table
      self.chosen = chosen
      self.share = min(max(share, 1e-9), 1)
    }
  }

  /// In the order of the signals.
  public let weights: [Double]
  /// Of the weights, row by row.
  public let covariance: [Double]
  /// So that the score is the logarithm of the odds that a candidate is chosen.
  public let intercept: Double

  private enum Key: String, CodingKey { case version, weights, covariance, intercept }

  /// Refuses what another version has learnt, and what is none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    weights = try container.decode([Double].self, forKey: .weights)
    covariance = try container.decode([Double].self, forKey: .covariance)
    intercept = try container.decode(Double.self, forKey: .intercept)
    let version = try container.decode(Int.self, forKey: .version)
    let width = SignalTable.width
    guard version == Self.version, weights.count == width, covariance.count == width * width,
      (weights + covariance + [intercept]).allSatisfy({ abs($0) <= 1e9 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .weights, in: container, debugDescription: "weights of another version, or none")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.version, forKey: .version)
    try container.encode(weights, forKey: .weights)
    try container.encode(covariance, forKey: .covariance)
    try container.encode(intercept, forKey: .intercept)
  }

  /// How many candidates each chosen one is compared with.
  public static let rivals = 40

  /// The same choices in the same order and the same seed give the same bytes.
  public init(learningFrom choices: [Choice], using signals: Set<Signal> = Set(Signal.allCases), seed: UInt64)
  {
    var pairs = PairwiseFit.Pairs(width: SignalTable.width)
    for (number, choice) in choices.enumerated() {
      let chosen = Set(choice.chosen)
      let others = (0..<choice.table.count).filter { !chosen.contains($0) }
      guard !others.isEmpty else { continue }
      let random = CountedRandom(seed: seed, stream: UInt64(number))
      for (place, own) in choice.chosen.enumerated() {
        for rival in 0..<Self.rivals {
          let other = others[random.index(place * Self.rivals + rival, below: others.count)]
          // Forty comparisons with one choice are not forty choices.
          pairs.add(choice.table.row(own), over: choice.table.row(other), counting: 1 / Double(Self.rivals))
        }
      }
    }
    let fit = PairwiseFit(pairs, using: Signal.allCases.map(signals.contains))
    (weights, covariance) = (fit.weights, fit.covariance)
    intercept = Self.intercept(choices, fit.weights)
  }

  /// By Newton's method in one dimension, with the weights as they are.
  private static func intercept(_ choices: [Choice], _ weights: [Double]) -> Double {
    var sums: [(sum: Double, count: Double)] = []
    for choice in choices {
      let chosen = Set(choice.chosen)
      for row in 0..<choice.table.count {
        sums.append((Self.sum(choice.table.row(row), weights), chosen.contains(row) ? 1 : 1 / choice.share))
      }
    }
    let chosen = Double(choices.reduce(0) { $0 + $1.chosen.count })
    let total = sums.reduce(0) { $0 + $1.count }
    guard chosen > 0, chosen < total else { return 0 }
    var intercept = log(chosen / (total - chosen))
    for _ in 0..<50 {
      var (expected, bend) = (0.0, 0.0)
      for (sum, count) in sums {
        let share = 1 / (1 + exp(-intercept - sum))
        expected += count * share
        bend += count * share * (1 - share)
      }
      guard bend > 1e-12 else { break }
      let step = min(max((chosen - expected) / bend, -2), 2)
      intercept += step
      if abs(step) < 1e-12 { break }
    }
    return intercept
  }

  /// Signal by signal, always in this order: sums of floating-point numbers depend on it.
  private static func sum(_ row: ArraySlice<Double>, _ weights: [Double]) -> Double {
    zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  public func weight(of signal: Signal) -> Double { weights[signal.place] }

  /// Half of the interval in which the weight is in nine cases of ten.
  public func doubt(of signal: Signal) -> Double {
    1.645 * covariance[signal.place * SignalTable.width + signal.place].squareRoot()
  }

  /// Whether its weight is known to be on one side of 0. What is not is never named as a reason.
  public func isSure(of signal: Signal) -> Bool { abs(weight(of: signal)) > doubt(of: signal) }

  /// Of every row of a standardised table.
  public func scores(of table: SignalTable) -> [Double] {
    (0..<table.count).map { intercept + Self.sum(table.row($0), weights) }
  }

  /// What each signal adds to a row's score, in the order of the signals.
  public func contributions(of row: ArraySlice<Double>) -> [Double] { zip(row, weights).map { $0 * $1 } }

  /// The rows, the best first; equal ones by track.
  public func order(of table: SignalTable) -> [Int] {
    let scores = scores(of: table)
    return scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : table.tracks[$0] < table.tracks[$1]
    }
  }

  /// How likely it is that a candidate with this score is chosen.
  public static func chance(_ score: Double) -> Double { 1 / (1 + exp(-score)) }

  /// How likely a row is better than a mean candidate, from how sure the weights are.
  public func certainty(of row: ArraySlice<Double>) -> Double {
    let values = Array(row)
    let width = values.count
    var variance = 0.0
    for one in 0..<width {
      for other in 0..<width { variance += values[one] * covariance[one * width + other] * values[other] }
    }
    let sum = Self.sum(row, weights)
    guard variance > 1e-18 else { return sum > 0 ? 1 : sum < 0 ? 0 : 0.5 }
    return 0.5 * erfc(-sum / (2 * variance).squareRoot())
  }
}
