import Audio
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2))) struct StructureTests {
  @Test(arguments: [1, 2, 3]) func `finds parts and gives those that repeat one label`(seed: UInt64) throws {
    let song = FeatureSong("XVCVCBCO", seed: seed)

    let structure = Structure(try #require(evidence(song)))

    #expect(structure.segments.map(\.label).joined() == "ABCBCDCE")
    for (index, segment) in structure.segments.enumerated() {
      #expect(abs(segment.start - Double(index) * FeatureSong.partLength) < 0.1)
    }
    #expect(structure.segments.last?.end == song.heard.duration)
    #expect(structure.repetitions.map(\.label) == ["B", "C"])
    #expect(structure.repetitions.map(\.count) == [2, 3])
    #expect(structure.isBeaten)
  }

  @Test(arguments: [1, 2, 3]) func `labels a part that returns in a higher key alike`(seed: UInt64) throws {
    let song = FeatureSong("VCVC", raised: [3], seed: seed)

    let structure = Structure(try #require(evidence(song)))

    #expect(structure.segments.map(\.label).joined() == "ABAB")
    #expect(structure.repetitions.map(\.count) == [2, 2])
  }

  @Test func `says which parts are louder`() throws {
    let structure = Structure(try #require(evidence(FeatureSong("VCVCB", loud: ["C"]))))

    #expect(structure.segments.map { $0.energy > 0.5 } == [false, true, false, true, false])
  }

  @Test(arguments: [1, 2, 3]) func `finds bars although the downbeats that it is told are others`(shift: Int)
    throws
  {
    let song = FeatureSong("VCVCBC", seed: 5)
    let wrong = song.downbeats.map { $0 + Double(shift) * FeatureSong.beat }

    let structure = Structure(try #require(evidence(song, downbeats: wrong)))

    #expect(structure.bars.allSatisfy { bar in song.downbeats.contains { abs($0 - bar) < 0.07 } })
    #expect(structure.bars.count > 40)
  }

  @Test func `finds parts without any beats`() throws {
    let song = FeatureSong("VCVC", seed: 2)

    let found = StructureEvidence(song.heard, song.chroma, beats: [], downbeats: [], isMusic: true)
    let structure = Structure(try #require(found))

    #expect(!structure.isBeaten)
    #expect(structure.segments.map(\.label).joined() == "ABAB")
  }

  @Test func `finds nothing in silence and noise`() {
    var noise = Sounds(seconds: 12, seed: 3)
    noise.noise(level: 0.3)

    for sounds in [noise, Sounds(seconds: 12), Sounds(seconds: 0)] {
      let heard = listen(sounds.samples)
      #expect(StructureEvidence(heard, Chroma(heard.pitches), beats: [], downbeats: []) == nil)
    }
  }

  @Test func `takes beats that make no sense`() throws {
    let song = FeatureSong("VCVC")
    let odd: [[Double]] = [
      [.nan, .infinity, -.infinity], [-5, 1e9], [Double](repeating: 3, count: 500), [5, 4, 3, 2, 1],
      [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4],
    ]

    for beats in odd {
      let found = StructureEvidence(
        song.heard, song.chroma, beats: beats, downbeats: beats.reversed(), isMusic: true)
      let evidence = try #require(found)
      #expect(Structure(evidence).segments.last?.end == song.heard.duration)
      #expect(HookJudge().hook(evidence, length: 15) != nil)
    }
  }

  @Test func `keeps what it compares small for hours of sound`() throws {
    let song = FeatureSong("VC")
    let evidence = StructureEvidence(
      song.heard, song.chroma, beats: (0..<20_000).map { Double($0) * 0.125 / 20_000 * 256 }, downbeats: [])

    let structure = Structure(try #require(evidence))

    #expect(structure.bars.count <= 512)
  }
}

func evidence(_ song: FeatureSong, beats: [Double]? = nil, downbeats: [Double]? = nil) -> StructureEvidence? {
  StructureEvidence(
    song.heard, song.chroma, beats: beats ?? song.beats, downbeats: downbeats ?? song.downbeats)
}
