import FoundationEssentials
import TestKit
import Testing

@testable import Hookline

/// Against the real decoder, with sound files that are made here.
@Suite(.timeLimit(.minutes(1))) struct MediaCommandTests {
  private struct Outcome {
    let status: ExitCode
    let output: String
    let errors: String
  }

  private static func run(_ arguments: [String], environment: [String: String] = [:]) async -> Outcome {
    let (output, errors) = (Capture(), Capture())
    let decoder = ["HOOKLINE_MEDIA_DECODER": CheckoutFiles.program("hookline-media-decoder")]
    let program = Program(
      commands: Commands.all, environment: decoder.merging(environment) { $1 }, directory: "/nowhere",
      output: output, errors: errors)
    let status = await program.run(["media"] + arguments)
    return Outcome(status: status, output: output.text, errors: errors.text)
  }

  private static func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/hookline-media-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  /// Music of a kind: notes that a seed chooses, eight a second, at 11,025 samples a second.
  private static func song(_ seed: UInt64, seconds: Int) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<seconds * 8).flatMap { _ -> [Float] in
      let steps = (0..<3).map { _ in
        Float(110 << Int.random(in: 0...3, using: &generator)) * Float.random(in: 1...2, using: &generator)
      }
      return (0..<1378).map { sample in
        steps.reduce(0) { sum, step in
          let turns = step * Float(sample) / 11_025
          return sum + (turns - turns.rounded(.down) < 0.5 ? 0.2 : -0.2)
        }
      }
    }
  }

  private static func write(_ samples: [Float], to path: String) throws {
    let data = WaveHeader.encode(samples, as: .int16)
    let header = WaveHeader(rate: 11_025, channels: 1, samples: .int16, dataByteCount: data.count)
    try Data(header.bytes + data).write(to: URL(filePath: path))
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func `a file is shown with its streams, and a folder file by file`() async throws {
    try await Self.withFolder { folder in
      try Self.write(Self.song(1, seconds: 2), to: folder + "/b.wav")
      try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: true)
      try Self.write(Self.song(1, seconds: 1), to: folder + "/inner/c.wav")
      try Data("no media".utf8).write(to: URL(filePath: folder + "/a.txt"))

      let one = await Self.run(["info", folder + "/b.wav"])
      let all = await Self.run(["info", "--json", folder])

      #expect(one.status == .done && one.errors.isEmpty)
      #expect(one.output.contains("duration   0:02.0\n"))
      #expect(one.output.contains("sound, 11025 Hz, 1 channel (pcm_s16le)\n"))
      struct Line: Decodable {
        let path: String
        let error: String?
        let duration: Double?
      }
      let lines = try all.output.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      #expect(all.status == .failed)
      #expect(lines.map(\.path) == ["/a.txt", "/b.wav", "/inner/c.wav"].map { folder + $0 })
      #expect(lines.map { $0.error == nil } == [false, true, true])
      #expect(lines.compactMap(\.duration).map { ($0 * 10).rounded() / 10 } == [2, 1])
    }
  }

  @Test func `sound that is taken out of a file is what was in it`() async throws {
    try await Self.withFolder { folder in
      let source = folder + "/-a.b.wav"
      try Self.write(Self.song(2, seconds: 3), to: source)
      try FileManager.default.createDirectory(atPath: folder + "/out", withIntermediateDirectories: true)

      let first = await Self.run(["extract", "--sound", "-o", folder + "/out", "--", source])
      let bytes = try Data(contentsOf: URL(filePath: folder + "/out/-a.b.wav"))

      #expect(first.status == .done, "\(first.errors)")
      #expect(try bytes == Data(contentsOf: URL(filePath: source)))
      #expect(try Self.names(in: folder + "/out") == ["-a.b.wav"])
    }
  }

  @Test func `what is there stays without --force, and a failure leaves nothing`() async throws {
    try await Self.withFolder { folder in
      let (source, text, target) = (folder + "/a.wav", folder + "/b.txt", folder + "/c.wav")
      try Self.write(Self.song(3, seconds: 1), to: source)
      try Data("mine".utf8).write(to: URL(filePath: target))
      try Data("no media".utf8).write(to: URL(filePath: text))

      let refused = await Self.run(["extract", "--sound", source, "-o", target])
      let kept = try Data(contentsOf: URL(filePath: target))
      let failed = await Self.run(["extract", "--sound", text, "-o", folder])
      let silent = await Self.run(["extract", "--thumbnail", source, "-o", folder])
      let forced = await Self.run(["extract", "--sound", "--force", source, "-o", target])

      #expect(
        refused.status == .failed && refused.errors.hasSuffix("c.wav is there already; --force replaces it\n")
      )
      #expect(kept == Data("mine".utf8))
      #expect(failed.status == .failed && silent.status == .failed)
      #expect(forced.status == .done)
      #expect(try Data(contentsOf: URL(filePath: target)) == Data(contentsOf: URL(filePath: source)))
      #expect(try Self.names(in: folder) == ["a.wav", "b.txt", "c.wav"])
    }
  }

  @Test func `two files of one name in two folders do not take each other's place`() async throws {
    try await Self.withFolder { folder in
      for name in ["x", "y", "out"] {
        try FileManager.default.createDirectory(
          atPath: folder + "/" + name, withIntermediateDirectories: true)
      }
      try Self.write(Self.song(4, seconds: 1), to: folder + "/x/a.wav")
      try Self.write(Self.song(5, seconds: 1), to: folder + "/y/a.wav")

      let outcome = await Self.run(
        ["extract", "--sound", "--force", folder + "/x", folder + "/y", "-o", folder + "/out"])

      #expect(outcome.status == .failed && outcome.errors.contains("was made of another file just now"))
      #expect(try Self.names(in: folder + "/out") == ["a.wav"])
    }
  }

  @Test func `a part of a song is found in it and another song is not`() async throws {
    try await Self.withFolder { folder in
      let song = Self.song(6, seconds: 40)
      try Self.write(song, to: folder + "/song.wav")
      try Self.write(Array(song.dropFirst(10 * 11_025).prefix(20 * 11_025)), to: folder + "/part.wav")
      try Self.write(Self.song(7, seconds: 40), to: folder + "/other.wav")
      let files = ["part", "song", "other"].map { "\(folder)/\($0).wav" }

      let outcome = await Self.run(["compare", "--json"] + files)
      let printed = await Self.run(["fingerprint", files[0]])

      struct Line: Decodable {
        let verdict: String
        let offset: Double
      }
      let lines = try outcome.output.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      #expect(outcome.status == .done)
      #expect(lines.map(\.verdict) == ["same", "unrelated", "unrelated"])
      #expect(lines.first.map { abs($0.offset - 10) < 0.2 } == true)
      #expect(printed.output.hasPrefix("FILE=\(files[0])\nDURATION=20\nFINGERPRINT="))
    }
  }

  @Test(arguments: [
    (["info"], "FILE… is missing"),
    (["extract", "a"], "nothing is asked for: --sound, --thumbnail or --frames N"),
    (["extract", "--frames", "0", "a"], "--frames takes a number from 0.001 to 1000.0, not \"0\""),
    (["extract", "--sound", "--rate", "1", "a"], "--rate takes a number from 4000 to 192000, not \"1\""),
    (["compare", "a"], "it takes 2 to 500 files to compare, not 1"),
    (["info", "--timeout", "0s", "a"], "--timeout takes a duration such as 60s or 5m, not \"0s\""),
  ])
  func `what makes no sense is misuse`(arguments: [String], message: String) async {
    let outcome = await Self.run(arguments)

    #expect(
      outcome.status == .misused && outcome.errors.hasPrefix("hookline: \(message)\n"), "\(outcome.errors)")
  }

  @Test func `without a decoder that is said once, and a file that takes too long by itself`() async throws {
    try await Self.withFolder { folder in
      for name in ["a", "b"] { try Self.write(Self.song(8, seconds: 1), to: "\(folder)/\(name).wav") }

      let none = await Self.run(
        ["info", folder], environment: ["HOOKLINE_MEDIA_DECODER": "/nowhere/decoder"])
      let slow = await Self.run(["fingerprint", "--timeout", "1ms", folder])

      #expect(none.status == .failed && none.errors.split(separator: "\n").count == 1)
      #expect(none.errors.contains("/nowhere/decoder"))
      #expect(slow.status == .failed && slow.errors.split(separator: "\n").count == 2)
    }
  }
}
