@testable import Factors

/// Interactions that are made from a seed.
enum World {
  /// Users take what is of their kind three times as often, so that there is something to learn.
  static func uses(
    users: Int, items: Int, each: Int, seed: UInt64, weighted: Bool = false
  ) -> [Interaction] {
    let random = CountedRandom(seed: seed)
    return (0..<users * each).map { place in
      let user = place / each
      let share = random.uniform(3 * place)
      var item = Int(share * share * Double(items))
      if random.uniform(3 * place + 1) < 0.75 { item = item / 4 * 4 + user % 4 }
      let weight: Float = weighted ? Float(1 + random.index(3 * place + 2, below: 3)) : 1
      return Interaction(
        user: Int32(user), item: Int32(min(item, items - 1)), weight: weight)
    }
  }

  static func interactions(
    users: Int, items: Int, each: Int = 12, seed: UInt64 = 1, weighted: Bool = false
  ) throws -> Interactions {
    try Interactions(
      uses(users: users, items: items, each: each, seed: seed, weighted: weighted), userCount: users,
      itemCount: items)
  }

  static func product(_ one: ArraySlice<Float>, _ other: ArraySlice<Float>) -> Float {
    var sum: Float = 0
    for (left, right) in zip(one, other) { sum += left * right }
    return sum
  }

  static func factors(_ rows: Int, _ columns: Int, seed: UInt64) throws -> FactorMatrix {
    let random = CountedRandom(seed: seed)
    return try FactorMatrix(
      rows: rows, columns: columns, values: (0..<rows * columns).map { Float(random.normal($0)) })
  }
}

func code(_ body: () throws -> Void) -> FactorsError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? FactorsError)?.code
  }
}
