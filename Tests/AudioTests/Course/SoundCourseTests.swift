import Audio
import Models
import Samples
import TestKit
import Testing

@Suite struct SoundCourseTests {
  /// Kinds of sound one after the other, with seconds of each.
  private static func spliced(_ parts: [(Kind, Double)]) -> Sounds {
    var whole = Sounds(seconds: 0)
    for (index, (kind, seconds)) in parts.enumerated() {
      switch kind {
      case .silence: whole.append(Sounds(seconds: seconds))
      case .music: whole.append(Sounds.song(bpm: 100 + 8 * Double(index), tonic: index, seconds: seconds))
      case .speech: whole.append(.babble(seconds: seconds, pitch: 110 + 20 * Double(index)))
      case .noise:
        var noise = Sounds(seconds: seconds, seed: UInt64(index) + 3)
        noise.noise(level: 0.2)
        whole.append(noise)
      }
    }
    return whole
  }

  private static func course(_ samples: [Float], chunk: Int = .max, loudness: Loudness? = nil) -> SoundCourse
  {
    let analysis = SoundAnalysis(followsCourse: true)
    var rest = samples[...]
    while !rest.isEmpty {
      analysis.take(Array(rest.prefix(chunk)))
      rest = rest.dropFirst(chunk)
    }
    return analysis.finishWithCourse(loudness: loudness).course
  }

  static let splices: [[(Kind, Double)]] = [
    [(.speech, 8), (.music, 10)], [(.music, 7), (.speech, 9)], [(.noise, 6), (.music, 8), (.silence, 4)],
    [(.silence, 3), (.speech, 8), (.noise, 7)], [(.music, 6), (.silence, 2), (.music, 6)],
    [(.speech, 6), (.noise, 5), (.speech, 7), (.music, 9)],
  ]

  @Test(arguments: splices) func `tells what comes when`(parts: [(Kind, Double)]) {
    let course = Self.course(Self.spliced(parts).samples)

    #expect(course.stretches.map(\.kind) == parts.map(\.0))
    var border = 0.0
    for (stretch, part) in zip(course.stretches, parts) {
      border += part.1
      #expect(abs(stretch.end - border) <= 1.5, "\(course.stretches)")
    }
  }

  @Test func `covers the whole sound, and nothing in it flickers`() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<12 {
      let parts = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        (Kind.allCases[Int.random(in: 0..<4, using: &random)], Double.random(in: 0.3...4, using: &random))
      }
      let samples = Self.spliced(parts).samples
      let course = Self.course(samples)
      let duration = Double(samples.count) / Sounds.rate

      #expect(course.stretches.first?.start == 0)
      #expect(abs((course.stretches.last?.end ?? 0) - duration) < 1e-9)
      for (one, next) in zip(course.stretches, course.stretches.dropFirst()) {
        #expect(one.end == next.start && one.kind != next.kind)
      }
      #expect(course.stretches.count == 1 || course.stretches.allSatisfy { $0.length >= 1 - 1e-9 })
      #expect(abs(Kind.allCases.reduce(0) { $0 + course.share(of: $1) } - 1) < 1e-9)
    }
  }

  @Test func `curves rise with the sound, and are as loud as the whole is`() {
    var sound = Sounds.song(bpm: 120, seconds: 8)
    sound.scale(0.02)
    sound.append(Sounds.song(bpm: 120, seconds: 8))
    sound.append(Sounds(seconds: 6))

    let plain = Self.course(sound.samples)
    let measured = Self.course(
      sound.samples, loudness: Loudness(integrated: -14, range: 5, peak: -1))

    #expect(plain.step == 0.5 && plain.energy.count == 44 && plain.loudness.count == 44)
    #expect(plain.energy.allSatisfy { 0...1 ~= $0 } && plain.loudness.allSatisfy { $0 >= -70 })
    let difference = plain.loudness[24] - plain.loudness[7]
    #expect(abs(difference - 34) < 2, "\(difference) LU for a fiftieth")
    #expect(plain.energy[24] > plain.energy[7] && plain.energy[43] == 0 && plain.loudness[43] == -70)
    #expect(abs(measured.loudness[24] - -14) < 2, "\(measured.loudness[24])")
  }

  @Test func `the same sound gives the same course, whatever the chunks`() {
    let samples = Self.spliced([(.speech, 4), (.music, 5), (.noise, 3), (.silence, 2)]).samples

    let courses = [1, 333, 2205, 100_000].map { Self.course(samples, chunk: $0) }

    #expect(courses.allSatisfy { $0 == courses[0] })
  }

  @Test func `a long sound has no more points, and a short one has some`() {
    var hour = [Float](repeating: 0, count: 22_050 * 1500)
    for second in stride(from: 0, to: 1500, by: 6) {
      for at in 22_050 * second..<22_050 * (second + 3) { hour[at] = Float(at % 50) / 100 }
    }

    let long = Self.course(hour), short = Self.course([Float](repeating: 0.1, count: 300))
    let none = Self.course([])

    #expect(long.energy.count == SoundCourse.mostPoints && long.stretches.count <= SoundCourse.mostPoints)
    #expect(abs(long.step * Double(long.energy.count) - 1500) < 1e-6)
    #expect(short.energy.count == 1 && short.stretches.count == 1)
    #expect(none.energy.isEmpty && none.stretches.isEmpty && none.share(of: .music) == 0)
  }

  @Test func `a made song is music from beginning to end`() throws {
    let song = try #require(
      SampleSong(number: 5, genre: .pop, mood: .happy, tempo: 112, duration: 24))

    let course = Self.course(song.sound(rate: Listener.sampleRate).channels[0])

    #expect(course.share(of: .music) > 0.9, "\(course.stretches)")
  }
}
