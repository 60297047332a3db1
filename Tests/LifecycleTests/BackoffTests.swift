import Lifecycle
import TestKit
import Testing

@Suite struct BackoffTests {
  private let backoff = Backoff(base: .milliseconds(500), cap: .seconds(30))

  @Test func `the bound doubles up to the cap`() {
    let bounds = (1...9).map { backoff.bound(afterFailure: $0) }

    #expect(bounds == [0.5, 1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
    #expect(backoff.bound(afterFailure: .max) == .seconds(30))
  }

  @Test func `a huge base does not overflow`() {
    let backoff = Backoff(base: .seconds(Int64.max / 4), cap: .seconds(Int64.max / 2))

    #expect(backoff.bound(afterFailure: 60) == .seconds(Int64.max / 2))
  }

  @Test func `delays are spread over the whole of the bound`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)

    let delays = (0..<4_000).map { _ in backoff.delay(afterFailure: 3, using: &generator) }

    #expect(delays.allSatisfy { $0 >= .zero && $0 < .seconds(2) }, "seed \(seed)")
    let quarters = (0..<4).map { quarter in
      delays.count { $0 >= .milliseconds(500 * quarter) && $0 < .milliseconds(500 * (quarter + 1)) }
    }
    #expect(quarters.allSatisfy { $0 > 850 }, "seed \(seed): \(quarters)")
  }

  @Test func `what the other side asked for is the least`() {
    #expect(backoff.delay(afterFailure: 1, floor: .seconds(60)) == .seconds(60))
  }
}
