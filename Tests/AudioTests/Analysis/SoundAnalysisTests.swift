import FoundationEssentials
import TestKit
import Testing

@testable import Audio

@Suite(.timeLimit(.minutes(2))) struct SoundAnalysisTests {
  private static func analysis(
    _ samples: [Float], _ settings: SoundAnalysis.Settings = .init(hookLength: 5)
  ) -> AnalyzedSound {
    let analysis = SoundAnalysis(settings)
    analysis.take(samples)
    return analysis.finish()
  }

  @Test func `music has a tempo, beats, bars, a key, parts and a hook`() throws {
    let song = Sounds.song(bpm: 120, tonic: 2, seconds: 20)

    let sound = Self.analysis(song.samples)

    let tempo = try #require(sound.tempo), key = try #require(sound.key), hook = try #require(sound.hook)
    #expect(abs(tempo.bpm - 120) < 1)
    #expect((36...44).contains(sound.beats.count))
    #expect(sound.meter?.downbeats.isEmpty == false)
    #expect(key.name == "D" && key.mode == .major && abs(sound.tuningCents ?? 99) < 5)
    #expect(sound.kinds.music > 0.5)
    #expect(abs(hook.end - hook.start - 5) < 1e-9 && hook.start >= 0 && hook.end <= sound.duration)
    #expect(sound.segments.first?.start == 0 && sound.segments.last?.end == sound.duration)
    #expect(sound.traits?.energy != nil && sound.waveform?.lows.count == Waveform.columnCount)
    #expect(sound.version == AnalyzedSound.version && sound.lack == nil)
    #expect(sound.genre.map { abs($0.reduce(0) { $0 + $1.score } - 1) < 1e-6 && $0.count == 8 } ?? true)
  }

  @Test func `the same sound gives the same result in any chunks`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let samples = Sounds.song(bpm: 97, seconds: 12).samples
    let whole = Self.analysis(samples)

    for most in [1000, 7, 200_000] {
      let analysis = SoundAnalysis(.init(hookLength: 5))
      var rest = samples[...]
      while !rest.isEmpty {
        let part = rest.prefix(Int.random(in: 0...most, using: &generator))
        // Times that are rounded are no gaps.
        let time =
          Double(samples.count - rest.count) / 22_050 + Double.random(in: -0.01...0.01, using: &generator)
        analysis.take(Array(part), at: time)
        rest = rest.dropFirst(part.count)
      }
      #expect(analysis.finish() == whole, "chunks up to \(most), seed \(seed)")
    }
  }

  @Test func `silence has nothing but its duration`() {
    let sound = Self.analysis([Float](repeating: 0, count: 22_050 * 6))

    #expect(sound.duration == 6 && sound.kinds.silence == 1)
    #expect(sound.tempo == nil && sound.beats.isEmpty && sound.meter == nil)
    #expect(sound.key == nil && sound.tuningCents == nil && sound.traits == nil && sound.statistics == nil)
    #expect(sound.segments.isEmpty && sound.hook == nil && sound.loop == nil)
    #expect(sound.waveform?.levels.allSatisfy { $0 == 0 } == true)
  }

  @Test func `noise has neither a tempo nor a key nor a hook`() {
    var noise = Sounds(seconds: 12)
    noise.noise(level: 0.3)

    let sound = Self.analysis(noise.samples)

    #expect(sound.tempo == nil && sound.key == nil && sound.hook == nil && sound.segments.isEmpty)
    #expect(sound.traits?.energy != nil)
  }

  @Test(arguments: [0, 1, 2, 100, 255, 256, 1023, 1024, 8191, 8192, 22_049, 22_050, 40_000])
  func `little sound gives a result`(count: Int) {
    let samples = (0..<count).map { Float($0 % 100) / 100 - 0.5 }

    let sound = Self.analysis(samples)

    #expect(sound.duration == Double(count) / 22_050)
    #expect(sound.hook == nil || sound.hook?.end == sound.duration)
    #expect((sound.waveform == nil) == (count == 0))
  }

  @Test(arguments: [Float.nan, .infinity, 1e30, -16, .leastNonzeroMagnitude])
  func `strange samples do no harm`(sample: Float) {
    let sound = Self.analysis((0..<50_000).map { $0 % 3 == 0 ? sample : 0.25 })

    #expect(sound.duration == 50_000.0 / 22_050)
  }

  @Test func `what was left out of the sound is silence, and times stay true`() throws {
    let song = Sounds.song(bpm: 120, seconds: 10).samples
    let analysis = SoundAnalysis()

    analysis.take(song, at: 4)

    let sound = analysis.finish()
    #expect(abs(sound.duration - 14) < 0.001)
    #expect(try #require(sound.beats.first) > 3.5)
  }

  @Test func `what comes after the limit is not heard`() {
    let samples = Sounds.song(bpm: 120, seconds: 8).samples

    let cut = Self.analysis(samples, .init(hookLength: 5, limit: 6))
    let short = Self.analysis(Array(samples.prefix(6 * 22_050)))
    let late = SoundAnalysis(.init(limit: 2))
    late.take(samples, at: 1e9)

    #expect(cut == short && cut.duration == 6)
    #expect(late.finish().duration == 2)
  }

  @Test func `a result is read as it was written`() throws {
    let sound = Self.analysis(Sounds.song(bpm: 120, seconds: 12).samples)

    let read = try JSONDecoder().decode(AnalyzedSound.self, from: JSONEncoder().encode(sound))

    #expect(read == sound)
  }
}
