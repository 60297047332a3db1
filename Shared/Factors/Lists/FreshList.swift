extension FactorMatrix {
  /// The best of these items for one row of factors, made for a context: at most `length`, without what is `excluded`.
  ///
  /// `offsets`, one an item, are added to the scores: what the context says of items besides. Minus infinity there leaves
  /// an item out. The same bytes for any number of threads.
  public func best(
    _ length: Int, for user: [Float], offsets: [Float]? = nil, excluded: Set<Int32> = [], threads: Int = 1
  ) throws(FactorsError) -> [Scored] {
    guard user.count == columns, user.allSatisfy({ abs($0) <= 1e15 }) else {
      throw FactorsError(.invalid, "a user needs \(columns) factors, each finite")
    }
    guard 1...100_000 ~= length else {
      throw FactorsError(.invalid, "a list has 1 to 100,000 items, and \(length) were asked for")
    }
    guard offsets == nil || offsets?.count == rows else {
      throw FactorsError(.invalid, "there are \(rows) items and \(offsets?.count ?? 0) offsets")
    }
    let excluded = excluded.sorted()
    // A block's scores stay in the processor's own memory until the best are chosen.
    let blocks = Blocks(total: rows, size: 16_384)
    var parts = [[Scored]](repeating: [], count: blocks.count)
    let width = columns
    edit(&parts) { parts in
      values.withUnsafeBufferPointer { values in
        Lanes.forEach(
          blocks.count, threads: threads, scratch: { BlockList(length: length, size: blocks.size) },
          { block, list in
            let range = blocks[block]
            BLAS.apply(range.count, width, values.start + range.lowerBound * width, user, &list.scores)
            parts[block] = list.best(of: range, offsets, excluded)
          })
      }
    }
    return Array(parts.joined().sorted(by: TopList.isBetter).prefix(length))
  }
}

/// The best of one block at a time.
private struct BlockList {
  var scores: [Float]
  private var top: TopList

  init(length: Int, size: Int) {
    scores = [Float](repeating: 0, count: size)
    top = TopList(limit: length)
  }

  mutating func best(of range: Range<Int>, _ offsets: [Float]?, _ excluded: [Int32]) -> [Scored] {
    scores.withUnsafeMutableBufferPointer { scores in
      offsets?.withUnsafeBufferPointer { offsets in
        for place in 0..<range.count { scores[place] += offsets[range.lowerBound + place] }
      }
      var place = Self.first(in: excluded, from: range.lowerBound)
      while place < excluded.count, Int(excluded[place]) < range.upperBound {
        scores[Int(excluded[place]) - range.lowerBound] = -.infinity
        place += 1
      }
      top.take(scores.start, count: range.count, first: Int32(truncatingIfNeeded: range.lowerBound))
    }
    return top.finish()
  }

  /// The place of the first id that is not below `bound`.
  private static func first(in ids: [Int32], from bound: Int) -> Int {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(ids[middle]) < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
