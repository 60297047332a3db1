/// Makes the lists of a block of users: the working memory of one thread.
final class ListMaker {
  private let catalogue: Catalogue
  private let itemBlock: Int
  private var tops: [TopList]
  private var scores: [Float]

  init(_ catalogue: Catalogue, length: Int, userBlock: Int, itemBlock: Int) {
    self.catalogue = catalogue
    self.itemBlock = itemBlock
    tops = [TopList](repeating: TopList(limit: length), count: userBlock)
    scores = [Float](repeating: 0, count: userBlock * itemBlock)
  }

  func make(
    _ range: Range<Int>, _ users: FactorMatrix, _ excluding: SparseRows?,
    _ body: (_ user: Int, _ list: [Scored]) -> Void
  ) {
    let excluded = range.map { user in excluding.map { catalogue.places(of: $0.columns(of: user)) } ?? [] }
    var next = [Int](repeating: 0, count: range.count)
    let blocks = Blocks(total: catalogue.factors.rows, size: itemBlock)
    for block in 0..<blocks.count {
      let items = blocks[block]
      scores.withUnsafeMutableBufferPointer { buffer in
        let scores = buffer.start
        score(range, users, items, scores)
        for user in 0..<range.count {
          let row = scores + user * itemBlock
          while next[user] < excluded[user].count, Int(excluded[user][next[user]]) < items.upperBound {
            row[Int(excluded[user][next[user]]) - items.lowerBound] = -.infinity
            next[user] += 1
          }
          tops[user].take(row, count: items.count, first: Int32(truncatingIfNeeded: items.lowerBound))
        }
      }
    }
    for (place, user) in range.enumerated() {
      body(user, tops[place].finish().map { Scored(catalogue.id($0.id), score: $0.score) })
    }
  }

  private func score(
    _ range: Range<Int>, _ users: FactorMatrix, _ items: Range<Int>, _ scores: UnsafeMutablePointer<Float>
  ) {
    let width = users.columns
    users.values.withUnsafeBufferPointer { users in
      catalogue.factors.values.withUnsafeBufferPointer { factors in
        BLAS.multiply(
          range.count, items.count, width, 1, users.start + range.lowerBound * width, width,
          factors.start + items.lowerBound * width, width, turningB: true, 0, scores, itemBlock)
      }
    }
  }
}
