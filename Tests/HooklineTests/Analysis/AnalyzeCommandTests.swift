import Audio
import FoundationEssentials
import TestKit
import Testing

@testable import Hookline

/// Against the real decoder, with sound files that are made here.
@Suite(.timeLimit(.minutes(3))) struct AnalyzeCommandTests {
  private static func write(_ samples: [Float], _ path: String) throws {
    try MediaStage.write(samples, to: path, rate: TestSong.rate)
  }

  @Test func `a song is told of as its line says, the same on every run`() async throws {
    try await MediaStage.withFolder { folder in
      let file = folder + "/song.wav"
      try Self.write(TestSong.samples(seconds: 16), file)

      let arguments = ["analyze", "--json", "--hook-length", "6", file]
      let outcome = await MediaStage.hookline(arguments)
      let again = await MediaStage.hookline(arguments + ["--jobs", "1"])

      #expect(outcome.status == .done && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(outcome.output == again.output)
      let line = try #require(try AnalyzedLine.all(outcome.output).first)
      #expect(line.path == file && line.duration == 16 && line.lack == nil)
      #expect(line.tempo.map { abs($0.bpm - 120) < 1 } == true)
      #expect(line.key.map { $0.tonic == "D" && $0.mode == "major" && abs($0.tuningCents) < 5 } == true)
      #expect((28...36).contains(line.beats?.count ?? 0) && line.downbeats?.isEmpty == false)
      #expect(line.timeSignature != nil && line.energy != nil)
      #expect([0, 8].contains(line.genre?.count), "families, or none where it is unsure")
      #expect(line.loudness?.integrated.map { -40 ..< -5 ~= $0 } == true && line.loudness?.truePeak == nil)
      #expect(line.hook.map { abs($0.end - $0.start - 6) < 1e-3 && !$0.reason.isEmpty } == true)
      let names = [
        "path", "duration", "tempo", "beats", "downbeats", "timeSignature", "key", "loudness", "energy",
        "danceability", "valence",
      ]
      #expect(outcome.output.hasPrefix("{\"path\": \"\(file)\", \"duration\": 16.0, \"tempo\": {\"bpm\": "))
      var rest = outcome.output[...]
      for name in names + ["mood", "genre", "hook"] {
        let place = try #require(rest.firstRange(of: "\"\(name)\": "), "\(name) at its place")
        rest = rest[place.upperBound...]
      }
    }
  }

  @Test func `people get a few lines`() async throws {
    try await MediaStage.withFolder { folder in
      try Self.write(TestSong.samples(seconds: 12), folder + "/song.wav")

      let outcome = await MediaStage.hookline(["analyze", "--true-peak", folder + "/song.wav"])

      #expect(outcome.status == .done)
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.first == folder + "/song.wav" && lines.count < 16)
      for start in ["duration  0:12.0", "tempo     1", "key       D major", "loudness  -", "hook      0:"] {
        #expect(lines.contains { $0.hasPrefix(start) }, "\(start) in \(outcome.output)")
      }
      #expect(outcome.output.contains("true peak"))
    }
  }

  @Test func `what is no music has no tempo, no key and no hook`() async throws {
    try await MediaStage.withFolder { folder in
      try Self.write([Float](repeating: 0, count: 22_050 * 5), folder + "/1-silence.wav")
      try Self.write(TestSong.noise(seconds: 10), folder + "/2-noise.wav")
      try Self.write([0.5], folder + "/3-sample.wav")

      let outcome = await MediaStage.hookline(["analyze", "--json", "--jobs", "3", folder])

      let lines = try AnalyzedLine.all(outcome.output)
      #expect(outcome.status == .done && lines.count == 3, "\(outcome.output)")
      for line in lines {
        #expect(line.error == nil && line.tempo == nil && line.key == nil && line.hook == nil, "\(line.path)")
        #expect(line.beats?.isEmpty == true && line.timeSignature == nil, "\(line.path)")
      }
      #expect(lines.map { $0.loudness?.integrated != nil } == [false, true, false])
      #expect(lines.map { $0.energy != nil } == [false, true, true])
    }
  }

  @Test func `sound of any rate and any channels is heard`() async throws {
    try await MediaStage.withFolder { folder in
      let song = TestSong.samples(seconds: 10)
      func repeated(_ channels: Int) -> [Float] { song.flatMap { [Float](repeating: $0, count: channels) } }
      // Every second sample of what was made at 22,050 a second: at half the rate, the same song.
      let slow = stride(from: 0, to: song.count, by: 2).map { song[$0] }
      let fast = song.flatMap { [Float](repeating: $0, count: 8) }
      try MediaStage.write(slow, to: folder + "/1.wav", rate: 11_025)
      try MediaStage.write(fast, to: folder + "/2.wav", rate: 176_400)
      try MediaStage.write(repeated(8), to: folder + "/3.wav", rate: TestSong.rate, channels: 8)

      let outcome = await MediaStage.hookline(["analyze", "--json", folder])

      let lines = try AnalyzedLine.all(outcome.output)
      #expect(outcome.status == .done && lines.count == 3, "\(outcome.output)")
      for line in lines {
        #expect(line.tempo.map { abs($0.bpm - 120) < 1 } == true, "\(line.path)")
        #expect(line.duration.map { abs($0 - 10) < 0.01 } == true, "\(line.path)")
      }
      let loudness = lines.compactMap { $0.loudness?.integrated }
      // Five channels of full weight or more are louder than one by what their powers sum to, and bass counts nothing.
      #expect(loudness.count == 3 && loudness[2] - loudness[1] > 7 && loudness[2] - loudness[1] < 11)
    }
  }

  @Test func `what fails is told of in its place, and the rest goes on`() async throws {
    try await MediaStage.withFolder { folder in
      let song = folder + "/song.wav"
      try Self.write(TestSong.samples(seconds: 6), song)
      try Data("no media".utf8).write(to: URL(filePath: folder + "/text.mp3"))
      try Data().write(to: URL(filePath: folder + "/empty.mp3"))
      try FileManager.default.createDirectory(atPath: folder + "/none", withIntermediateDirectories: true)
      let files = ["text.mp3", "song.wav", "empty.mp3", "missing.mp3", "none"].map { folder + "/" + $0 }

      let outcome = await MediaStage.hookline(["analyze", "--json"] + files)
      let told = await MediaStage.hookline(["analyze", files[0]])

      let lines = try AnalyzedLine.all(outcome.output)
      #expect(outcome.status == .failed && lines.map(\.path) == files)
      #expect(lines.map { $0.error == nil } == [false, true, false, false, false])
      #expect(lines[3].error == "the file cannot be opened: No such file or directory")
      #expect(lines[4].error == "there are no files in it")
      #expect(
        outcome.output.contains("{\"path\": \"\(files[4])\", \"error\": \"there are no files in it\"}\n"))
      #expect(
        told.status == .failed && told.output.isEmpty && told.errors.hasPrefix("hookline: \(files[0]): "))
    }
  }

  @Test func `a file that claims a day has what it has`() async throws {
    try await MediaStage.withFolder { folder in
      let file = folder + "/day.wav"
      let data = WaveHeader.encode(TestSong.samples(seconds: 6), as: .int16)
      let header = WaveHeader(
        rate: TestSong.rate, channels: 1, samples: .int16, dataByteCount: TestSong.rate * 2 * 86_400)
      try Data(header.bytes + data).write(to: URL(filePath: file))

      let outcome = await MediaStage.hookline(["analyze", "--json", file])

      let line = try #require(try AnalyzedLine.all(outcome.output).first)
      #expect(outcome.status == .done && line.duration.map { abs($0 - 6) < 0.1 } == true)
      #expect(line.lack?.isEmpty == false, "\(outcome.output)")
    }
  }

  @Test func `a decoder that dies costs its own file`() async throws {
    try await MediaStage.withFolder { folder in
      try Data("about\nsound 10\nsignal 11".utf8).write(to: URL(filePath: folder + "/a"))
      try Data("about\nrepeat 3 sound 10000\nloudness -10\nend".utf8).write(to: URL(filePath: folder + "/b"))
      try Data("about\nend".utf8).write(to: URL(filePath: folder + "/c"))
      let decoder = ["HOOKLINE_MEDIA_DECODER": CheckoutFiles.program("ScriptedDecoder")]

      let outcome = await MediaStage.hookline(
        ["analyze", "--json", "--jobs", "1", folder], environment: decoder)

      let lines = try AnalyzedLine.all(outcome.output)
      #expect(outcome.status == .failed && lines.count == 3, "\(outcome.output)\(outcome.errors)")
      #expect(lines.first?.error == "the media decoder died of SIGSEGV")
      #expect(lines[1].error == nil && lines[1].loudness?.integrated == -10)
      #expect(lines[2].error == "there is neither sound nor a picture in it")
    }
  }

  @Test(arguments: [
    (["analyze"], "FILE… is missing"),
    (["analyze", "--jobs", "0", "a"], "--jobs takes a number from 1 to 64, not \"0\""),
    (["analyze", "--hook-length", "4", "a"], "--hook-length takes a number from 5 to 60, not \"4\""),
    (["analyze", "--hook-length", "nan", "a"], "--hook-length takes a number from 5 to 60, not \"nan\""),
    (["hook"], "FILE is missing"),
    (["hook", "--length", "61", "a"], "--length takes a number from 5 to 60, not \"61\""),
    (["hook", "a", "-o", "-"], "--output takes a folder or a file"),
  ])
  func `what makes no sense is misuse`(arguments: [String], message: String) async {
    let outcome = await MediaStage.hookline(arguments)

    #expect(outcome.status == .misused && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("hookline: \(message)\n"), "\(outcome.errors)")
  }
}
