/// A set of pairs of numbers that takes 8 bytes for each, and room to grow: files have tens of millions of them.
struct PairSet {
  /// Zero where there is none; no number is zero.
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private(set) var count = 0

  /// Whether the pair is new.
  mutating func insert(_ first: Int32, _ second: Int32) -> Bool {
    precondition(first > 0 && second > 0, "ids begin at 1")
    if count * 4 >= slots.count * 3 { grow() }
    let pair = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    guard Self.place(pair, in: &slots) else { return false }
    count += 1
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for pair in slots where pair != 0 { _ = Self.place(pair, in: &larger) }
    slots = larger
  }

  private static func place(_ pair: UInt64, in slots: inout [UInt64]) -> Bool {
    slots.withUnsafeMutableBufferPointer { slots in
      let mask = slots.count - 1
      var mixed = (pair ^ (pair >> 31)) &* 0x9e37_79b9_7f4a_7c15
      mixed ^= mixed >> 29
      var place = Int(truncatingIfNeeded: mixed) & mask
      while slots[place] != 0 {
        if slots[place] == pair { return false }
        place = (place + 1) & mask
      }
      slots[place] = pair
      return true
    }
  }
}
