import Audio
import Glibc

/// What a ranker learns from: choices, of which some are right.
struct Question {
  let choices: [[Double]]
  let rights: Set<Int>
}

/// Fits a ranker by Adam (Kingma and Ba 2015), so that some right choice is likely; which of them does not matter.
struct Fit {
  private static let rounds = 1500
  private static let step = 0.05

  let questions: [Question]
  let penalty: Double

  init(_ questions: [Question], penalty: Double) {
    self.questions = questions.filter { !$0.rights.isEmpty && $0.rights.count < $0.choices.count }
    self.penalty = penalty
  }

  func run() -> ConditionalLogit {
    let count = questions.first?.choices.first?.count ?? 0
    var model = ConditionalLogit(weights: [Double](repeating: 0, count: count))
    var means = model.weights, squares = model.weights
    var fades = (mean: 1.0, square: 1.0)
    for _ in 0..<Self.rounds {
      fades = (fades.mean * 0.9, fades.square * 0.999)
      let slope = slope(model)
      for at in 0..<count {
        means[at] = 0.9 * means[at] + 0.1 * slope[at]
        squares[at] = 0.999 * squares[at] + 0.001 * slope[at] * slope[at]
        let spread = (squares[at] / (1 - fades.square)).squareRoot() + 1e-8
        model.weights[at] -= Self.step * means[at] / (1 - fades.mean) / spread
      }
    }
    return model
  }

  private func slope(_ model: ConditionalLogit) -> [Double] {
    var slope = model.weights.map { 2 * penalty * $0 }
    for question in questions {
      let chances = model.probabilities(question.choices)
      let right = max(1e-12, question.rights.reduce(0) { $0 + chances[$1] })
      for (choice, traits) in question.choices.enumerated() {
        let aim = question.rights.contains(choice) ? chances[choice] / right : 0
        let error = (chances[choice] - aim) / Double(questions.count)
        for at in slope.indices { slope[at] += error * traits[at] }
      }
    }
    return slope
  }
}

extension ConditionalLogit {
  /// How many questions it answers rightly.
  func rights(_ questions: [Question]) -> Int {
    questions.count { question in
      let chances = probabilities(question.choices)
      return chances.indices.max { chances[$0] < chances[$1] }.map(question.rights.contains) ?? false
    }
  }
}
