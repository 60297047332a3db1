import FoundationEssentials
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Audio
@testable import Hookline

/// Two analyses beside each other.
@Suite(.timeLimit(.minutes(2))) struct AnalyzeCompareTests {
  private struct Line: Decodable {
    var path: String
    var differs: [String]?
    var error: String?
  }

  private static func line(_ path: String, bpm: Double, key: String, hook: Double) -> String {
    let parts = [
      #""path": "\#(path)""#, #""duration": 30.0"#, #""beats": [0.5, 1.0], "mood": [], "genre": []"#,
      #""tempo": {"bpm": \#(bpm), "confidence": 0.9, "alternatives": [60.0]}"#,
      #""key": {"tonic": "\#(key)", "mode": "minor", "confidence": 0.8}"#,
      #""hook": {"start": \#(hook), "end": \#(hook + 15), "reason": "repeats 3 times"}, "analyzerVersion": 1"#,
    ]
    return "{\(parts.joined(separator: ", "))}\n"
  }

  @Test func `what differs between two files of lines is told, and what is in one alone fails`() async throws
  {
    try await MediaStage.withFolder { folder in
      let (old, new) = (folder + "/old.json", folder + "/new.json")
      let same = Self.line("a.mp3", bpm: 120, key: "C", hook: 4)
      try Data((same + Self.line("b.mp3", bpm: 120, key: "C", hook: 4)).utf8).write(to: URL(filePath: old))
      try Data((same + Self.line("b.mp3", bpm: 90.5, key: "F#", hook: 4)).utf8).write(to: URL(filePath: new))
      try Data(same.utf8).write(to: URL(filePath: folder + "/less.json"))

      let json = await MediaStage.hookline(["analyze", "--json", "--compare", old, new])
      let text = await MediaStage.hookline(["analyze", "--compare", old, new])
      let less = await MediaStage.hookline(["analyze", "--json", "--compare", old, folder + "/less.json"])

      let lines = try Self.read(json.output)
      #expect(json.status == .done && lines.map(\.path) == ["a.mp3", "b.mp3"], "\(json.errors)")
      #expect(lines.map(\.differs) == [[], ["key", "tempo"]])
      #expect(text.output.contains("nothing differs") && text.output.contains("2 things differ: key, tempo"))
      #expect(text.output.contains("120 BPM, sure by 0.9") && text.output.contains("F# minor, sure by 0.8"))
      let found = try Self.read(less.output)
      #expect(less.status == .failed && found.map { $0.error == nil } == [true, false])
    }
  }

  /// Foundation, which tests have, answers some questions otherwise than what the program has of it.
  @Test func `the program by itself compares files as well`() async throws {
    try await MediaStage.withFolder { folder in
      let file = folder + "/told.json"
      try Data(Self.line("a.mp3", bpm: 120, key: "C", hook: 4).utf8).write(to: URL(filePath: file))

      let result = try await ChildProcess(
        CheckoutFiles.program("hookline"), ["analyze", "--json", "--compare", file, file],
        timeout: .seconds(60)
      ).run()

      #expect(result.isSuccess, "\(result.errorText)")
    }
  }

  @Test(arguments: [
    (["--compare"], "--compare takes two files"), (["--compare", "a", "b", "c"], "not 3"),
    (["--track", "7", "a.mp3"], "--track takes no files"), ([], "FILE… is missing"),
    (["--track", "nonsense"], "is no track"), (["--track", "7", "--jobs", "2"], "--jobs does nothing with"),
    (["--compare", "a", "b", "--true-peak"], "--true-peak does nothing with --compare"),
  ]) func `what makes no sense is said`(arguments: [String], words: String) async {
    let outcome = await MediaStage.hookline(["analyze"] + arguments)

    #expect(outcome.status == .misused && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `a file that no analysis has written is refused with its line`() async throws {
    try await MediaStage.withFolder { folder in
      let (good, bad) = (folder + "/good.json", folder + "/bad.json")
      try Data(Self.line("a", bpm: 1, key: "C", hook: 1).utf8).write(to: URL(filePath: good))
      try Data((Self.line("a", bpm: 1, key: "C", hook: 1) + "\n[1]\n").utf8).write(to: URL(filePath: bad))

      let outcome = await MediaStage.hookline(["analyze", "--compare", good, bad])
      let missing = await MediaStage.hookline(["analyze", "--compare", good, folder + "/none"])

      #expect(outcome.status == .failed && outcome.errors.contains("line 3 of \(bad)"))
      #expect(missing.status == .failed && missing.errors.contains("cannot be read"))
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `what is stored of a track is shown, one version beside the other`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        "insert into track (id, title, is_original_sound) select i, 'T', false from generate_series(1, 3) i")
      var sound = AnalyzedSound(duration: 30, kinds: .init(speech: 0, music: 1, noise: 0, silence: 0))
      sound.tempo = Audio.Tempo(bpm: 120, confidence: 0.9, alternatives: [])
      let old = try JSON(encoding: sound)
      sound.tempo = Audio.Tempo(bpm: 60, confidence: 0.9, alternatives: [])
      let new = try JSON(encoding: sound)
      try await database.pool.perform { session in
        try session.storeSounds([Self.stored(1, 1, old), Self.stored(2, 2, old)])
        try session.storeSounds([Self.stored(1, 2, new)])
        try session.storeMissed([
          UnheardTrack(Track.ID(3), place: "", code: "gone", reason: "the source has it no more")
        ])
      }
      func run(_ arguments: String...) async -> MediaStage.Outcome {
        await MediaStage.hookline(["analyze"] + arguments, environment: JobsStage(database).environment)
      }

      let shown = await run("--track", "1"), compared = await run("--track", "1", "--compare", "--json")
      let alone = await run("--track", "2", "--compare"), unheard = await run("--track", "3")

      #expect(shown.status == .done && shown.output.contains("60.0 beats a minute"), "\(shown.errors)")
      #expect(try Self.read(compared.output).map(\.differs) == [["tempo"]])
      #expect(alone.status == .failed && alone.errors.contains("nothing to compare"))
      #expect(unheard.status == .failed && unheard.errors.contains("not heard: the source has it no more"))
    }
  }

  private static func stored(_ track: Int64, _ version: Int, _ sound: JSON) -> StoredSound {
    StoredSound(
      Track.ID(track), version: version, origin: "library", place: "", contentHash: nil, sound: sound,
      waveform: nil)
  }

  private static func read(_ output: String) throws -> [Line] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }
}
