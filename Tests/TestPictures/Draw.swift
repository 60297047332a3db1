import Glibc

/// What is drawn at random and can be had again by its seed (SplitMix64).
public struct Draw: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  public mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }
  public mutating func number(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }
  public mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
  public mutating func chance(_ share: Float) -> Bool { unit() < share }

  /// About normal, with a deviation of 1.
  public mutating func noise() -> Float { (0..<6).reduce(Float(0)) { sum, _ in sum + unit() - 0.5 } * 1.414 }
}
