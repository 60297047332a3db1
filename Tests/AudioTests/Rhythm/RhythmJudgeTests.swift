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

  private func judged(_ sounds: Sounds) -> Rhythm? {
    let heard = listen(sounds.samples)
    let chroma = Chroma(heard.pitches)
    return RhythmJudge().rhythm(heard, chroma, KeyEvidence(chroma, heard.pitches))
  }
}
