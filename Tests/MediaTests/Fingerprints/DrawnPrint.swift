import Models
import TestKit

/// Fingerprints by chance, whose neighbouring items differ in a few bits, as real ones do.
struct DrawnPrint {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func items(_ count: Int) -> [UInt32] {
    var item = UInt32.random(in: 0...UInt32.max, using: &random)
    return (0..<count).map { _ in
      for _ in 0..<4 { item ^= 1 << UInt32.random(in: 0..<32, using: &random) }
      return item
    }
  }

  /// The same with this part of the bits turned over.
  mutating func damaged(_ items: some Sequence<UInt32>, _ part: Double) -> [UInt32] {
    items.map { item in
      (0..<32).reduce(item) { item, bit in
        Double.random(in: 0..<1, using: &random) < part ? item ^ (1 << bit) : item
      }
    }
  }
}
