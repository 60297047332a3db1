@testable import Datasets
import TestKit
import Testing

@Suite struct NumberSetTests {
  @Test(arguments: [1_000, 100_000, 1 << 50])
  func `holds what was put in, and nothing else`(range: Int) {
    let seed: UInt64 = 5
    var generator = SeededGenerator(seed: seed)
    var numbers = NumberSet()
    var expected = Set<Int64>()

    for _ in 0..<20_000 {
      let number = Int64.random(in: 1...Int64(range), using: &generator)
      let isNew = numbers.insert(number)
      #expect(isNew == expected.insert(number).inserted, "seed \(seed)")
    }

    #expect(numbers.count == expected.count)
    for _ in 0..<5_000 {
      let number = Int64.random(in: 1...Int64(range), using: &generator)
      #expect(numbers.contains(number) == expected.contains(number), "seed \(seed)")
    }
  }

  @Test func `holds the ends of the range`() {
    var numbers = NumberSet()

    let areNew = [Int64.max, .min, 0, -1, 65_535, 65_536].map { numbers.insert($0) }
    let areNewAgain = [Int64.max, .min, 0, -1, 65_535, 65_536].map { numbers.insert($0) }

    #expect(!areNew.contains(false))
    #expect(!areNewAgain.contains(true))
    #expect(!numbers.contains(1))
  }
}
