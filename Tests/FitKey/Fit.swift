import Audio
import Glibc

/// A conditional logistic regression by Adam (Kingma and Ba 2015) on traits brought to one spread, whose weights keep to the
/// signs that they may have. Styles count by the root of how many pieces they have.
struct Fit {
  private static let rounds = 600
  private static let penalty = 0.003
  private static let step = 0.03

  private let pieces: [HeardPiece]
  private let spreads: [Double]
  private let shares: [Double]

  init(_ pieces: [HeardPiece]) {
    let spreads = KeyTraits.signs.indices.map { at in
      let values = pieces.flatMap { piece in piece.traits.map { $0[at] } }
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
      return square.squareRoot() + 1e-9
    }
    self.spreads = spreads
    self.pieces = pieces.map { piece in
      let traits = piece.traits.map { zip($0, spreads).map { $0 / $1 } }
      return HeardPiece(style: piece.style, key: piece.key, traits: traits)
    }
    let counts = pieces.reduce(into: [String: Double]()) { $0[$1.style, default: 0] += 1 }
    let rough = pieces.map { 1 / (counts[$0.style] ?? 1).squareRoot() }
    let sum = rough.reduce(0, +)
    shares = rough.map { $0 / sum }
  }

  func run() -> ConditionalLogit {
    var model = ConditionalLogit(weights: [Double](repeating: 0, count: spreads.count))
    var means = model.weights, squares = model.weights
    for round in 1...Self.rounds {
      let slope = slope(model)
      for at in slope.indices {
        means[at] = 0.9 * means[at] + 0.1 * slope[at]
        squares[at] = 0.999 * squares[at] + 0.001 * slope[at] * slope[at]
        let mean = means[at] / (1 - pow(0.9, Double(round)))
        let spread = squares[at] / (1 - pow(0.999, Double(round)))
        let weight = model.weights[at] - Self.step * mean / (spread.squareRoot() + 1e-8)
        model.weights[at] = weight * Double(KeyTraits.signs[at]) < 0 ? 0 : weight
      }
    }
    return ConditionalLogit(weights: zip(model.weights, spreads).map { $0 / $1 })
  }

  private func slope(_ model: ConditionalLogit) -> [Double] {
    var slope = model.weights.map { 2 * Self.penalty * $0 }
    for (piece, share) in zip(pieces, shares) {
      for (key, chance) in model.probabilities(piece.traits).enumerated() {
        let error = (chance - (key == piece.key ? 1 : 0)) * share
        for at in slope.indices { slope[at] += error * piece.traits[key][at] }
      }
    }
    return slope
  }
}
