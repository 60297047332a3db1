import Factors
import Testing

struct CompanionsTests {
  private static func model(_ form: EASE.Form) throws -> EASE {
    var unique: [Interaction] = []
    for user in 0..<40 {
      let items = Set((0..<8).map { (step: Int) -> Int in (user * 7 + step * (step + user % 3)) % 25 })
      for item in items.sorted() { unique.append(Interaction(user: Int32(user), item: Int32(item))) }
    }
    return try EASE(
      Interactions(unique, userCount: 40, itemCount: 25), .init(penalty: 5, form: form))
  }

  @Test(arguments: EASE.Form.allCases) func `with all companions the scores are the model's own`(
    form: EASE.Form
  ) throws {
    let model = try Self.model(form)
    let companions = try Companions(model, count: 25)
    let history = [Weighted(3), Weighted(11, weight: 2), Weighted(20)]

    let scores = companions.scores(of: history)
    let expected = try model.scores(of: history)

    for item in 0..<25 { #expect(abs((scores[Int32(item)] ?? 0) - expected[item]) < 1e-5) }
  }

  @Test func `the few that are kept weigh most, and explain what they say`() throws {
    let model = try Self.model(.primal)
    let few = try Companions(model, count: 4)
    let all = try Companions(model, count: 25)

    for item in 0..<25 {
      let kept = few.scores(of: [Weighted(Int32(item))])
      let rest = all.scores(of: [Weighted(Int32(item))]).filter { kept[$0.key] == nil }
      #expect(kept.count == 4)
      let least = kept.values.map(abs).min() ?? 0
      #expect(rest.values.allSatisfy { abs($0) <= least + 1e-7 })
      #expect(kept[Int32(item)] == nil)
    }
    let history = [Weighted(1), Weighted(2), Weighted(3)]
    for (item, score) in few.scores(of: history) {
      #expect(abs(few.explanation(of: item, for: history).score - score) < 1e-9)
    }
  }

  @Test func `rows that do not fit together are refused`() throws {
    let parts = try Companions(try Self.model(.dual), count: 3).parts
    var lists: [(starts: [Int32], others: [Int32], weights: [Float])] = []
    lists.append(([], [], []))
    lists.append((Array(parts.starts.dropLast()), parts.others, parts.weights))
    lists.append((parts.starts, Array(parts.others.dropLast()), parts.weights))
    lists.append((parts.starts, parts.others.map { $0 == 4 ? 25 : $0 }, parts.weights))
    lists.append((parts.starts, parts.others.reversed(), parts.weights))
    lists.append((parts.starts, parts.others, parts.weights.map { _ in .nan }))
    for list in lists {
      #expect(throws: FactorsError.self) {
        try Companions(starts: list.starts, others: list.others, weights: list.weights)
      }
    }
    let whole = try Companions(starts: parts.starts, others: parts.others, weights: parts.weights)
    #expect(whole.itemCount == 25)
    #expect(throws: FactorsError.self) { try Companions(try Self.model(.dual), count: 0) }
  }
}
