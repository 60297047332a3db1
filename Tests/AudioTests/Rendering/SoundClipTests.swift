import Audio
import Glibc
import TestKit
import Testing

@Suite struct SoundClipTests {
  @Test func `cuts a segment that fades in and out and is itself between`() {
    let clip = SoundClip(rate: 1000, channels: [[Float](repeating: 1, count: 1000)])

    let cut = clip.segment(from: 0.2, to: 0.7, fade: 0.01)

    #expect(cut.count == 500)
    #expect(cut.channels[0][10..<490].allSatisfy { $0 == 1 })
    #expect(cut.channels[0][0] < 0.1 && cut.channels[0][499] < 0.1)
    // Equal power: half of it half-way.
    #expect(abs(pow(cut.channels[0][4], 2) + pow(cut.channels[0][5], 2) - 1) < 0.01)
  }

  @Test func `cuts no more than there is`() {
    let clip = SoundClip(rate: 1000, channels: [[Float](repeating: 1, count: 1000)])

    #expect(clip.segment(from: -3, to: 0.5).count == 500)
    #expect(clip.segment(from: 0.9, to: 99).count == 100)
    #expect(clip.segment(from: 2, to: 3).count == 0)
    #expect(clip.segment(from: 0.5, to: 0.2).count == 0)
    #expect(clip.segment(from: .nan, to: .infinity).count == 1000)
  }

  @Test func `joins a loop where the waves meet`() {
    // The period does not divide the length that is asked for.
    let samples = (0..<8000).map { Float(sin(2 * Double.pi * Double($0) / 97)) }
    let clip = SoundClip(rate: 8000, channels: [samples])

    let loop = clip.loop(from: 0.25, to: 0.75)

    let turns = Double(loop.count) / 97
    #expect(abs(turns - turns.rounded()) < 0.02)
    #expect(abs(Double(loop.count) / 8000 - 0.5) < 0.013)
    let twice = loop.channels[0] + loop.channels[0]
    let steps = zip(twice, twice.dropFirst()).map { abs($0 - $1) }
    #expect((steps.max() ?? 1) < 1.1 * Float(2 * Double.pi / 97))
    #expect((twice.max() ?? 2) < 1.02)
  }

  @Test func `joins a loop of sounds that are not alike without a step or a hole`() {
    var random = SeededGenerator(seed: 9)
    let samples = (0..<8000).map { _ in Float.random(in: -0.5...0.5, using: &random) }
    let clip = SoundClip(rate: 8000, channels: [samples])

    let loop = clip.loop(from: 0.25, to: 0.75)

    let seam = loop.channels[0].suffix(80)
    let power = seam.reduce(0) { $0 + $1 * $1 } / 80
    #expect(power > 0.05 && power < 0.13)
    #expect(clip.loop(from: 0, to: 0.001).count == 8)
  }

  @Test func `writes a file of both channels`() throws {
    let clip = SoundClip(rate: 8000, channels: [[0, 0.5], [1, -1]])

    let file = try #require(clip.waveFile())

    #expect(file.count == WaveHeader.byteCount + 8)
    #expect(Array(file.suffix(8)) == [0, 0, 0xff, 0x7f, 0, 0x40, 0, 0x80])
  }
}
