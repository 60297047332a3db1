/// Who has taken what: compact, by user and by item.
public struct Interactions: Sendable, Equatable {
  public let byUser: SparseRows
  public let byItem: SparseRows

  public var userCount: Int { byUser.rowCount }
  public var itemCount: Int { byItem.rowCount }
  public var count: Int { byUser.count }

  /// What stands more than once becomes one with the sum of its weights. Throws for ids that are not below the counts,
  /// weights that are not positive, and what needs more than `memoryLimit` bytes.
  public init(
    _ entries: [Interaction], userCount: Int, itemCount: Int, memoryLimit: Int = 16_000_000_000
  ) throws(FactorsError) {
    let countable = 0...Int(Int32.max)
    guard countable ~= userCount, countable ~= itemCount, countable ~= entries.count else {
      throw FactorsError(.invalid, "there can be at most \(Int32.max) users, items and interactions")
    }
    let bytes = Self.bytesNeeded(entries.count, userCount: userCount, itemCount: itemCount)
    try FactorsError.refuse(
      "a table of \(userCount) users, \(itemCount) items and \(entries.count) interactions",
      needing: bytes, above: memoryLimit)
    try Self.check(entries, userCount, itemCount)
    // Sorted by item, then turned: so the items of a user ascend, and equal ones keep the order in which they came.
    byUser = Self.sortedByItem(entries, userCount: userCount, itemCount: itemCount).transposed().merged()
    byItem = byUser.transposed()
  }

  /// The most that is held while the table is made.
  public static func bytesNeeded(_ count: Int, userCount: Int, itemCount: Int) -> Int {
    saturating(count, 3 * (MemoryLayout<Int32>.stride + MemoryLayout<Float>.stride))
      + saturating(3, MemoryLayout<Int>.stride, userCount + itemCount + 2)
  }

  private static func check(
    _ entries: [Interaction], _ userCount: Int, _ itemCount: Int
  ) throws(FactorsError) {
    for (place, entry) in entries.enumerated() {
      guard 0..<userCount ~= Int(entry.user), 0..<itemCount ~= Int(entry.item) else {
        throw FactorsError(
          .invalid,
          "interaction \(place) is of user \(entry.user) and item \(entry.item), which are not there")
      }
      // Beyond this, products of weights would leave the range of numbers.
      guard entry.weight > 0, entry.weight <= 1e9 else {
        throw FactorsError(.invalid, "interaction \(place) has the weight \(entry.weight)")
      }
    }
  }

  private static func sortedByItem(
    _ entries: [Interaction], userCount: Int, itemCount: Int
  ) -> SparseRows {
    var starts = [Int](repeating: 0, count: itemCount + 1)
    for entry in entries { starts[Int(entry.item) + 1] += 1 }
    for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
    var next = starts
    var users = [Int32](repeating: 0, count: entries.count)
    var weights = [Float](repeating: 0, count: entries.count)
    for entry in entries {
      let place = next[Int(entry.item)]
      next[Int(entry.item)] += 1
      users[place] = entry.user
      weights[place] = entry.weight
    }
    return SparseRows(columnCount: userCount, starts: starts, columns: users, values: weights)
  }
}
