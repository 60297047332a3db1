import Testing

@testable import Factors

@Suite struct EASETests {
  /// B by its definition, with an inverse by Gauss and Jordan.
  private static func naive(_ interactions: Interactions, penalty: Double) -> [[Double]] {
    let items = interactions.itemCount
    var rows = [[Double]](repeating: [Double](repeating: 0, count: 2 * items), count: items)
    for user in 0..<interactions.userCount {
      let history = interactions.byUser[user]
      for one in history {
        for other in history {
          rows[Int(one.id)][Int(other.id)] += Double(one.weight) * Double(other.weight)
        }
      }
    }
    for item in 0..<items {
      rows[item][item] += penalty
      rows[item][items + item] = 1
    }
    for pivot in 0..<items {
      let scale = rows[pivot][pivot]
      for column in 0..<2 * items { rows[pivot][column] /= scale }
      for row in 0..<items where row != pivot {
        let factor = rows[row][pivot]
        for column in 0..<2 * items { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return (0..<items).map { row in
      (0..<items).map { row == $0 ? 0 : -rows[row][items + $0] / rows[$0][items + $0] }
    }
  }

  private static func scores(_ weights: [[Double]], _ history: [Weighted]) -> [Double] {
    weights.indices.map { item in
      history.reduce(0) { $0 + Double($1.weight) * weights[Int($1.id)][item] }
    }
  }

  @Test(arguments: EASE.Form.allCases, [(20, 45), (45, 20)])
  func `both forms are what the definition says`(form: EASE.Form, size: (Int, Int)) throws {
    let interactions = try World.interactions(users: size.0, items: size.1, seed: 5, weighted: true)
    let weights = Self.naive(interactions, penalty: 3)

    let model = try EASE(interactions, .init(penalty: 3, form: form))

    for user in 0..<size.0 {
      let history = interactions.byUser[user]
      let expected = Self.scores(weights, history)
      let found = try model.scores(of: history)
      #expect(zip(expected, found).allSatisfy { abs($0 - $1) < 1e-9 }, "user \(user)")
    }
  }

  @Test func `the dual form is the primal one, over several tiles`() throws {
    let interactions = try World.interactions(users: 300, items: 530, each: 30, seed: 6)
    let dual = try EASE(interactions, .init(penalty: 20, form: .dual, threads: 2))
    let primal = try EASE(interactions, .init(penalty: 20, form: .primal, threads: 2))

    let histories = (0..<300).map { interactions.byUser[$0] }
    let pairs = zip(try dual.scores(of: histories), try primal.scores(of: histories))

    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test(arguments: EASE.Form.allCases)
  func `contributions add up to the score`(form: EASE.Form) throws {
    let interactions = try World.interactions(users: 60, items: 50, seed: 7, weighted: true)
    let model = try EASE(interactions, .init(penalty: 10, form: form))

    for user in 0..<60 {
      let history = interactions.byUser[user]
      let scores = try model.scores(of: history)
      for item in 0..<50 {
        let explanation = try model.explanation(of: Int32(item), for: history)
        #expect(abs(explanation.score - scores[item]) < 1e-9)
        #expect(explanation.score == explanation.contributions.reduce(0) { $0 + $1.value })
        #expect(!explanation.contributions.contains { $0.item == Int32(item) })
      }
    }
  }

  /// A model that has seen the use, and one that is only told of it, differ by what one use changes.
  @Test func `a new use counts at once`() throws {
    let interactions = try World.interactions(users: 80, items: 40, each: 8, seed: 8)
    let model = try EASE(interactions, .init(penalty: 10))
    let history = interactions.byUser[0]
    let new = try #require((0..<40).first { item in !history.contains { $0.id == Int32(item) } })

    let before = try model.scores(of: history)
    let after = try model.scores(of: history + [Weighted(Int32(new))])

    for item in 0..<40 where item != new {
      let part = try model.explanation(of: Int32(item), for: [Weighted(Int32(new))]).score
      #expect(abs(after[item] - before[item] - part) < 1e-9)
    }
    #expect(abs(after[new] - before[new]) < 1e-9)
  }

  @Test func `is the same for any number of threads`() throws {
    let interactions = try World.interactions(users: 600, items: 290, each: 25, seed: 9)
    let histories = (0..<600).map { interactions.byUser[$0] }

    let results = try EASE.Form.allCases.map { form in
      try [1, 2, 5].map { threads in
        try EASE(interactions, .init(penalty: 20, form: form, threads: threads)).scores(of: histories)
          .map(\.bitPattern)
      }
    }

    for result in results { #expect(Set(result).count == 1) }
  }

  @Test func `chooses the smaller form, and refuses with the number`() throws {
    #expect(EASE.smallerForm(userCount: 610, itemCount: 9_724) == .dual)
    #expect(EASE.smallerForm(userCount: 100_000, itemCount: 5_000) == .primal)
    #expect(EASE.bytesNeeded(userCount: 9, itemCount: 50_000, form: .primal) == 40_000_000_000)
    #expect(EASE.bytesNeeded(userCount: 1 << 40, itemCount: 1 << 40, form: .dual) > 1 << 60)

    let interactions = try Interactions([], userCount: 100_000, itemCount: 50_000)
    let error = #expect(throws: FactorsError.self) { try EASE(interactions) }

    #expect(error?.code == .tooLarge)
    #expect(error?.message.contains("needs 40000 MB, and 8000 MB are allowed") == true)
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func `refuses a penalty that makes no sense`(penalty: Double) throws {
    let interactions = try World.interactions(users: 4, items: 4)

    #expect(code { _ = try EASE(interactions, .init(penalty: penalty)) } == .invalid)
  }

  @Test func `refuses items that there are none of`() throws {
    let model = try EASE(try World.interactions(users: 4, items: 4))

    for history in [[Weighted(4)], [Weighted(-1)], [Weighted(0, weight: .nan)]] {
      #expect(code { _ = try model.scores(of: history) } == .invalid)
      #expect(code { _ = try model.explanation(of: 0, for: history) } == .invalid)
    }
    #expect(code { _ = try model.explanation(of: 9, for: []) } == .invalid)
  }
}
