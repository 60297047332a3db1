import Audio
import TestKit
import Testing

@Suite struct ConditionalLogitTests {
  @Test func `learns what decides`() {
    var random = SeededGenerator(seed: 7)
    let examples = (0..<200).map { _ in
      let choices = (0..<4).map { _ in (0..<3).map { _ in Double.random(in: -1...1, using: &random) } }
      let right = choices.indices.max { choices[$0][1] < choices[$1][1] } ?? 0
      return ConditionalLogit.Example(choices: choices, right: right)
    }

    let model = ConditionalLogit.fitted(to: examples, penalty: 0.001)

    let met = examples.count { example in
      let chances = model.probabilities(example.choices)
      return chances.max() == chances[example.right]
    }
    #expect(met > 190)
    #expect(model.weights[1] > 5 * abs(model.weights[0]))
    #expect(model == ConditionalLogit.fitted(to: examples, penalty: 0.001))
  }

  @Test func `gives chances that sum to one, however great the traits`() {
    let chances = ConditionalLogit(weights: [1]).probabilities([[1e6], [0], [-1e6]])

    #expect(chances == [1, 0, 0])
    #expect(ConditionalLogit(weights: [1]).probabilities([]).isEmpty)
  }
}
