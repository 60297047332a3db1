import Models
import TestKit
import Testing

@testable import Media

@Suite struct TermsTests {
  @Test func `a part looks for what was kept of the whole, wherever it was cut`() {
    var drawn = DrawnPrint(seed: 21)
    let items = drawn.items(400)
    let kept = Set(Terms.kept(of: Fingerprint(items)))

    for start in [0, 1, 57, 300] {
      let part = Fingerprint(Array(items[start..<start + 80]))
      let own = kept.filter { (start..<start + 80).contains(Int($0.place)) }
      let moved = Set(own.map { FingerprintTerm($0.term, at: $0.place - Int16(start)) })
      #expect(moved.isSubset(of: Terms.probes(for: part)) && !moved.isEmpty, "from \(start)")
    }
  }

  @Test func `about a third is kept`() {
    var drawn = DrawnPrint(seed: 22)

    let kept = Terms.kept(of: Fingerprint(drawn.items(4_000)))

    #expect((1_180...1_490).contains(kept.count))
  }

  @Test func `repeated items count once, and held ones not at all`() {
    var drawn = DrawnPrint(seed: 23)
    let items = drawn.items(100)
    let slow = items.flatMap { [$0, $0, $0] }
    let held = items.flatMap { [UInt32](repeating: $0, count: Terms.held) }

    #expect(Terms.kept(of: Fingerprint(slow)).map(\.term) == Terms.kept(of: Fingerprint(items)).map(\.term))
    #expect(Terms.kept(of: Fingerprint(held)).isEmpty && Terms.probes(for: Fingerprint(held)).isEmpty)
    #expect(Terms.kept(of: Fingerprint([])).isEmpty && Terms.probes(for: Fingerprint([])).isEmpty)
  }

  @Test func `a short query looks for its neighbours too, a long one does not, and none looks for too much`()
  {
    var drawn = DrawnPrint(seed: 24)

    let short = Terms.probes(for: Fingerprint(drawn.items(43)))
    let middle = Terms.probes(for: Fingerprint(drawn.items(300)))
    let long = Terms.probes(for: Fingerprint(drawn.items(30_000)))

    #expect((120...256).contains(short.count) && (48...120).contains(middle.count))
    #expect(long.count == Terms.probeLimit && Set(long.map(\.place)).count > 250)
  }

  @Test func `what an index keeps does not change between releases`() {
    let items: [UInt32] = (0..<40).map { $0 &* 2_654_435_761 }

    let kept = Terms.kept(of: Fingerprint(items))

    #expect(kept.map(\.place) == [0, 3, 4, 6, 12, 21, 24, 26, 28, 29, 30, 34, 35, 37, 39])
  }
}
