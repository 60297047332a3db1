import Audio
import Glibc
import Lifecycle
import TestKit
import Testing

/// What is measured, beside what FFmpeg measures.
@Suite(.enabled(if: LoudnessPeer.isThere, "needs ffmpeg"), .timeLimit(.minutes(3)))
struct LoudnessPeerTests {
  /// Rate, channels, seconds.
  static let sounds = [
    (44_100, 2, 8.0), (48_000, 1, 6), (48_000, 6, 5), (48_000, 8, 4), (22_050, 2, 8), (11_025, 1, 12),
    (8000, 2, 14), (96_000, 2, 4),
  ]

  @Test(arguments: sounds)
  func `measures what ffmpeg measures`(rate: Int, channels: Int, seconds: Double) async throws {
    let sound = Self.sound(rate, channels, seconds, seed: UInt64(rate + channels))
    let meter = try #require(LoudnessMeter(rate: rate, channels: channels, wantsTruePeak: true))

    meter.take(interleaved: sound)
    let own = try #require(meter.finish())
    let peer = try await LoudnessPeer.measured(sound, rate: rate, channels: channels)

    #expect(abs(own.integrated - peer.integrated) <= 0.1)
    #expect(abs(own.range - peer.range) <= 0.1)
    #expect(abs(own.peak - peer.peak) <= 0.1)
    let truePeak = try #require(own.truePeak)
    #expect(abs(truePeak - peer.truePeak) <= 0.5)
  }

  /// Noise and tones that come and go, other ones in each channel, and a third of silence.
  private static func sound(_ rate: Int, _ channels: Int, _ seconds: Double, seed: UInt64) -> [Float] {
    var random = SeededGenerator(seed: seed)
    var last = [Double](repeating: 0, count: channels)
    return (0..<Int(seconds * Double(rate))).flatMap { index -> [Float] in
      let time = Double(index) / Double(rate)
      let level = time > seconds / 3 && time < seconds / 2 ? 0 : 0.1 + 0.2 * pow(sin(time * 1.3), 2)
      return (0..<channels).map { channel in
        // Less of what is high, as in music.
        last[channel] += 0.15 * (Double.random(in: -1...1, using: &random) - last[channel])
        let tone = sin(2 * Double.pi * (150 + 170 * Double(channel)) * time)
        return Float(level * (last[channel] * 2 + 0.4 * tone))
      }
    }
  }
}

/// The `ebur128` filter of FFmpeg.
enum LoudnessPeer {
  struct Measured {
    let integrated: Double
    /// Made of its values for each three seconds.
    let range: Double
    let peak: Double
    let truePeak: Double
  }

  static let isThere = ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + "ffmpeg", X_OK) == 0 }

  static func measured(_ samples: [Float], rate: Int, channels: Int) async throws -> Measured {
    let bytes = WaveHeader.encode(samples, as: .float32)
    let header = WaveHeader(rate: rate, channels: channels, samples: .float32, dataByteCount: bytes.count)
    let child = ChildProcess(
      "ffmpeg",
      [
        "-hide_banner", "-nostats", "-i", "pipe:0", "-af",
        "ebur128=peak=sample+true:framelog=verbose:metadata=1,ametadata=mode=print:key=lavfi.r128.S:file=-",
        "-f", "null", "-",
      ], input: header.bytes + bytes)
    let result = try await child.run()
    let words = result.errorText.split { $0 == " " || $0 == "\n" }.map(String.init)
    let summary = words.suffix(from: words.lastIndex(of: "Integrated") ?? 0)
    func numbers(_ name: String) -> [Double] {
      summary.indices.filter { summary[$0] == name && $0 + 1 < summary.endIndex }
        .compactMap { Double(summary[$0 + 1]) }
    }
    // The names of both peaks are the same; the one of samples comes first.
    let peaks = numbers("Peak:")
    return Measured(
      integrated: try #require(numbers("I:").first, "\(result.errorText.suffix(2000))"),
      range: try #require(range(ofTerms: terms(result.text))), peak: try #require(peaks.first),
      truePeak: try #require(peaks.last))
  }

  /// The loudness of the last three seconds, at every tenth of a second at which there are three seconds.
  private static func terms(_ text: String) -> [Double] {
    text.split(separator: "\n").filter { $0.hasPrefix("lavfi.r128.S=") }
      .compactMap { Double($0.drop { $0 != "=" }.dropFirst()) }.dropFirst(29).map(\.self)
  }

  /// By EBU Tech 3342, of FFmpeg's own values. Its own range takes the value before at either end where the standard's
  /// rounds up, which is another one by far where loudness falls steeply.
  private static func range(ofTerms terms: [Double]) -> Double? {
    let heard = terms.filter { $0 >= -70 }
    let mean = heard.reduce(0) { $0 + pow(10, $1 / 10) } / Double(heard.count)
    let kept = heard.filter { $0 >= 10 * log10(mean) - 20 }.sorted()
    guard !kept.isEmpty else { return nil }
    func value(_ part: Double) -> Double { kept[Int((Double(kept.count - 1) * part).rounded())] }
    return value(0.95) - value(0.1)
  }
}
