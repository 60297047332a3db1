import FoundationEssentials
import Glibc
import Models
import TestKit
import Testing

@testable import Recommending

@Suite struct LearnedRankerTests {
  /// Candidates whose signals are drawn at random, side by side.
  static func table(_ rows: Int, _ generator: inout SeededGenerator) -> SignalTable {
    var table = SignalTable()
    for row in 0..<rows {
      let values = (0..<SignalTable.width).map { _ in Double.random(in: -2...2, using: &generator) }
      table.add(Int32(row), from: Generators(.ease), values)
    }
    return table
  }

  /// What somebody chose who goes by the genre twice as much as by the mood, and by nothing else.
  private static func choices(_ count: Int, seed: UInt64) -> [LearnedRanker.Choice] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let table = table(30, &generator).standardised()
      let liking = (0..<table.count).map { row in
        let noise = -log(-log(Double.random(in: 1e-9..<1, using: &generator)))
        return 1.6 * table[row, .genre] + 0.8 * table[row, .mood] + noise
      }
      let best = liking.indices.max { liking[$0] < liking[$1] } ?? 0
      return LearnedRanker.Choice(table, chosen: [best])
    }
  }

  @Test func `finds the weights that choices were made by, and none for what means nothing`() {
    let ranker = LearnedRanker(learningFrom: Self.choices(1_500, seed: 3), seed: 1)

    let ratio = ranker.weight(of: .genre) / ranker.weight(of: .mood)
    #expect(abs(ratio - 2) < 0.3, "\(ratio)")
    #expect(abs(ranker.weight(of: .irrelevant)) < 0.15)
    #expect(ranker.isSure(of: .genre) && ranker.isSure(of: .mood))
    let others = Signal.allCases.filter { $0 != .genre && $0 != .mood }
    #expect(others.allSatisfy { abs(ranker.weight(of: $0)) < 0.2 })
  }

  @Test func `the same choices give the same bytes, and a signal that is off has no weight`() throws {
    let choices = Self.choices(60, seed: 4)

    let (one, two) = (
      LearnedRanker(learningFrom: choices, seed: 9), LearnedRanker(learningFrom: choices, seed: 9)
    )
    let blind = LearnedRanker(learningFrom: choices, using: [.mood, .popularity], seed: 9)

    #expect(one == two)
    let stored = try JSONDecoder().decode(LearnedRanker.self, from: JSONEncoder().encode(one))
    #expect(stored == one)
    #expect(Signal.allCases.allSatisfy { (blind.weight(of: $0) != 0) == [.mood, .popularity].contains($0) })
  }

  @Test(arguments: [
    #"{"version":99,"weights":[0,0,0,0,0,0,0,0,0],"covariance":[],"intercept":0}"#,
    #"{"version":1,"weights":[1],"covariance":[1],"intercept":0}"#,
    #"{"weights":[],"covariance":[],"intercept":0}"#, "[]",
  ]) func `weights that are none are refused`(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(LearnedRanker.self, from: Data(text.utf8))
    }
  }

  @Test func `chances of all candidates add up to as many as were chosen`() {
    let choices = Self.choices(300, seed: 5)
    let ranker = LearnedRanker(learningFrom: choices, seed: 1)

    let chances = choices.reduce(0) { sum, choice in
      sum + ranker.scores(of: choice.table).reduce(0) { $0 + LearnedRanker.chance($1) }
    }

    #expect(abs(chances - 300) < 1e-3)
  }

  @Test func `contributions and intercept are the score in ten thousand lists`() {
    let ranker = LearnedRanker(learningFrom: Self.choices(200, seed: 6), seed: 1)
    var generator = SeededGenerator(seed: 7)
    let taste = Taste(of: (1...6).map { PastVideo(Video.ID($0), features: Sample.features(genre: .jazz)) })
    let track = Candidate(Sample.track(1, genre: .jazz, uses: 90))
    let explainer = Explainer(ranker, for: taste, uses: 6)
    var worst = 0.0

    for list in 0..<10_000 {
      let table = Self.table(6, &generator).standardised()
      let row = list % 6
      let explanation = explainer.explanation(of: row, in: table, track)
      let score = ranker.scores(of: table)[row]
      let parts = explanation.contributions.reduce(explanation.intercept) { $0 + $1.value }
      let reasons = explanation.reasons.reduce(0) { $0 + $1.contribution }
      worst = max(worst, abs(parts - score), abs(reasons - score), abs(explanation.score - score))
    }

    #expect(worst <= 1e-9)
  }

  @Test func `numbers that make no sense are bounded, and what all have in common says nothing`() {
    var table = SignalTable()
    for (row, odd) in [Double.nan, .infinity, -.infinity, 1e308, -1e308, 0, 3].enumerated() {
      table.add(
        Int32(row), from: .all, [odd, 5, 1e-200 * Double(row), 1, 1, 1, 1, 1, Double(row)])
    }

    let seen = table.standardised()

    #expect(seen.values.allSatisfy { abs($0) <= 8 })
    for row in 0..<seen.count { #expect(seen[row, .cease] == 0 && seen[row, .genre] == 0) }
    #expect(seen[6, .irrelevant] > 1 && seen[0, .irrelevant] < -1)
    #expect(LearnedRanker(learningFrom: [], seed: 1).scores(of: seen).allSatisfy { $0 == 0 })
  }

  @Test func `only what is sure is told, and what is missing is said`() throws {
    let ranker = LearnedRanker(learningFrom: Self.choices(1_500, seed: 3), seed: 1)
    var generator = SeededGenerator(seed: 8)
    let table = Self.table(20, &generator).standardised()
    let unsure = Set(Signal.allCases.filter { !ranker.isSure(of: $0) }.map(\.reason))
    let explainer = Explainer(ranker, for: Taste(), uses: 0)
    let known = Explainer(
      ranker, for: Taste(of: [PastVideo(Video.ID(1), features: Sample.features(genre: .jazz))]), uses: 40)

    for row in 0..<table.count {
      let explanation = explainer.explanation(of: row, in: table, Candidate(Sample.track(1)))
      #expect(!explanation.told.contains { unsure.contains($0.kind) || $0.kind == .base })
      #expect(explanation.reasons.last?.kind == .base)
      #expect(explanation.gaps.prefix(3) == [.uses, .taste, .trackGenre])
      #expect(explanation.confidence == 0)
      let surer = known.explanation(of: row, in: table, Candidate(Sample.track(1, genre: .jazz)))
      #expect(0...1 ~= surer.confidence && !surer.gaps.contains(.trackGenre))
      #expect(surer.against == nil || surer.told.last == surer.against)
      let stored = try JSONDecoder().decode([Reason].self, from: JSONEncoder().encode(surer.reasons))
      #expect(stored == surer.reasons)
    }
  }

  @Test(arguments: [
    (
      Reason(.together, contribution: 1, facts: ["because": .text("Rain")]),
      "creators who use “Rain”, as you did, use it too"
    ),
    (Reason(.together, contribution: -1), "seldom used by creators who use what you use"),
    (
      Reason(.kindred, contribution: 1, facts: ["because": .text("Rain")]), "goes with “Rain”, which you used"
    ),
    (Reason(.rising, contribution: 1, facts: ["factor": .number(1.8)]), "used 1.8 times as much as before"),
    (Reason(.rising, contribution: -1, facts: ["factor": .number(0.5)]), "used 50 % as much as before"),
    (Reason(.trait, contribution: 1, facts: ["name": .text("length")]), "its length suits you"),
  ])
  func `what only the learned ranker knows has a sentence`(reason: Reason, sentence: String) {
    #expect(reason.sentence == sentence)
  }

  @Test func `what every track starts from is never told`() {
    let reasons = [Reason(.genre, contribution: 0.5), Reason(.base, contribution: -4)]

    #expect(reasons.told.map(\.kind) == [.genre])
    #expect([Reason(.base, contribution: 2)].sentences == [])
  }
}
