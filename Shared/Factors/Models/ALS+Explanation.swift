extension ALS {
  public typealias Explanation = EASE.Explanation

  /// Why an item has its score for this history: the part of each item in it (Hu, Koren and Volinsky, section 5).
  ///
  /// The score is the product of the item's factors with those that the history comes to, in double precision; the sum of
  /// the contributions is that score.
  public func explanation(of item: Int32, for history: [Weighted]) throws(FactorsError) -> Explanation {
    try check(history + [Weighted(item)])
    let width = settings.factors
    BLAS.prepare()
    var matrix = equations(of: history)
    var turned = items[Int(item)].map(Double.init)
    let isSolved = edit(&matrix) { matrix in
      guard BLAS.decompose(width, matrix, width) else { return false }
      for isTurned in [false, true] {
        edit(&turned) { BLAS.solve(width, 1, matrix, width, turned: isTurned, $0, 1) }
      }
      return true
    }
    guard isSolved else { throw FactorsError(.singular, "the factors of this history cannot be computed") }
    let contributions = history.map { entry in
      var product = 0.0
      for (place, factor) in items[Int(entry.id)].enumerated() { product += Double(factor) * turned[place] }
      return EASE.Contribution(item: entry.id, value: Double(entry.weight) * product)
    }
    return Explanation(of: contributions)
  }

  /// unobserved * sum of y yT + sum of c y yT over the history + the penalty.
  private func equations(of history: [Weighted]) -> [Double] {
    let width = settings.factors
    var matrix = itemGram.map(Double.init)
    for entry in history {
      let row = items[Int(entry.id)].map(Double.init)
      for one in 0..<width {
        for other in 0..<width { matrix[one * width + other] += Double(entry.weight) * row[one] * row[other] }
      }
    }
    let ridge = settings.penalty * (Double(history.count) + settings.unobserved * Double(items.rows))
    for factor in 0..<width { matrix[factor * width + factor] += ridge }
    return matrix
  }
}
