import Glibc

/// One choice among all rows of beats with all their bars: its probability goes with the exponential of the weighted
/// traits of both. Fitted by Adam (Kingma and Ba 2015) with steps that shrink; always the same bits.
struct Fit {
  private static let rounds = 400
  private static let penalty = 0.002
  private static let step = 0.05

  private let questions: [Question]
  /// Of each question: styles count by the root of how many pieces they have.
  private let shares: [Double]
  private let beatCount: Int
  private let barCount: Int

  struct Weights {
    var beats: [Double]
    var bars: [Double]

    func scores(_ row: Question.Row) -> [Double] {
      let own = product(beats, row.traits)
      return row.bars.map { own + product(bars, $0) }
    }

    private func product(_ weights: [Double], _ traits: [Float]) -> Double {
      weights.withUnsafeBufferPointer { weights in
        traits.withUnsafeBufferPointer { traits in
          var sum = 0.0
          for at in 0..<min(weights.count, traits.count) { sum += weights[at] * Double(traits[at]) }
          return sum
        }
      }
    }
  }

  init(_ questions: [Question]) {
    self.questions = questions.filter(\.isUseful)
    var counts: [String: Double] = [:]
    for question in self.questions { counts[question.style, default: 0] += 1 }
    let shares = self.questions.map { 1 / (counts[$0.style] ?? 1).squareRoot() }
    let sum = shares.reduce(0, +)
    self.shares = shares.map { $0 / sum }
    beatCount = self.questions.first?.rows[0].traits.count ?? 0
    barCount = self.questions.first?.rows[0].bars[0].count ?? 0
  }

  func run() -> Weights {
    var weights = [Double](repeating: 0, count: beatCount + barCount)
    var moments = weights, squares = weights
    var fades = (0.9, 0.999)
    for round in 0..<Self.rounds {
      let slope = slope(weights)
      let step = Self.step * (1 - Double(round) / Double(Self.rounds))
      for at in weights.indices {
        moments[at] = 0.9 * moments[at] + 0.1 * slope[at]
        squares[at] = 0.999 * squares[at] + 0.001 * slope[at] * slope[at]
        let spread = (squares[at] / (1 - fades.1)).squareRoot() + 1e-9
        weights[at] -= step * moments[at] / (1 - fades.0) / spread
      }
      fades = (fades.0 * 0.9, fades.1 * 0.999)
    }
    return split(weights.map(Self.rounded))
  }

  static func rounded(_ weight: Double) -> Double { (weight * 1000).rounded() / 1000 }

  private func split(_ weights: [Double]) -> Weights {
    Weights(beats: Array(weights[..<beatCount]), bars: Array(weights[beatCount...]))
  }

  private func slope(_ values: [Double]) -> [Double] {
    let weights = split(values)
    var beats = [Double](repeating: 0, count: beatCount), bars = [Double](repeating: 0, count: barCount)
    for (question, share) in zip(questions, shares) {
      for (row, errors) in zip(question.rows, errors(question, weights)) {
        add(row.traits, errors.reduce(0, +) * share, to: &beats)
        for (traits, error) in zip(row.bars, errors) { add(traits, error * share, to: &bars) }
      }
    }
    return zip(beats + bars, values).map { $0 + 2 * Self.penalty * $1 }
  }

  /// Of each row's bars: how likely they are, less how likely they are among what is right.
  private func errors(_ question: Question, _ weights: Weights) -> [[Double]] {
    let scores = question.rows.map(weights.scores)
    let top = scores.reduce(-Double.infinity) { max($0, $1.max() ?? $0) }
    let powers = scores.map { $0.map { exp($0 - top) } }
    let right = zip(powers, question.rows).map { powers, row in
      zip(powers, row.areRight).map { $1 ? $0 : 0 }
    }
    let sum = powers.reduce(0) { $0 + $1.reduce(0, +) }
    let rightSum = right.reduce(1e-30) { $0 + $1.reduce(0, +) }
    return zip(powers, right).map { zip($0, $1).map { $0 / sum - $1 / rightSum } }
  }

  private func add(_ traits: [Float], _ factor: Double, to sums: inout [Double]) {
    // What is all but impossible teaches nothing.
    guard abs(factor) > 1e-9 else { return }
    sums.withUnsafeMutableBufferPointer { sums in
      traits.withUnsafeBufferPointer { traits in
        for at in 0..<min(sums.count, traits.count) { sums[at] += factor * Double(traits[at]) }
      }
    }
  }
}
