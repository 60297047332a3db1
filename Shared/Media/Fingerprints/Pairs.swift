/// Items of two rows that lie upon each other, every pair once.
struct Pairs {
  /// How many different items there are; of the two rows, the poorer's.
  let variety: Int
  let count: Int
  /// The part of the bits that differ.
  let errorRate: Double
  /// The part that would differ if the items were paired at random: a half where each bit is set as often as not, less
  /// where all items are alike, as those of wind, water and rain are.
  let chance: Double

  /// Each pair has an item of the one row in its upper half and one of the other in its lower.
  init(_ pairs: Set<UInt64>, variety: Int) {
    self.variety = variety
    count = pairs.count
    var errors = 0
    var set = [Int](repeating: 0, count: 64)
    for pair in pairs {
      errors += (UInt32(pair >> 32) ^ UInt32(truncatingIfNeeded: pair)).nonzeroBitCount
      for bit in 0..<64 { set[bit] += Int(truncatingIfNeeded: pair >> UInt64(bit) & 1) }
    }
    guard count > 0 else {
      (errorRate, chance) = (0.5, 0.5)
      return
    }
    let parts = set.map { Double($0) / Double(pairs.count) }
    errorRate = Double(errors) / Double(count * 32)
    chance =
      (0..<32).reduce(0) { sum, bit in
        let (one, other) = (parts[bit], parts[bit + 32])
        return sum + one * (1 - other) + other * (1 - one)
      } / 32
  }
}
