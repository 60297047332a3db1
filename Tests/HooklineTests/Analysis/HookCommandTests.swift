import Audio
import FoundationEssentials
import TestKit
import Testing

@testable import Hookline

/// Against the real decoder, with sound files that are made here.
@Suite(.timeLimit(.minutes(2))) struct HookCommandTests {
  private struct Line: Decodable {
    let start: Double
    let end: Double
    let output: String
    let bytes: Int
    let beats: [Double]
    let bars: [Double]
  }

  @Test func `the hook is what was heard in the file, at its own rate`() async throws {
    try await MediaStage.withFolder { folder in
      let song = TestSong.samples(seconds: 14)
      let (file, target) = (folder + "/song.wav", folder + "/out.wav")
      try MediaStage.write(song, to: file, rate: TestSong.rate)

      let outcome = await MediaStage.hookline(["hook", "--json", file, "--length", "6", "-o", target])

      #expect(outcome.status == .done, "\(outcome.errors)")
      let line = try JSONDecoder().decode(Line.self, from: Data(outcome.output.utf8))
      #expect(abs(line.end - line.start - 6) < 1e-3 && line.end <= 14 && line.output == target)
      // Every half second, from a downbeat on.
      let steps = zip(line.beats.dropFirst(), line.beats).map { $0 - $1 }
      #expect((11...13).contains(line.beats.count) && steps.allSatisfy { abs($0 - 0.5) < 0.05 })
      #expect(line.bars.first.map { $0 < 0.03 } == true && line.bars.allSatisfy(line.beats.contains))
      let bytes = try Data(contentsOf: URL(filePath: target))
      #expect(bytes.count == line.bytes)
      let count = (bytes.count - WaveHeader.byteCount) / 2
      #expect(abs(count - 6 * TestSong.rate) <= 2)
      let first = Int((line.start * Double(TestSong.rate)).rounded())
      let differences = stride(from: 1000, to: count - 1000, by: 97).map { index in
        let place = WaveHeader.byteCount + 2 * index
        let sample = Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)
        return abs(Float(sample) / 32_768 - song[first + index])
      }
      #expect(differences.reduce(0, +) / Float(differences.count) < 0.01)
    }
  }

  @Test func `what is there stays without --force, and a failure leaves nothing`() async throws {
    try await MediaStage.withFolder { folder in
      let (file, target) = (folder + "/song.wav", folder + "/song-hook.wav")
      try MediaStage.write(TestSong.samples(seconds: 8), to: file, rate: TestSong.rate)
      try MediaStage.write([Float](repeating: 0, count: 60_000), to: folder + "/silence.wav")
      try Data("mine".utf8).write(to: URL(filePath: target))

      let refused = await MediaStage.hookline(["hook", file, "-o", folder])
      let kept = try Data(contentsOf: URL(filePath: target))
      let source = await MediaStage.hookline(["hook", file, "-o", file, "--force"])
      let silent = await MediaStage.hookline(["hook", folder + "/silence.wav", "-o", folder])
      let missing = await MediaStage.hookline(["hook", folder + "/no.wav", "-o", folder])
      let forced = await MediaStage.hookline(["hook", file, "-o", folder, "--force"])

      #expect(refused.status == .failed && refused.errors.contains("is there already; --force replaces it"))
      #expect(kept == Data("mine".utf8))
      #expect(source.status == .failed && source.errors.contains("is a file that is read"))
      #expect(silent.status == .failed && silent.errors.contains("there is no music in it"))
      #expect(missing.status == .failed && missing.errors.contains("No such file"))
      #expect(forced.status == .done && forced.output.contains("song-hook.wav ("))
      #expect(try MediaStage.names(in: folder) == ["silence.wav", "song-hook.wav", "song.wav"])
      #expect(try Data(contentsOf: URL(filePath: target)).count > 200_000)
    }
  }
}
