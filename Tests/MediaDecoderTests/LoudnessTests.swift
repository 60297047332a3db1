import MediaWire
import Testing

/// Tones of known loudness: one of 1 kHz on both sides has its peak in dB as its loudness in LUFS.
@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct LoudnessTests {
  private static func tone(_ rate: Int = 48_000, seconds: Double = 4) -> String {
    "aevalsrc=0.1*sin(2000*PI*t):s=\(rate):d=\(seconds)"
  }

  private static func loudness(
    _ name: String, _ filter: String, rate: Int = 48_000, _ change: (inout DecodeOrder) -> Void = { _ in }
  ) async throws -> SoundLoudness? {
    let path = try await Fixtures.shared.media(name, "-f", "lavfi", "-i", tone(rate), "-af", filter)
    var order = DecodeOrder(loudness: .init())
    change(&order)
    let answer = try await Decoder().answer(order, path)
    #expect(answer.ending?.wholeness == .whole && answer.parts.isEmpty)
    return answer.loudness
  }

  @Test(arguments: [8000, 11_025, 44_100, 48_000, 96_000, 192_000])
  func `a tone has its loudness at any rate`(rate: Int) async throws {
    let stereo = try await Self.loudness("loud-\(rate).wav", "pan=stereo|c0=c0|c1=c0", rate: rate)
    let mono = try await Self.loudness("quiet-\(rate).wav", "anull", rate: rate)

    #expect(stereo.map { abs($0.integrated + 20) < 0.1 } == true, "\(String(describing: stereo))")
    #expect(mono.map { abs($0.integrated + 23.01) < 0.1 } == true, "\(String(describing: mono))")
    #expect(stereo.map { abs($0.peak + 20) < 0.1 && $0.range < 0.1 && $0.truePeak == nil } == true)
  }

  @Test func `channels count by where they are`() async throws {
    func only(_ channel: String, _ kind: String = "wav") async throws -> Double? {
      let others = ["FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"].map {
        "\($0)=\($0 == channel ? "" : "0*")c0"
      }
      return try await Self.loudness(
        "only-\(channel).\(kind)", "pan=7.1|" + others.joined(separator: "|"))?.integrated
    }

    let left = try #require(try await only("FL"))

    #expect(abs(left + 23.01) < 0.1)
    #expect(try await only("FC").map { abs($0 - left) < 0.01 } == true)
    #expect(try await only("SL").map { abs($0 - left - 1.49) < 0.02 } == true)
    #expect(try await only("BR", "flac").map { abs($0 - left - 1.49) < 0.02 } == true)
    #expect(try await only("LFE") == nil)
  }

  @Test func `a true peak is higher than the samples`() async throws {
    let name = "between.wav"
    let path = try await Fixtures.shared.media(
      name, "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*12000*t+PI/4):s=48000:d=2")

    let loudness = try await Decoder().answer(DecodeOrder(loudness: .init(wantsTruePeak: true)), path)
      .loudness

    let found = try #require(loudness)
    #expect(abs(found.peak + 9.03) < 0.1)
    #expect(found.truePeak.map { abs($0 + 6.02) < 0.3 } == true, "\(found)")
  }

  @Test func `loudness is of the part that is asked for, and comes beside sound`() async throws {
    let path = try await Fixtures.shared.media(
      "rising.wav", "-f", "lavfi", "-i", "aevalsrc=if(lt(t\\,2)\\,0.01\\,0.1)*sin(2000*PI*t):s=44100:d=4")
    let decoder = try Decoder()

    let end = try await decoder.answer(DecodeOrder(loudness: .init(), start: 2.5, duration: 1), path)
    let both = try await decoder.answer(DecodeOrder(sound: .init(), loudness: .init()), path)

    #expect(end.loudness.map { abs($0.integrated + 23.01) < 0.1 } == true)
    #expect(both.loudness.map { $0.integrated < -23.01 && abs($0.peak + 20) < 0.1 } == true)
    #expect(abs(both.samples.count - 88_200) < 10)
  }

  @Test(arguments: ["anullsrc=r=44100:cl=stereo:d=2", "aevalsrc=0.1*sin(2000*PI*t):s=44100:d=0.2"])
  func `silence and moments have no loudness`(source: String) async throws {
    let name = "nothing-\(source.utf8.count).wav"
    let path = try await Fixtures.shared.media(name, "-f", "lavfi", "-i", source)

    let answer = try await Decoder().answer(DecodeOrder(loudness: .init()), path)

    #expect(answer.loudness == nil && answer.ending?.wholeness == .whole)
  }
}
