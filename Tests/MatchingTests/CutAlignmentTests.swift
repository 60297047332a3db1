import Matching
import TestKit
import Testing
import Vision

@Suite(.timeLimit(.minutes(5))) struct CutAlignmentTests {
  private static let count: UInt64 = 150
  /// Others than those by which anything was chosen.
  private static let firstSeed: UInt64 = 5000

  @Test func `tempo and beginning of films that were cut to music are found`() {
    var (claimed, near, tempi, both) = (0, 0, 0, 0)
    for seed in Self.firstSeed..<Self.firstSeed + Self.count {
      let planted = PlantedCuts(seed: seed)
      let isNear = planted.alignment.map { planted.error(at: $0.offset) <= 0.04 }
      let hasTempo = planted.tempoRatio?.fits == true
      if isNear != nil { claimed += 1 }
      if isNear == true { near += 1 }
      if hasTempo { tempi += 1 }
      if isNear == true, hasTempo { both += 1 }
    }

    print(
      "cuts on beats, \(Self.count) films: claimed \(claimed), within 40 ms \(near), "
        + "tempo within 2.5 % up to an octave \(tempi), both \(both)")
    #expect(near * 100 >= Int(Self.count) * 95 && both * 100 >= Int(Self.count) * 87)
    // What is claimed is right.
    #expect(near * 100 >= claimed * 97)
  }

  @Test func `cuts to no music are hardly ever said to be on beats`() {
    var (claimed, tempi) = (0, 0)
    for seed in Self.firstSeed..<Self.firstSeed + Self.count {
      let planted = PlantedCuts(seed: 7 * seed, followsMusic: false)
      if planted.alignment != nil { claimed += 1 }
      if planted.tempoRatio?.fits == true { tempi += 1 }
    }

    print("cuts on nothing, \(Self.count) films: claimed \(claimed), tempo that fits \(tempi)")
    #expect(claimed * 100 <= Int(Self.count) * 4 && tempi * 100 <= Int(Self.count) * 4)
  }

  /// Beats every half second, bars every two.
  private static func steady(until end: Double) -> Pulse {
    Pulse(
      beats: stride(from: 0, to: end, by: 0.5).map { $0 },
      downbeats: stride(from: 0, to: end, by: 2).map { $0 })
  }

  private static func alignment(_ cuts: [Double], duration: Double = 24, home: Double = 40) -> CutAlignment? {
    CutAlignment(cuts: cuts, duration: duration, pulse: steady(until: 120), trackEnd: 120, home: home)
  }

  @Test func `cuts on every second beat begin where bars put most of them on downbeats`() throws {
    // Two in three cuts are on bars if the film begins 0.7 s after one.
    let cuts = [1.3, 3.3, 4.3, 5.3, 7.3, 9.3, 10.3, 11.3, 13.3, 15.3]

    let found = try #require(Self.alignment(cuts))

    #expect(abs(found.offset - 40.7) < 0.003 && abs(found.shift - 0.7) < 0.003 && found.isInHook)
    #expect(found.hits == 10 && found.cuts == 10 && found.share == 1)
    #expect(abs(found.chance - 0.28) < 0.002 && found.probability <= 0.01)
  }

  @Test func `the same cuts give the same answer, in whatever order they come`() throws {
    let cuts = PlantedCuts(seed: 3)
    var shuffled = cuts.cuts
    var dice = SeededGenerator(seed: 9)
    shuffled.shuffle(using: &dice)

    #expect(cuts.alignment == cuts.alignment)
    #expect(
      Self.alignment(cuts.cuts, duration: cuts.duration)
        == Self.alignment(shuffled, duration: cuts.duration))
  }

  @Test func `a film is left where it was cut to, where the hook suits it much less`() throws {
    // A band that slows down: the cuts of one stretch suit no other.
    var (beats, period) = ([0.0], 0.45)
    while beats[beats.count - 1] < 150 {
      beats.append(beats[beats.count - 1] + period)
      period *= 1.001
    }
    let start = beats[200]
    let cuts = stride(from: 202, to: 260, by: 2).map { beats[$0] - start }
    let pulse = Pulse(beats: beats, downbeats: stride(from: 0, to: beats.count, by: 4).map { beats[$0] })

    let found = try #require(
      CutAlignment(
        cuts: cuts, duration: beats[262] - start, pulse: pulse, trackEnd: beats[beats.count - 1],
        home: beats[60]))

    #expect(abs(found.offset - start) < 0.01 && !found.isInHook && found.hits == found.cuts)
  }

  @Test func `too few cuts, too few beats and senseless times say nothing`() {
    #expect(Self.alignment([1, 2, 3]) == nil && Self.alignment([]) == nil)
    #expect(Self.alignment([.nan, .infinity, -1, 0, 24, 30, 1, 2, 3]) == nil)
    for pulse in [Pulse(beats: []), Pulse(beats: [1])] {
      let found = CutAlignment(
        cuts: [1, 2, 3, 4, 5, 6, 7, 8], duration: 10, pulse: pulse, trackEnd: 100, home: 0)
      #expect(found == nil)
    }
  }

  @Test func `a track that is shorter than the film is begun with`() throws {
    let cuts = stride(from: 1.0, to: 30, by: 1).map { $0 }

    let found = try #require(
      CutAlignment(cuts: cuts, duration: 30, pulse: Self.steady(until: 20), trackEnd: 20, home: 15))

    #expect(found.offset == 0 && found.hits == 19 && found.cuts == 29)
  }

  @Test func `any number of cuts takes a bounded time`() {
    let cuts = (0..<20_000).map { Double($0) * 0.3 }
    let clock = ContinuousClock()

    let time = clock.measure {
      _ = CutAlignment(
        cuts: cuts, duration: 7200, pulse: Self.steady(until: 7200), trackEnd: 7200, home: 0)
    }

    #expect(time < .seconds(60), "\(time)")
  }
}

extension PlantedCuts {
  var tempoRatio: TempoRatio? {
    guard let found = CutTempo(of: cuts), let film = Measured(found.beatsPerMinute),
      let track = Measured(tempo)
    else { return nil }
    return TempoRatio(.cuts, film: film, track: track, beatsPerBar: beatsPerBar)
  }
}
