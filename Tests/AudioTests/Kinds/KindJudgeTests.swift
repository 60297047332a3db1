import Audio
import Glibc
import TestKit
import Testing

@Suite struct KindJudgeTests {
  @Test func `tells music from noise and silence`() {
    var noise = Sounds(seconds: 9, seed: 3)
    noise.noise(level: 0.2)

    let music = kinds(Sounds.song(bpm: 112, tonic: 4, seconds: 12)), hiss = kinds(noise)
    let silence = kinds(Sounds(seconds: 7))

    #expect(music.share(of: .music) == 1)
    #expect(music.probability(of: .music) > 0.8)
    #expect(hiss.share(of: .noise) == 1)
    #expect(silence.share(of: .silence) == 1)
    #expect(silence.windows.allSatisfy { $0.probabilities.isEmpty })
  }

  @Test(arguments: [110.0, 210]) func `knows speech by its syllables and pauses`(pitch: Double) {
    let speech = kinds(.babble(seconds: 12, pitch: pitch))

    #expect(speech.share(of: .speech) == 1)
  }

  @Test(arguments: [0, 0.5]) func `knows rumbling and wind by what has no tone`(swells: Double) {
    let wind = kinds(rumble(seconds: 12, swells: swells))

    #expect(wind.share(of: .noise) == 1)
  }

  @Test(arguments: [8.0, 20]) func `takes what falls at random for no words and no drums`(perSecond: Double) {
    let falls = kinds(bursts(seconds: 12, perSecond: perSecond))

    #expect(falls.share(of: .noise) == 1)
  }

  @Test(arguments: [0.02, 0.2, 0.4]) func `hears music through noise`(level: Double) {
    var song = Sounds.song(bpm: 112, tonic: 4, seconds: 12)
    song.noise(level: level)

    #expect(kinds(song).share(of: .music) == 1)
  }

  @Test(arguments: [90.0, 128]) func `takes drums alone for music`(bpm: Double) {
    var drums = Sounds(seconds: 12)
    for beat in 0..<Int(12 * bpm / 60) {
      let time = Double(beat) * 60 / bpm
      if beat % 2 == 0 { drums.kick(time) } else { drums.snare(time) }
      drums.snare(time + 30 / bpm, level: 0.1)
    }

    #expect(kinds(drums).share(of: .music) == 1)
  }

  @Test(arguments: [0.01, 0.1, 1]) func `does not mind how loud it is`(factor: Float) {
    var song = Sounds.song(bpm: 112, tonic: 4, seconds: 6), wind = rumble(seconds: 6, swells: 0.5)
    song.scale(factor)
    wind.scale(factor)

    #expect(kinds(song).share(of: .music) == 1)
    #expect(kinds(wind).share(of: .noise) == 1)
  }

  @Test func `tells what comes when`() {
    var sound = Sounds.song(bpm: 120, seconds: 6)
    let pause = Sounds(seconds: 6)
    sound.append(pause)

    let found = kinds(sound)

    #expect(found.windows.map(\.kind) == [.music, .music, .silence, .silence])
    #expect(found.windows.map(\.start) == [0, 3, 6, 9])
    #expect(found.share(of: .music) == 0.5)
  }

  @Test(arguments: [0.02, 1, 4.4, 4.6, 9]) func `covers the whole sound`(seconds: Double) {
    let sound = Sounds.song(bpm: 120, seconds: seconds)

    let windows = kinds(sound).windows

    #expect(windows.first?.start == 0)
    #expect(abs((windows.last?.end ?? 0) - seconds) < 0.001)
    #expect(zip(windows, windows.dropFirst()).allSatisfy { $0.end == $1.start })
    #expect(windows.dropLast().allSatisfy { $0.end - $0.start == Kinds.window })
  }

  @Test func `bears sounds of any small length`() {
    for milliseconds in stride(from: 20, through: 400, by: 4) {
      var hiss = Sounds(seconds: Double(milliseconds) / 1000, seed: 5)
      hiss.noise(level: 0.2)

      #expect(kinds(hiss).windows.count <= 1)
    }
  }

  @Test func `finds nothing in no sound`() {
    let none = kinds(Sounds(seconds: 0))

    #expect(none.windows.isEmpty)
    #expect(none.share(of: .silence) == 0)
  }

  private func kinds(_ sounds: Sounds) -> Kinds { KindJudge().kinds(listen(sounds.samples)) }

  /// Noise that is the lower the louder, and swells so many times a second.
  private func rumble(seconds: Double, swells: Double) -> Sounds {
    var sounds = Sounds(seconds: seconds)
    var random = SeededGenerator(seed: 5)
    var last = 0.0
    sounds.add(0, seconds: seconds) { moment in
      last = 0.996 * last + 0.02 * Double.random(in: -1...1, using: &random)
      return last * (1 + 0.9 * sin(2 * Double.pi * swells * moment))
    }
    return sounds
  }

  /// Short noises, which come when they will.
  private func bursts(seconds: Double, perSecond: Double) -> Sounds {
    var sounds = Sounds(seconds: seconds, seed: 7)
    var random = SeededGenerator(seed: 8)
    var time = 0.0
    while time < seconds {
      sounds.snare(time)
      time -= log(1 - Double.random(in: 0..<1, using: &random)) / perSecond
    }
    return sounds
  }
}
