import TestVideo
import Testing
import Vision

@Suite struct CutTempoTests {
  private static let seed: UInt64 = 77

  @Test func `the beat of cuts is found, some octaves away at most`() {
    let all = TestVideo.beatCuts(count: 200, seed: Self.seed)

    let right = all.count { cuts in
      guard let found = CutTempo(of: cuts.times), let period = cuts.period else { return false }
      return [0.25, 0.5, 1, 2, 4].contains { abs(found.period / period / $0 - 1) <= 0.04 }
    }

    #expect(Double(right) >= 0.9 * Double(all.count), "seed \(Self.seed): \(right) of \(all.count)")
  }

  @Test func `cuts by chance have no beat`() {
    let all = TestVideo.chanceCuts(count: 300, seed: Self.seed)

    let claimed = all.count { CutTempo(of: $0.times) != nil }

    #expect(Double(claimed) <= 0.1 * Double(all.count), "seed \(Self.seed): \(claimed) of \(all.count)")
  }

  @Test func `cuts at every second suggest sixty beats a minute, or an octave of it`() throws {
    let tempo = try #require(CutTempo(of: (0..<30).map { Double($0) }))

    let octave = tempo.beatsPerMinute / 60
    #expect([0.5, 1, 2, 4].contains { abs(octave - $0) < 0.02 })
    #expect(tempo.confidence > 0.9)
    #expect(!tempo.alternatives.isEmpty)
  }

  @Test(arguments: [[], [1.0], [2.0, 2, 2, 2, 2, 2, 2, 2]]) func `too few cuts, or all at once, have none`(
    times: [Double]
  ) {
    #expect(CutTempo(of: times) == nil)
  }

  @Test func `hours of cuts are looked at in bounded time`() {
    #expect(CutTempo(of: (0..<100_000).map { Double($0) * 0.5 }) != nil)
  }
}
