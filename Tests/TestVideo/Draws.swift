/// Random numbers that a seed repeats (SplitMix64).
struct Draws: Sendable {
  private var state: UInt64

  init(_ seed: UInt64, _ parts: Int...) {
    state = seed
    for part in parts { state = Self.mix(state ^ UInt64(truncatingIfNeeded: part) &* 0x9e37_79b9_7f4a_7c15) }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) / Double(1 << 53)
  }

  mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func chance(_ percent: Int) -> Bool { index(below: 100) < percent }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[index(below: values.count)] }

  mutating func sign() -> Double { chance(50) ? 1 : -1 }

  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
