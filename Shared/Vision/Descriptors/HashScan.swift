/// Finds the hashes in which the fewest of the bits that count differ, by looking at all.
enum HashScan {
  private static let block = 64

  /// The rows of the nearest `count`, and of equally near ones the first; in the order of rows.
  static func nearest(to bits: ReliableBits, in hashes: UnsafeBufferPointer<UInt64>, count: Int) -> [Int32] {
    let (hash, mask) = (bits.hash, bits.mask)
    var nearest = Nearest(count)
    var start = 0
    while start < hashes.count {
      let end = min(start + block, hashes.count)
      // The top bit stays 0 unless one of the block is below the limit, and most blocks have none.
      var below: UInt64 = 0
      let limit = nearest.limit
      for row in start..<end {
        below |= UInt64(truncatingIfNeeded: ((hashes[row] ^ hash) & mask).nonzeroBitCount) &- limit
      }
      if below >> 63 != 0 {
        for row in start..<end { nearest.offer(((hashes[row] ^ hash) & mask).nonzeroBitCount, row) }
      }
      start = end
    }
    return nearest.rows()
  }

  /// The nearest so far, and some that will be thrown out.
  private struct Nearest {
    private let count: Int
    /// Only what is nearer than this can still be among the nearest.
    private(set) var limit: UInt64 = 65
    private var found: [(distance: UInt8, row: Int32)] = []

    init(_ count: Int) {
      self.count = count
      found.reserveCapacity(2 * count)
    }

    mutating func offer(_ distance: Int, _ row: Int) {
      guard UInt64(truncatingIfNeeded: distance) < limit else { return }
      found.append((UInt8(truncatingIfNeeded: distance), Int32(truncatingIfNeeded: row)))
      if found.count >= 2 * count { shrink() }
    }

    mutating func rows() -> [Int32] {
      if found.count > count { shrink() }
      return found.map(\.row)
    }

    private mutating func shrink() {
      var counts = [Int](repeating: 0, count: 65)
      for item in found { counts[Int(item.distance)] += 1 }
      var (last, nearer) = (0, 0)
      while nearer + counts[last] < count {
        nearer += counts[last]
        last += 1
      }
      var ties = count - nearer
      found.removeAll { item in
        guard item.distance == last else { return item.distance > last }
        ties -= 1
        return ties < 0
      }
      limit = UInt64(last)
    }
  }
}
