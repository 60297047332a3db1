import Audio
import Glibc
import Testing
import Vision

@testable import Samples

/// That what was planted in films is found in them.
@Suite(.timeLimit(.minutes(3))) struct ClipTruthTests {
  @Test func `shots begin where they were planted`() throws {
    var (planted, found, matched) = (0, 0, 0)
    for number in 0..<20 {
      let clip = try #require(number % 4 == 0 ? Films.onBeat(number) : Films.film(number))

      let cuts = PlayedClip(clip.file(soundRate: 8_000)).shots.cuts.map(\.time)

      let truth = clip.plan.cutTimes
      planted += truth.count
      found += cuts.count
      matched += truth.count { time in cuts.contains { abs($0 - time) < 0.01 } }
    }
    #expect(planted > 80)
    #expect(Double(2 * matched) / Double(planted + found) >= 0.95, "\(matched) of \(planted), \(found) found")
  }

  @Test func `the beat that cuts follow is found, and none is found where there is none`() throws {
    var (right, claimed) = (0, 0)
    for number in 0..<20 {
      let clip = try #require(Films.onBeat(number)), other = try #require(Films.film(number, seconds: 14))

      let tempo = PlayedClip(clip.file(soundRate: 8_000)).shots.tempo
      let claim = PlayedClip(other.file(soundRate: 8_000)).shots.tempo

      let planted = try #require(clip.plan.tempo)
      right += tempo.map { Self.octaves($0.beatsPerMinute, planted) < log2(1.04) } ?? false ? 1 : 0
      claimed += claim == nil ? 0 : 1
    }
    #expect(right >= 18 && claimed <= 2, "\(right) right, \(claimed) claimed")
  }

  @Test func `cuts on the beat are on beats of the song that is heard`() throws {
    for number in 0..<30 {
      let clip = try #require(Films.onBeat(number))
      guard case .song(let song, let start) = clip.sound else { continue }

      let halves = clip.plan.cutTimes.map { ($0 + Double(start)) * Double(song.tempo) / 60 * 4 }

      // Off by half a frame at most; quarters of a beat are the least that slow songs are counted by.
      let slack = 0.5 / Double(ClipPlan.frameRate) * Double(song.tempo) / 60 * 4 + 1e-6
      #expect(halves.allSatisfy { abs($0 - $0.rounded()) <= max(slack, 1e-6) })
      #expect(clip.plan.transitions.allSatisfy { $0.kind == .cut } && clip.plan.transitions.count > 6)
    }
  }

  @Test func `speech, noise and silence are heard as what they are`() throws {
    for number in 0..<6 {
      let speech = try Self.heard(Films.film(number, sound: .speech)).kinds
      let noise = try Self.heard(Films.film(number, sound: .noise)).kinds
      let silence = try Self.heard(Films.film(number, sound: .silence)).kinds

      #expect(speech.speech > 0.7 && noise.noise > 0.7 && silence.silence == 1, "film \(number)")
    }
  }

  @Test func `the song of a film is heard as music of its tempo`() throws {
    var right = 0
    for number in 0..<12 {
      let tempo = 61 + number * 37 % 120

      let heard = try Self.heard(Films.onBeat(number))

      #expect(heard.kinds.music > 0.7)
      right += heard.tempo.map { Self.octaves($0.bpm, Double(tempo)) < log2(1.04) } ?? false ? 1 : 0
    }
    #expect(right >= 11)
  }

  @Test func `a film plays the very song that its link names`() throws {
    let song = try #require(Films.song(3, tempo: 100))
    let whole = song.sound(rate: 8_000).channels[0]

    for start in [0, 2, 17] {
      let part = song.samples(rate: 8_000, from: start, seconds: 8)

      let same = whole[start * 8_000..<(start + 8) * 8_000]
      let product = zip(part, same).reduce(0) { $0 + $1.0 * $1.1 }
      let energies = part.reduce(0) { $0 + $1 * $1 } * same.reduce(0) { $0 + $1 * $1 }
      #expect(part.count == 64_000 && product / energies.squareRoot() > 0.98, "from \(start)")
    }
    let end = song.samples(rate: 8_000, from: 38, seconds: 5)
    #expect(end.count == 40_000 && end.suffix(24_000).allSatisfy { $0 == 0 })
  }

  @Test func `what is uploaded again is like what it was, and like nothing else`() throws {
    var prints: [(print: VideoPrint, copy: VideoPrint)] = []
    for number in 0..<10 {
      let clip = try #require(Films.film(number))
      let edit = try #require(ClipEdit(crop: 2 + number % 8, tint: number))
      let copy = clip.edited(edit)
      #expect(copy.plan == clip.plan && copy != clip && SampleClip(link: copy.link) == copy)
      prints.append((Self.print(clip), Self.print(copy)))
    }

    for (number, pair) in prints.enumerated() {
      #expect(pair.copy.likeness(to: pair.print).isSame, "film \(number)")
      for other in prints[..<number] { #expect(!pair.copy.likeness(to: other.print).isSame) }
    }
  }

  @Test func `light, colours and bars are those of the look`() throws {
    func looks(_ light: Int, _ warmth: Int, _ colour: Int, bars: Int = 0) throws -> Looks {
      let look = try #require(ClipLook(light: light, warmth: warmth, colour: colour, bars: bars))
      let clip = try #require(
        SampleClip(seed: 9, style: .scenery, seconds: 6, pace: .cuts(perMinute: 20), look: look, sound: .none)
      )
      var meter = LooksMeter()
      for frame in PlayedClip(clip.file(soundRate: 8_000)).frames { meter.take(frame) }
      return try #require(meter.finish())
    }

    #expect(try looks(9, 5, 5).brightness.mean > looks(1, 5, 5).brightness.mean * 1.5)
    #expect(try looks(6, 9, 7).warmth.mean > looks(6, 0, 7).warmth.mean)
    #expect(try looks(6, 5, 9).saturation.mean > looks(6, 5, 1).saturation.mean * 1.5)
    let barred = try looks(6, 5, 5, bars: 4), plain = try looks(6, 5, 5)
    #expect(barred.letterbox != plain.letterbox)
  }

  private static func print(_ clip: SampleClip) -> VideoPrint {
    let frames = PlayedClip(clip.file(soundRate: 8_000)).frames
    return VideoPrint(
      stride(from: 3, to: frames.count, by: 12).map {
        VideoPrint.KeyFrame(time: frames[$0].time, descriptor: FrameDescriptor(frames[$0]))
      })
  }

  private static func heard(_ clip: SampleClip?) throws -> AnalyzedSound {
    let analysis = SoundAnalysis()
    analysis.take(PlayedClip(try #require(clip).file(soundRate: Listener.sampleRate)).sound)
    return analysis.finish()
  }

  /// How far apart tempos are, in whatever octave they were found.
  private static func octaves(_ one: Double, _ other: Double) -> Double {
    let distance = log2(one / other)
    return abs(distance - distance.rounded())
  }
}
