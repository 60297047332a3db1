import FoundationEssentials
import Recommending
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(5))) struct EvaluatePlantedTests {
  private struct Report: Decodable {
    struct Interval: Decodable { let mean, low, high: Double }
    struct Model: Decodable {
      let name: String
      let ndcg10: Interval
      let byWorld: [Double]
    }
    struct Bar: Decodable {
      let name: String
      let figure: Double
      let holds: Bool
    }
    struct Licence: Decodable { let requests, listed: Int }
    struct World: Decodable { let creators, judgedCreators, coldCreators, tracks: Int }

    let worlds: [World]
    let models, cold: [Model]
    let bars: [Bar]
    let licence: Licence
  }

  private static func run(_ arguments: [String]) async -> (code: ExitCode, text: String, errors: String) {
    let (output, errors) = (Capture(), Capture())
    let program = Program(commands: Commands.all, environment: [:], output: output, errors: errors)
    let code = await program.run(["evaluate", "planted"] + arguments)
    return (code, output.text, errors.text)
  }

  private static func world(_ seed: UInt64) -> PlantedWorld {
    var constants = PlantedConstants()
    (constants.creators, constants.coldCreators) = (50, 20)
    (constants.tracks, constants.artists) = (120, 60)
    return PlantedWorld(seed: seed, constants)
  }

  /// A folder with worlds in the form of the command, with `changed` files written over.
  private static func withWorlds<Result>(
    _ seeds: [UInt64], changed: [String: String] = [:], _ body: (String) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/planted-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for seed in seeds {
      let own = seeds.count == 1 ? folder : folder + "/seed-\(seed)"
      try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
      for file in world(seed).files {
        try Data((changed[file.name] ?? file.text).utf8).write(to: URL(filePath: own + "/" + file.name))
      }
    }
    return try await body(folder)
  }

  @Test func `judges worlds from files, in tables and in a document, the same for any threads`() async throws
  {
    try await Self.withWorlds([3, 4]) { folder in
      let table = await Self.run(["--import", folder + "/seed-3", "--threads", "2"])
      let one = await Self.run(["--import", folder, "--json", "--threads", "1"])
      let two = await Self.run(["--import", folder, "--json", "--threads", "2"])
      let report = try JSONDecoder().decode(Report.self, from: Data(one.text.utf8))

      #expect(table.code == .done && table.text.contains("NDCG@10") && table.text.contains("of oracle"))
      #expect(table.text.contains("no content signals") && table.text.contains("1 world, "))
      #expect(one.code == .done && one.text == two.text)
      #expect(
        report.models.map(\.name) == [
          "oracle", "random", "popularity", "content", "content+popularity", "ease", "cease", "ranker",
          "ranker, re-ranked", "ranker, as shown",
        ])
      #expect(report.worlds.map(\.judgedCreators) == [50, 50] && report.worlds[0].coldCreators == 20)
      #expect(report.models.allSatisfy { $0.byWorld.count == 2 && $0.ndcg10.low <= $0.ndcg10.high })
      let aside = report.bars.suffix(3)
      #expect(aside.map(\.name) == ["burst", "false alarms", "licence"] && aside.allSatisfy(\.holds))
      #expect(report.licence.requests == 100_000 && report.licence.listed > 30_000)
      let sum = try #require(report.bars.first { $0.name == "sum" }?.figure)
      #expect(sum <= 1e-9)
    }
  }

  @Test func `what is written is read as the same world`() async throws {
    try await Self.withWorlds([5]) { folder in
      let read = try PlantedWorld(folder: folder)

      #expect(read.items == Self.world(5).items)
      #expect(read.train == Self.world(5).train && read.test == Self.world(5).test)
      #expect(read.clips == Self.world(5).clips)
      let (truth, own) = (read.truth, Self.world(5).truth)
      #expect(truth.items == own.items)
      #expect(truth.creators.map(\.tempo) == own.creators.map(\.tempo))
      #expect(truth.creators.map { Array($0.genres.prefix(12)) } == own.creators.map(\.genres))
    }
  }

  @Test(arguments: [
    ("tracks.csv", 3, "tempo", "nan"), ("tracks.csv", 3, "genre", "polka"),
    ("tracks.csv", 4, "uses", "-1"), ("tracks.csv", 4, "track", "0"), ("videos.csv", 2, "creator", "999"),
    ("train.csv", 2, "track", "77777"), ("train.csv", 5, "creator", "1e3"),
    ("truth-tracks.csv", 2, "appeal", "inf"), ("truth-creators.csv", 6, "genre-pop", "1"),
    ("truth-creators.csv", 3, "creator", "0"), ("constants.csv", 2, "name", "luck"),
    ("constants.csv", 3, "value", ""),
  ])
  func `names the line that makes no sense`(
    name: String, line: Int, column: String, value: String
  ) async throws {
    let text = try #require(Self.world(3).files.first { $0.name == name }?.text)
    var lines = text.split(separator: "\n").map(String.init)
    let place = try #require(lines[0].split(separator: ",").firstIndex { $0 == column })
    var fields = lines[line - 1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    fields[place] = value
    lines[line - 1] = fields.joined(separator: ",")

    let changed = [name: lines.joined(separator: "\n") + "\n"]
    try await Self.withWorlds([3], changed: changed) { folder in
      let result = await Self.run(["--import", folder])

      #expect(result.code == .failed && result.text.isEmpty)
      #expect(result.errors.contains("\(folder)/\(name), line \(line): "), "\(result.errors)")
    }
  }

  @Test func `refuses folders that hold no world, and options that do not go together`() async throws {
    let nowhere = await Self.run(["--import", "/nowhere"])
    let both = await Self.run(["--import", "/nowhere", "--seeds", "3"])
    let none = await Self.run(["--seeds", "0"])

    #expect(nowhere.code == .failed && nowhere.errors.contains("has no tracks.csv"))
    #expect(both.code == .misused && none.code == .misused)
    let changes = [
      "test.csv": "creator,track\n", "creators.csv": "creator\n", "tracks.csv": "track\n1\n",
      "constants.csv": "name,value\n", "truth-tracks.csv": "track\n",
    ]
    for (name, text) in changes {
      try await Self.withWorlds([3], changed: [name: text]) { folder in
        let result = await Self.run(["--import", folder])
        #expect(result.code == .failed && result.errors.contains(folder), "\(name): \(result.errors)")
      }
    }
  }

  @Test func `what stands in the test files may not stand in the training files`() async throws {
    let first = try #require(Self.world(3).train.first?.first)
    try await Self.withWorlds([3], changed: ["test.csv": "creator,track\n0,\(first)\n"]) { folder in
      let result = await Self.run(["--import", folder])
      #expect(result.errors.contains("test.csv, line 2: the creator is known to use that track already"))
    }
  }

  @Test func `the folder that is written to has to be empty`() async throws {
    try await Self.withWorlds([3]) { folder in
      let result = await Self.run(["--seeds", "1", "--export", folder])
      #expect(result.code == .failed && result.errors.contains("is not empty"))
    }
  }
}
