/// What items say for others, few enough to be kept: of each item the others for which it says most, for or against.
///
/// What a list is made of is the sum over somebody's history, so whoever has a new item is known anew at once, and each
/// score has its reasons.
public struct Companions: Sendable, Equatable {
  public let itemCount: Int
  /// Where the row of each item begins; one more than there are items.
  let starts: [Int32]
  /// The others, ascending in each row.
  let others: [Int32]
  let weights: [Float]

  /// How many of each item are kept, at most.
  public static let mostKept = 1_000

  /// The `count` of each item that weigh most. Takes long: not for a thread that others wait for.
  public init(_ model: EASE, count: Int) throws(FactorsError) {
    guard 1...Self.mostKept ~= count else {
      throw FactorsError(.invalid, "1 to \(Self.mostKept) companions of an item can be kept, not \(count)")
    }
    var starts: [Int32] = [0]
    var others: [Int32] = []
    var weights: [Float] = []
    let blocks = Blocks(total: model.itemCount, size: 64)
    for block in 0..<blocks.count {
      let rows = blocks[block]
      let scores = try model.scores(of: rows.map { [Weighted(Int32(truncatingIfNeeded: $0))] })
      for (place, item) in rows.enumerated() {
        let start = place * model.itemCount
        for entry in Self.heaviest(scores[start..<start + model.itemCount], count, but: item) {
          others.append(entry.id)
          weights.append(entry.weight)
        }
        guard others.count <= Int(Int32.max) else {
          throw FactorsError(.tooLarge, "more than \(Int32.max) companions cannot be kept")
        }
        starts.append(Int32(truncatingIfNeeded: others.count))
      }
    }
    (itemCount, self.starts, self.others, self.weights) = (model.itemCount, starts, others, weights)
  }

  /// As they were kept. Throws for what cannot have been.
  public init(starts: [Int32], others: [Int32], weights: [Float]) throws(FactorsError) {
    let itemCount = starts.count - 1
    guard itemCount >= 0, starts.first == 0, starts.last.map(Int.init) == others.count,
      others.count == weights.count, zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw FactorsError(.invalid, "the rows of companions do not fit together") }
    for item in 0..<itemCount {
      let row = others[Int(starts[item])..<Int(starts[item + 1])]
      guard row.allSatisfy({ 0..<itemCount ~= Int($0) }), zip(row, row.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw FactorsError(.invalid, "the companions of item \(item) do not ascend") }
    }
    guard weights.allSatisfy({ abs($0) <= 1e9 }) else {
      throw FactorsError(.invalid, "a companion has no weight that can be computed with")
    }
    (self.itemCount, self.starts, self.others, self.weights) = (itemCount, starts, others, weights)
  }

  /// As they are kept.
  public var parts: (starts: [Int32], others: [Int32], weights: [Float]) { (starts, others, weights) }

  private static func heaviest(_ scores: ArraySlice<Double>, _ count: Int, but item: Int) -> [Weighted] {
    var weights = scores.map { Float($0) }
    weights[item] = 0
    var top = TopList(limit: count)
    // What says nothing has no place.
    let sizes = weights.map { $0 == 0 ? -Float.infinity : abs($0) }
    top.take(sizes, count: sizes.count, first: 0)
    return top.finish().sorted { $0.id < $1.id }.map { Weighted($0.id, weight: weights[Int($0.id)]) }
  }

  /// The score of each item of which the history says something; ids that there are none of say nothing.
  public func scores(of history: [Weighted]) -> [Int32: Double] {
    var scores: [Int32: Double] = [:]
    for entry in history where 0..<itemCount ~= Int(entry.id) {
      for place in row(Int(entry.id)) {
        scores[others[place], default: 0] += Double(entry.weight) * Double(weights[place])
      }
    }
    return scores
  }

  /// Why an item has its score: the sum of the contributions.
  public func explanation(of item: Int32, for history: [Weighted]) -> EASE.Explanation {
    EASE.Explanation(
      of: history.compactMap { entry in
        guard 0..<itemCount ~= Int(entry.id), let place = place(of: item, in: row(Int(entry.id))) else {
          return nil
        }
        return EASE.Contribution(item: entry.id, value: Double(entry.weight) * Double(weights[place]))
      })
  }

  private func row(_ item: Int) -> Range<Int> { Int(starts[item])..<Int(starts[item + 1]) }

  private func place(of item: Int32, in row: Range<Int>) -> Int? {
    var (low, high) = (row.lowerBound, row.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if others[middle] < item { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && others[low] == item ? low : nil
  }
}
