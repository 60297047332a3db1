extension EASE {
  /// What an item of the history says for another one.
  public struct Contribution: Sendable, Equatable {
    public let item: Int32
    public let value: Double
  }

  /// Why an item has its score.
  public struct Explanation: Sendable, Equatable {
    /// The greatest first; equal ones by id.
    public let contributions: [Contribution]
    /// The sum of the contributions, in their order.
    public let score: Double

    init(of contributions: [Contribution]) {
      self.contributions = contributions.sorted { one, other in
        one.value != other.value ? one.value > other.value : one.item < other.item
      }
      score = self.contributions.reduce(0) { $0 + $1.value }
    }
  }

  /// The score of every item for somebody with this history, who need not have been there when the model was made: a new
  /// use counts at once. What is in the history gets the score that it has by the other items.
  public func scores(of history: [Weighted]) throws(FactorsError) -> [Double] {
    try scores(of: [history])
  }

  /// The same for several, one after the other; their number changes at most the last bits.
  public func scores(of histories: [[Weighted]]) throws(FactorsError) -> [Double] {
    for history in histories { try check(history) }
    let inner = form == .dual ? interactions.userCount : itemCount
    var left = [Double](repeating: 0, count: histories.count * inner)
    for (row, history) in histories.enumerated() { place(history, into: &left, at: row * inner) }
    var scores = [Double](repeating: 0, count: histories.count * itemCount)
    let blocks = Blocks(total: itemCount, size: 1_024)
    guard !histories.isEmpty, inner > 0 else { return scores }
    edit(&scores) { scores in
      Lanes.forEach(blocks.count, threads: settings.threads) { block in
        let columns = blocks[block]
        weights.withUnsafeBufferPointer { weights in
          BLAS.multiply(
            histories.count, columns.count, inner, 1, left, inner, weights.start + columns.lowerBound,
            itemCount, 0, scores + columns.lowerBound, itemCount)
        }
      }
    }
    if form == .dual { finish(&scores, histories) }
    return scores
  }

  /// Why `item` has its score for this history: what each other item in it says. The sum is the score of `scores(of:)` but
  /// for rounding.
  public func explanation(of item: Int32, for history: [Weighted]) throws(FactorsError) -> Explanation {
    try check(history + [Weighted(item)])
    let contributions = history.filter { $0.id != item }.map { entry in
      Contribution(item: entry.id, value: Double(entry.weight) * weight(of: Int(entry.id), for: Int(item)))
    }
    return Explanation(of: contributions)
  }

  /// What one item says for another.
  private func weight(of item: Int, for other: Int) -> Double {
    guard form == .dual else { return weights[item * itemCount + other] }
    let users = interactions.byItem
    let sum = (users.starts[item]..<users.starts[item + 1]).reduce(0.0) { sum, place in
      sum + Double(users.values[place]) * weights[Int(users.columns[place]) * itemCount + other]
    }
    return sum / divisors[other]
  }

  private func check(_ history: [Weighted]) throws(FactorsError) {
    for entry in history {
      guard 0..<itemCount ~= Int(entry.id) else {
        throw FactorsError(.invalid, "there is no item \(entry.id) in the model")
      }
      guard abs(entry.weight) <= 1e9 else {
        throw FactorsError(.invalid, "item \(entry.id) of the history has the weight \(entry.weight)")
      }
    }
  }

  /// The history itself in the primal form; what it shares with every user in the dual one.
  private func place(_ history: [Weighted], into left: inout [Double], at start: Int) {
    for entry in history {
      guard form == .dual else {
        left[start + Int(entry.id)] += Double(entry.weight)
        continue
      }
      let users = interactions.byItem
      for place in users.starts[Int(entry.id)]..<users.starts[Int(entry.id) + 1] {
        left[start + Int(users.columns[place])] += Double(entry.weight) * Double(users.values[place])
      }
    }
  }

  /// No item speaks for itself: what it said is taken off again.
  private func finish(_ scores: inout [Double], _ histories: [[Weighted]]) {
    for (row, history) in histories.enumerated() {
      for item in 0..<itemCount { scores[row * itemCount + item] /= divisors[item] }
      for entry in history {
        let own = weight(of: Int(entry.id), for: Int(entry.id))
        scores[row * itemCount + Int(entry.id)] -= Double(entry.weight) * own
      }
    }
  }
}
