/// The items nearest to each item, by the cosine of who took them.
public struct Neighbours: Sendable {
  public let itemCount: Int
  /// The nearest of each item, the nearest first; equal ones by id.
  public let nearest: [[Scored]]
  /// For each item those that it is among the nearest of, and how near.
  private let near: [[Scored]]

  public init(_ interactions: Interactions, count: Int, threads: Int = 1) {
    let items = interactions.itemCount
    itemCount = items
    let norms = (0..<items).map { item in
      interactions.byItem[item].reduce(0) { $0 + Double($1.weight) * Double($1.weight) }.squareRoot()
    }
    var nearest = [[Scored]](repeating: [], count: items)
    let blocks = Blocks(total: items, size: 64)
    edit(&nearest) { nearest in
      Lanes.forEach(
        blocks.count, threads: threads,
        scratch: { (sums: [Double](repeating: 0, count: items), top: TopList(limit: count)) },
        { block, scratch in
          for item in blocks[block] {
            Self.add(interactions, item, to: &scratch.sums)
            let scores = scratch.sums.enumerated().map { other, sum in
              sum > 0 && other != item ? Float(sum / (norms[item] * norms[other])) : -Float.infinity
            }
            scratch.top.take(scores, count: items, first: 0)
            nearest[item] = scratch.top.finish()
          }
        })
    }
    var near = [[Scored]](repeating: [], count: items)
    for (item, others) in nearest.enumerated() {
      for other in others {
        near[Int(other.id)].append(Scored(Int32(truncatingIfNeeded: item), score: other.score))
      }
    }
    (self.nearest, self.near) = (nearest, near)
  }

  /// How much each item shares with one.
  private static func add(_ interactions: Interactions, _ item: Int, to sums: inout [Double]) {
    for place in sums.indices { sums[place] = 0 }
    let (users, items) = (interactions.byItem, interactions.byUser)
    for place in users.starts[item]..<users.starts[item + 1] {
      let user = Int(users.columns[place])
      let weight = Double(users.values[place])
      for other in items.starts[user]..<items.starts[user + 1] {
        sums[Int(items.columns[other])] += weight * Double(items.values[other])
      }
    }
  }

  /// Of every item, for somebody with this history: how near those of its nearest are that stand there. Ids that there are
  /// none of say nothing.
  public func scores(of history: [Weighted]) -> [Float] {
    var scores = [Float](repeating: 0, count: itemCount)
    for entry in history where 0..<itemCount ~= Int(entry.id) {
      for other in near[Int(entry.id)] { scores[Int(other.id)] += entry.weight * other.score }
    }
    return scores
  }
}
