import Glibc

/// A model that chooses one of several: the probability of each goes with the exponential of its weighted traits.
public struct ConditionalLogit: Sendable, Equatable {
  public var weights: [Double]

  public init(weights: [Double]) { self.weights = weights }

  /// How likely each of several is, given its traits. They sum to 1.
  public func probabilities(_ choices: [[Double]]) -> [Double] {
    let scores = choices.map { traits in zip(weights, traits).reduce(0) { $0 + $1.0 * $1.1 } }
    guard let top = scores.max() else { return [] }
    let powers = scores.map { exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// A question of the tuning set: its choices' traits, and which was right.
  public struct Example: Sendable {
    public let choices: [[Double]]
    public let right: Int

    public init(choices: [[Double]], right: Int) {
      self.choices = choices
      self.right = right
    }
  }

  /// The weights that explain the examples best, held small by `penalty` times their squares. Always the same bits.
  public static func fitted(to examples: [Example], penalty: Double, rounds: Int = 400) -> ConditionalLogit {
    let count = examples.first?.choices.first?.count ?? 0
    var model = ConditionalLogit(weights: [Double](repeating: 0, count: count))
    var moments = model.weights, squares = model.weights
    for round in 1...max(1, rounds) {
      let slope = model.slope(examples, penalty: penalty)
      // Adam (Kingma and Ba 2015): traits of different scale need no preparation.
      for at in 0..<count {
        moments[at] = 0.9 * moments[at] + 0.1 * slope[at]
        squares[at] = 0.999 * squares[at] + 0.001 * slope[at] * slope[at]
        let mean = moments[at] / (1 - pow(0.9, Double(round)))
        let spread = squares[at] / (1 - pow(0.999, Double(round)))
        model.weights[at] -= 0.05 * mean / (spread.squareRoot() + 1e-8)
      }
    }
    return model
  }

  private func slope(_ examples: [Example], penalty: Double) -> [Double] {
    var slope = weights.map { 2 * penalty * $0 }
    for example in examples {
      let chances = probabilities(example.choices)
      for (choice, traits) in example.choices.enumerated() {
        let error = (chances[choice] - (choice == example.right ? 1 : 0)) / Double(examples.count)
        for at in slope.indices { slope[at] += error * traits[at] }
      }
    }
    return slope
  }
}
