import FoundationEssentials
import TestKit
import Testing

@testable import Hookline

/// Against the real decoder, with sound files that are made here.
@Suite(.timeLimit(.minutes(1))) struct MediaCommandTests {
  @Test func `a file is shown with its streams, and a folder file by file`() async throws {
    try await MediaStage.withFolder { folder in
      try MediaStage.write(MediaStage.song(1, seconds: 2), to: folder + "/b.wav")
      try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: true)
      try MediaStage.write(MediaStage.song(1, seconds: 1), to: folder + "/inner/c.wav")
      try Data("no media".utf8).write(to: URL(filePath: folder + "/a.txt"))

      let one = await MediaStage.run(["info", folder + "/b.wav"])
      let all = await MediaStage.run(["info", "--json", folder])

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
    try await MediaStage.withFolder { folder in
      let source = folder + "/-a.b.wav"
      try MediaStage.write(MediaStage.song(2, seconds: 3), to: source)
      try FileManager.default.createDirectory(atPath: folder + "/out", withIntermediateDirectories: true)

      let first = await MediaStage.run(["extract", "--sound", "-o", folder + "/out", "--", source])
      let bytes = try Data(contentsOf: URL(filePath: folder + "/out/-a.b.wav"))

      #expect(first.status == .done, "\(first.errors)")
      #expect(try bytes == Data(contentsOf: URL(filePath: source)))
      #expect(try MediaStage.names(in: folder + "/out") == ["-a.b.wav"])
    }
  }

  @Test func `what is there stays without --force, and a failure leaves nothing`() async throws {
    try await MediaStage.withFolder { folder in
      let (source, text, target) = (folder + "/a.wav", folder + "/b.txt", folder + "/c.wav")
      try MediaStage.write(MediaStage.song(3, seconds: 1), to: source)
      try Data("mine".utf8).write(to: URL(filePath: target))
      try Data("no media".utf8).write(to: URL(filePath: text))

      let refused = await MediaStage.run(["extract", "--sound", source, "-o", target])
      let kept = try Data(contentsOf: URL(filePath: target))
      let failed = await MediaStage.run(["extract", "--sound", text, "-o", folder])
      let silent = await MediaStage.run(["extract", "--thumbnail", source, "-o", folder])
      let forced = await MediaStage.run(["extract", "--sound", "--force", source, "-o", target])

      #expect(
        refused.status == .failed && refused.errors.hasSuffix("c.wav is there already; --force replaces it\n")
      )
      #expect(kept == Data("mine".utf8))
      #expect(failed.status == .failed && silent.status == .failed)
      #expect(forced.status == .done)
      #expect(try Data(contentsOf: URL(filePath: target)) == Data(contentsOf: URL(filePath: source)))
      #expect(try MediaStage.names(in: folder) == ["a.wav", "b.txt", "c.wav"])
    }
  }

  @Test func `a part of a song is found in it and another song is not`() async throws {
    try await MediaStage.withFolder { folder in
      let song = MediaStage.song(6, seconds: 40)
      try MediaStage.write(song, to: folder + "/song.wav")
      try MediaStage.write(Array(song.dropFirst(10 * 11_025).prefix(20 * 11_025)), to: folder + "/part.wav")
      try MediaStage.write(MediaStage.song(7, seconds: 40), to: folder + "/other.wav")
      let files = ["part", "song", "other"].map { "\(folder)/\($0).wav" }

      let outcome = await MediaStage.run(["compare", "--json"] + files)
      let printed = await MediaStage.run(["fingerprint", files[0]])

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
    (["extract", "--frames", "0", "a"], "--frames takes a number from 0.001 to 1000, not \"0\""),
    (["extract", "--sound", "--rate", "1", "a"], "--rate takes a number from 4000 to 192000, not \"1\""),
    (["extract", "--sound", "--start", "-1", "a"], "--start takes a number from 0 to 1000000, not \"-1\""),
    (["extract", "--thumbnail", "--rate", "8000", "a"], "--rate goes with --sound"),
    (["extract", "--frames", "1", "--float", "a"], "--float goes with --sound"),
    (["extract", "--sound", "--time", "1", "a"], "--time goes with --thumbnail"),
    (["extract", "--sound", "--side", "100", "a"], "--side goes with --thumbnail or --frames"),
    (["extract", "--thumbnail", "--start", "1", "a"], "--start goes with --sound or --frames"),
    (
      ["extract", "--sound", "-o", "-", "a"],
      "--output takes a folder or a file: nothing goes to standard output"
    ),
    (["extract", "--sound", "-o", "", "a"], "--output takes a folder or a file"),
    (["compare", "a"], "it takes 2 to 500 files to compare, not 1"),
    (["info", "--timeout", "0s", "a"], "--timeout takes a duration such as 60s or 5m, not \"0s\""),
  ])
  func `what makes no sense is misuse`(arguments: [String], message: String) async {
    let outcome = await MediaStage.run(arguments)

    #expect(
      outcome.status == .misused && outcome.errors.hasPrefix("hookline: \(message)\n"), "\(outcome.errors)")
  }

  @Test func `without a decoder that is said once, and a file that takes too long by itself`() async throws {
    try await MediaStage.withFolder { folder in
      for name in ["a", "b"] {
        try MediaStage.write(MediaStage.song(8, seconds: 1), to: "\(folder)/\(name).wav")
      }

      let none = await MediaStage.run(
        ["info", folder], environment: ["HOOKLINE_MEDIA_DECODER": "/nowhere/decoder"])
      let slow = await MediaStage.run(["fingerprint", "--timeout", "1ms", folder])

      #expect(none.status == .failed && none.errors.split(separator: "\n").count == 1)
      #expect(none.errors.contains("/nowhere/decoder"))
      #expect(none.errors.contains("swift build --product hookline-media-decoder"))
      #expect(none.errors.contains("HOOKLINE_MEDIA_DECODER"))
      #expect(slow.status == .failed && slow.errors.split(separator: "\n").count == 3)
      #expect(slow.errors.hasSuffix("\n2 of 2 files failed\n"), "\(slow.errors)")
    }
  }
}
