import Testing

@testable import Samples

@Suite struct SongSoundTests {
  private static let rate = 8_000

  private func sound(_ plan: SongPlan, channels: Int = 1) -> SongSound {
    plan.sound(rate: Self.rate, channels: channels)
  }

  @Test(arguments: 0..<12) func `a song neither clips nor breaks, and has no gaps`(seed: UInt64) {
    let song = SongPlan(SongBrief(seed: seed, duration: 10))

    let sound = sound(song, channels: 2)

    #expect(sound.channels.count == 2 && abs(sound.duration - song.duration - 1) < 0.001)
    for channel in sound.channels {
      #expect(channel.allSatisfy { $0.isFinite && abs($0) <= 0.9 }, "seed \(seed)")
      #expect(abs(channel.reduce(0, +) / Float(channel.count)) < 0.01, "seed \(seed)")
    }
    for second in 0..<Int(song.duration) {
      #expect(sound.loudness(Double(second)..<Double(second + 1)) > 0.005, "seed \(seed), second \(second)")
    }
  }

  @Test func `the same song sounds the same, and another different`() {
    let song = SongPlan(SongBrief(seed: 1, duration: 6))

    #expect(sound(song) == sound(song))
    #expect(sound(song) != sound(SongPlan(SongBrief(seed: 2, duration: 6))))
  }

  @Test(arguments: 0..<6) func `the chorus is louder than the introduction`(seed: UInt64) throws {
    let song = SongPlan(SongBrief(seed: seed, duration: 45))
    let intro = try #require(song.sections.first { $0.kind == .intro || $0.kind == .verse })
    let hook = try #require(song.hook)

    let sound = sound(song)

    #expect(sound.loudness(song.span(of: hook)) > sound.loudness(song.span(of: intro)), "seed \(seed)")
  }

  @Test func `a tone has the pitch of its note`() {
    var mix = Mix(count: Self.rate, rate: Self.rate)

    mix.add(Band.Bass.round.tone, pitch: 69, at: 0, for: 1, strength: 1)

    let samples = mix.sound(channels: 1).channels[0]
    let crossings = zip(samples.dropFirst(400), samples.dropFirst(401)).count { $0 < 0 && $1 >= 0 }
    #expect(abs(crossings - 440 * (Self.rate - 400) / Self.rate) <= 2)
  }

  @Test func `a file says how long it is and holds the samples`() {
    let sound = SongSound(rate: 8_000, channels: [[0, 1, -1], [0.5, -0.5, 0]])

    let file = sound.waveFile()

    #expect(file.count == 58 + 12 && Array(file[0..<4]) == Array("RIFF".utf8))
    #expect(Array(file[4..<8]) == [62, 0, 0, 0] && Array(file[54..<58]) == [12, 0, 0, 0])
    #expect(Array(file[22..<28]) == [2, 0, 0x40, 0x1f, 0, 0])
    #expect(Array(file[58...]) == [0, 0, 0, 0x40, 0xff, 0x7f, 0, 0xc0, 0, 0x80, 0, 0])
    #expect(sound.waveFile(rate: 8_160)[24...25] == [0xe0, 0x1f])
  }
}

extension SongSound {
  /// The root of the mean square of the first channel.
  fileprivate func loudness(_ seconds: Range<Double>) -> Float {
    let samples = channels[0][Int(seconds.lowerBound * Double(rate))..<Int(seconds.upperBound * Double(rate))]
    return (samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)).squareRoot()
  }
}
