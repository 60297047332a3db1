import Audio
import Glibc
import TestKit
import Testing

@Suite(.timeLimit(.minutes(3))) struct LoudnessMeterTests {
  /// Cases 1 to 5 of EBU Tech 3341: seconds and levels, with the loudness to be measured.
  static let steps: [(parts: [(Double, Double)], expected: Double)] = [
    ([(20, -23)], -23), ([(20, -33)], -33), ([(10, -36), (60, -23), (10, -36)], -23),
    ([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23),
    ([(20, -26), (20.1, -20), (20, -26)], -23),
  ]

  @Test(arguments: steps.indices)
  func `measures the stepped tones of the standard to a tenth of a unit`(at: Int) throws {
    var tones = Tones(rate: 8000)
    for (seconds, level) in Self.steps[at].parts { tones.add(seconds, level) }

    let loudness = try #require(measured(tones))

    #expect(abs(loudness.integrated - Self.steps[at].expected) <= 0.1)
  }

  @Test func `counts five channels as the standard does`() throws {
    // Case 6 of EBU Tech 3341.
    var tones = Tones(rate: 8000, channels: 5)
    tones.add(20, -28, -28, -24, -30, -30)

    let loudness = try #require(measured(tones))

    #expect(abs(loudness.integrated + 23) <= 0.1)
  }

  @Test func `finds no range where every three seconds are alike`() throws {
    // Case 9 of EBU Tech 3341, whose short-term loudness stays at -23.
    var tones = Tones(rate: 8000)
    for _ in 0..<5 {
      tones.add(1.34, -20)
      tones.add(1.66, -30)
    }

    let loudness = try #require(measured(tones))

    #expect(loudness.range <= 0.1)
  }

  /// The cases of EBU Tech 3342.
  static let ranges: [([Double], Double)] = [
    ([-20, -30], 10), ([-20, -15], 5), ([-40, -20], 20), ([-50, -35, -20, -35, -50], 15),
  ]

  @Test(arguments: ranges) func `measures the range of the standard's tones`(
    levels: [Double], expected: Double
  ) throws {
    var tones = Tones(rate: 8000)
    for level in levels { tones.add(20, level) }

    let loudness = try #require(measured(tones))

    #expect(abs(loudness.range - expected) <= 1)
  }

  @Test(arguments: [4000, 8000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
  func `measures the same at any rate`(rate: Int) throws {
    var tones = Tones(rate: rate, channels: 1)
    tones.add(1, -20)

    let loudness = try #require(measured(tones))

    // A tone of 1 kHz in one channel is 3 dB less than its level in two.
    #expect(abs(loudness.integrated + 23) < 0.05)
  }

  @Test(arguments: [1, 7, 799, 800, 4096]) func `measures the same bits for any chunks`(size: Int) throws {
    var random = SeededGenerator(seed: 4)
    let samples = (0..<24_000).map { _ in Float.random(in: -0.5...0.5, using: &random) }
    let whole = try #require(LoudnessMeter(rate: 8000, channels: 3, wantsTruePeak: true))
    let parts = try #require(LoudnessMeter(rate: 8000, channels: 3, wantsTruePeak: true))

    whole.take(interleaved: samples)
    for start in stride(from: 0, to: samples.count, by: 3 * size) {
      let chunk = samples[start..<min(samples.count, start + 3 * size)]
      parts.take(
        planar: (0..<3).map { channel in
          stride(from: start + channel, to: chunk.endIndex, by: 3).map { chunk[$0] }
        })
    }

    #expect(whole.finish() == parts.finish())
    #expect(whole.finish() != nil)
  }

  @Test func `finds no loudness in silence, in what is too short and in what is too soft`() {
    var silence = Tones(rate: 8000), short = silence, soft = silence
    silence.add(3, -.infinity)
    short.add(0.39, -10)
    soft.add(3, -80)

    #expect(measured(silence) == nil)
    #expect(measured(short) == nil)
    #expect(measured(soft) == nil)
    #expect(measured(Tones(rate: 8000)) == nil)
  }

  @Test func `takes what is no number for silence`() throws {
    var tones = Tones(rate: 8000, channels: 1)
    tones.add(2, -20)
    var samples = tones.interleaved
    samples.replaceSubrange(100..<104, with: [.nan, .infinity, -.infinity, 3e38])

    let loudness = try #require(measured(samples, rate: 8000))

    #expect(abs(loudness.integrated + 23) < 0.1)
    #expect(abs(loudness.peak + 20) < 0.1)
  }

  /// Sines of a quarter of the rate show their peak between samples only (cases 15 to 19 of EBU Tech 3341).
  static let sines: [(Double, Double, Double)] = [
    (0.5, 0, -6), (0.5, 0.125, -6), (0.5, 0.0625, -6), (1.41, 0.125, 3),
  ]

  @Test(arguments: sines) func `finds peaks between samples`(
    amplitude: Double, turn: Double, expected: Double
  ) throws {
    let samples = (0..<24_000).map { index in
      let fade = min(1, Double(index) / 1000, Double(23_999 - index) / 1000)
      return Float(fade * amplitude * sin(2 * Double.pi * (Double(index) / 4 + turn)))
    }

    let peak = try #require(measured(samples, rate: 48_000, wantsTruePeak: true)?.truePeak)

    #expect(peak - expected <= 0.2 && peak - expected >= -0.4)
  }

  @Test func `refuses what no sound is`() {
    #expect(LoudnessMeter(rate: 0, channels: 2) == nil)
    #expect(LoudnessMeter(rate: 44_100, channels: 0) == nil)
    #expect(LoudnessMeter(rate: 44_100, channels: 9) == nil)
    #expect(LoudnessMeter(rate: 44_100, channels: 2, weights: [1]) == nil)
  }

  private func measured(_ tones: Tones) -> Loudness? {
    let meter = LoudnessMeter(rate: tones.rate, channels: tones.channels.count)
    meter?.take(planar: tones.channels)
    return meter?.finish()
  }

  private func measured(_ samples: [Float], rate: Int, wantsTruePeak: Bool = false) -> Loudness? {
    let meter = LoudnessMeter(rate: rate, channels: 1, wantsTruePeak: wantsTruePeak)
    meter?.take(interleaved: samples)
    return meter?.finish()
  }
}
