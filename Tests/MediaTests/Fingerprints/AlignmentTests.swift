import Models
import TestKit
import Testing

@testable import Media

@Suite struct AlignmentTests {
  private let step = Fingerprint.usualItemDuration

  @Test func `a part of a recording lies where it was cut`() {
    var drawn = DrawnPrint(seed: 1)
    let whole = drawn.items(300)
    let part = Fingerprint(drawn.damaged(whole[100..<160], 0.05))

    let found = Alignment(of: part, with: Fingerprint(whole))

    #expect(found.verdict == .same && found.items == 60 && found.speed == 1)
    #expect(abs(found.offset - 100 * step) < 0.001 && abs(found.overlap - 60 * step) < 0.001)
    #expect(abs(found.errorRate - 0.05) < 0.02 && found.confidence > 0.5)
  }

  @Test func `the whole lies upon its part, beginning earlier`() {
    var drawn = DrawnPrint(seed: 2)
    let whole = drawn.items(300)

    let found = Alignment(of: Fingerprint(whole), with: Fingerprint(Array(whole[100..<160])))

    #expect(found.verdict == .same && found.errorRate == 0 && found.confidence == 1)
    #expect(abs(found.offset + 100 * step) < 0.001 && found.items == 60)
  }

  @Test func `two that only overlap are the same where they do`() {
    var drawn = DrawnPrint(seed: 3)
    let whole = drawn.items(300)

    let found = Alignment(of: Fingerprint(Array(whole[150...])), with: Fingerprint(Array(whole[..<250])))

    #expect(found.verdict == .same && found.items == 100 && abs(found.offset - 150 * step) < 0.001)
  }

  @Test func `what drifts by half a percent is followed`() {
    var drawn = DrawnPrint(seed: 4)
    let whole = drawn.items(1_500)
    let slower = (0..<1_490).map { whole[Int((Double($0) * 1.005).rounded())] }

    let found = Alignment(of: Fingerprint(slower), with: Fingerprint(whole))

    #expect(found.verdict == .same && found.errorRate < 0.05)
    #expect(abs(found.speed - 0.995) < 0.001 && abs(found.offset) < 2 * step)
  }

  @Test func `a query that was taken at another speed tells the recording's speed`() {
    var drawn = DrawnPrint(seed: 5)
    let items = drawn.items(100)

    let found = Alignment(of: Fingerprint(items, speed: 0.98), with: Fingerprint(items))

    #expect(abs(found.speed - 1 / 0.98) < 0.0001)
  }

  @Test(arguments: 0..<50) func `strangers are unrelated, whatever their length`(seed: UInt64) {
    var drawn = DrawnPrint(seed: seed + 100)
    let reference = Fingerprint(drawn.items(400))

    for count in [8, 12, 20, 43, 100, 400] {
      let found = Alignment(of: Fingerprint(drawn.items(count)), with: reference)
      #expect(found.verdict == .unrelated && found.confidence == 0, "seed \(seed), \(count) items")
    }
  }

  @Test func `silence and held tones are like nothing, not even themselves`() {
    var drawn = DrawnPrint(seed: 6)
    let silence = Fingerprint([UInt32](repeating: 627_964_279, count: 300))
    let tones = Fingerprint((0..<300).map { $0 < 150 ? 0x1234_5678 : 0x1234_5679 })
    let begun = Fingerprint(drawn.items(60) + silence.items)

    #expect(Alignment(of: silence, with: silence).verdict == .unrelated)
    #expect(Alignment(of: tones, with: tones).verdict == .unrelated)
    #expect(Alignment(of: silence, with: begun).verdict == .unrelated)
    #expect(Alignment(of: begun, with: Fingerprint(drawn.items(60) + silence.items)).verdict == .unrelated)
  }

  @Test(arguments: 0..<8) func `too little says nothing`(count: Int) {
    var drawn = DrawnPrint(seed: 7)
    let items = drawn.items(100)

    let found = Alignment(of: Fingerprint(Array(items.prefix(count))), with: Fingerprint(items))
    let turned = Alignment(of: Fingerprint(items), with: Fingerprint(Array(items.prefix(count))))

    #expect(found.verdict == .tooShort && turned.verdict == .tooShort && found.confidence == 0)
  }

  @Test func `offsets from outside may be anything`() {
    var drawn = DrawnPrint(seed: 8)
    let items = Fingerprint(drawn.items(50))

    for offset in [-1_000, -50, -49, -1, 0, 1, 49, 50, 1_000] {
      let found = Alignment(of: items, with: items, near: [offset])
      #expect(found.verdict == (abs(offset) <= 1 ? .same : .unrelated), "\(offset)")
    }
    #expect(Alignment(of: items, with: items, near: []).verdict == .unrelated)
  }

  @Test func `the less there is, the less may differ`() {
    let limits = [8, 10, 17, 39, 100, 300, 3_000].map { Verdict.limit(variety: $0, chance: 0.5) }

    #expect(limits == limits.sorted() && limits[0] == 0 && limits[6] < 0.33)
    #expect(Verdict.limit(variety: 7, chance: 0.5) == 0 && Verdict.limit(variety: 0, chance: 0.5) == 0)
  }
}
