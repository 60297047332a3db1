import Glibc

/// Random numbers that depend on a seed and a place alone, not on what was drawn before: any thread can draw any of them.
public struct CountedRandom: Sendable {
  private let key: UInt64

  public init(seed: UInt64, stream: UInt64 = 0) {
    key = Self.mixed(Self.mixed(seed &+ 0x9e37_79b9_7f4a_7c15) ^ Self.mixed(stream &+ 0xd1b5_4a32_d192_ed03))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  public func bits(_ place: Int) -> UInt64 {
    Self.mixed(key &+ UInt64(bitPattern: Int64(place)) &* 0x9e37_79b9_7f4a_7c15)
  }

  /// From 0 to 1, without 1.
  public func uniform(_ place: Int) -> Double { Double(bits(place) >> 11) * 0x1p-53 }

  /// Below `limit`, which has to be positive and far below 2^32.
  public func index(_ place: Int, below limit: Int) -> Int {
    Int(bits(place).multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// With mean 0 and deviation 1.
  public func normal(_ place: Int) -> Double {
    let radius = (-2 * log(1 - uniform(2 * place))).squareRoot()
    return radius * cos(2 * Double.pi * uniform(2 * place + 1))
  }
}
