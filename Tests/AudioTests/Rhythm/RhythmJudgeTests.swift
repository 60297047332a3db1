import Audio
import TestKit
import Testing

@Suite struct RhythmJudgeTests {
  @Test(arguments: [84, 97.3, 120]) func `finds tempo and beats`(bpm: Double) throws {
    let rhythm = try #require(judged(Sounds.song(bpm: bpm, seconds: 12)))

    #expect(abs(rhythm.tempo.bpm / bpm - 1) < 0.002)
    let truth = (0..<Int(12 * bpm / 60)).map { Double($0) * 60 / bpm }
    let inside = truth.filter { $0 > 1 && $0 < 11 }
    let met = inside.filter { time in rhythm.beats.contains { abs($0 - time) < 0.02 } }
    #expect(Double(met.count) >= 0.95 * Double(inside.count))
  }

  @Test(arguments: [(4, "4/4"), (3, "3/4")]) func `finds bars`(beatsPerBar: Int, name: String) throws {
    let song = Sounds.song(bpm: 120, seconds: 14, beatsPerBar: beatsPerBar)

    let meter = try #require(judged(song)?.meter)

    #expect(meter.name == name)
    let bar = Double(beatsPerBar) / 2
    #expect(meter.downbeats.allSatisfy { time in abs(time / bar - (time / bar).rounded()) * bar < 0.07 })
  }

  @Test(arguments: 1...3) func `finds bars where music begins within one`(beats: Int) throws {
    let whole = Sounds.song(bpm: 120, seconds: 24)

    let meter = try #require(judged(Array(whole.samples.dropFirst(beats * 11_025)))?.meter)

    #expect(meter.name == "4/4")
    let places = meter.downbeats.map { ($0 + Double(beats) / 2) / 2 }
    #expect(places.allSatisfy { abs($0 - $0.rounded()) < 0.035 })
  }

  @Test func `keeps beats to the end`() throws {
    let rhythm = try #require(judged(Sounds.song(bpm: 100, seconds: 12)))

    #expect(try #require(rhythm.beats.last) > 12 - 0.65)
  }

  @Test func `says what else the tempo could be`() throws {
    let tempo = try #require(judged(Sounds.song(bpm: 90, seconds: 12))).tempo

    let all = [tempo.bpm] + tempo.alternatives
    #expect(all.contains { abs($0 / 180 - 1) < 0.02 } || all.contains { abs($0 / 45 - 1) < 0.02 })
    #expect(all.indices.allSatisfy { at in all[..<at].allSatisfy { abs($0 / all[at] - 1) > 0.02 } })
    #expect((0.0...1).contains(tempo.confidence))
    let others = try #require(tempo.alternativeConfidences)
    #expect(others.count == tempo.alternatives.count && others.allSatisfy { $0 >= 0 })
    #expect(others.reduce(tempo.confidence, +) <= 1 + 1e-9)
  }

  @Test(arguments: [2.0, 8]) func `finds no pulse in noise`(seconds: Double) {
    var noise = Sounds(seconds: seconds, seed: 3)
    noise.noise(level: 0.3)

    #expect(judged(noise) == nil)
  }

  @Test(arguments: [0, 0.0001, 0.05, 4]) func `finds no pulse in silence`(seconds: Double) {
    #expect(judged(Sounds(seconds: seconds)) == nil)
  }

  @Test func `finds no pulse in a tone that is held`() {
    var drone = Sounds(seconds: 6)
    drone.note(50, at: 0, seconds: 6)

    #expect(judged(drone) == nil)
  }

  @Test func `judges the same every time`() {
    let song = Sounds.song(bpm: 100, seconds: 8)

    #expect(judged(song) == judged(song))
  }

  private func judged(_ sounds: Sounds) -> Rhythm? { judged(sounds.samples) }

  private func judged(_ samples: [Float]) -> Rhythm? {
    let heard = listen(samples)
    let chroma = Chroma(heard.pitches)
    return RhythmJudge().rhythm(heard, chroma, KeyEvidence(chroma, heard.pitches))
  }
}
