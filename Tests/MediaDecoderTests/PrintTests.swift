import Lifecycle
import MediaWire
import Testing

@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct PrintTests {
  /// Chords that change four times a second, on both sides a little differently.
  private static func music(speed: Double = 1) -> String {
    let step = "floor(4*t*\(speed))"
    let tones = (0..<3).map {
      "0.1*sin(2*PI*\(speed)*t*220*pow(2,mod(\(step)*\(5 + 2 * $0)+\(4 * $0),24)/12))"
    }
    let left = tones.joined(separator: "+")
    return "aevalsrc='\(left)|0.7*(\(left))+0.05*sin(2*PI*\(speed)*660*t)':s=22050:d=\(30 / speed)"
  }

  private func song() async throws -> String {
    try await Fixtures.shared.media("song.mp3", "-f", "lavfi", "-i", Self.music(), "-b:a", "128k")
  }

  @Test func `a fingerprint is that of Chromaprint's own program`() async throws {
    let path = try await song()
    let said = try await ChildProcess("fpcalc", ["-raw", "-length", "0", path]).run().text

    let print = try #require(try await Decoder().answer(DecodeOrder(prints: .init()), path).prints.first)

    let line = said.split(separator: "\n").first { $0.hasPrefix("FINGERPRINT=") }?.dropFirst(12) ?? ""
    let expected = line.split(separator: ",").compactMap { UInt32($0) }
    #expect(expected.count > 180 && abs(expected.count - print.items.count) <= 1)
    #expect(Self.difference(expected, print.items) < 0.02)
    #expect(abs(print.itemDuration - 0.1238) < 0.001 && abs(print.duration - 30) < 0.1)
  }

  @Test func `that of another speed is the one of the song played so`() async throws {
    let fast = try await Fixtures.shared.media("fast.wav", "-f", "lavfi", "-i", Self.music(speed: 1.25))
    let decoder = try Decoder()

    let made = try await decoder.answer(DecodeOrder(prints: .init(speeds: [1, 1.25])), song()).prints
    let real = try await decoder.answer(DecodeOrder(prints: .init()), fast).prints

    #expect(made.map(\.speed) == [1, 1.25])
    #expect(abs(made[1].duration - 24) < 0.1)
    #expect(Self.difference(made[1].items, real[0].items) < 0.05)
    #expect(Self.difference(made[0].items, real[0].items) > 0.2)
  }

  @Test func `only the wanted part counts, whatever part the samples are of`() async throws {
    var order = DecodeOrder(sound: .init(), prints: .init(limit: 10), start: 15, duration: 2)
    let decoder = try Decoder()

    let answer = try await decoder.answer(order, song())
    order = DecodeOrder(prints: .init())
    let whole = try await decoder.answer(order, song()).prints[0]

    #expect(abs(answer.prints[0].duration - 10) < 0.01)
    #expect(Self.difference(answer.prints[0].items, whole.items) < 0.01)
    #expect(answer.samples.count == 44_100 && answer.parts[0].time == 15)
    #expect(answer.ending?.wholeness == .whole)
  }

  @Test func `sound too short for one has an empty one`() async throws {
    let path = try await Fixtures.shared.media("short.wav", "-f", "lavfi", "-i", "sine=duration=0.5")

    let answer = try await Decoder().answer(DecodeOrder(prints: .init()), path)

    #expect(answer.prints.map(\.items) == [[]])
    #expect(answer.ending?.wholeness == .whole)
  }

  /// The part of bits that differ, over what both have.
  private static func difference(_ one: [UInt32], _ other: [UInt32]) -> Double {
    let bits = zip(one, other).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    return Double(bits) / Double(32 * max(1, min(one.count, other.count)))
  }
}
