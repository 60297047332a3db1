import Factors
import FoundationEssentials
import Lifecycle
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(5))) struct EvaluateRankingTests {
  private struct Report: Decodable {
    struct Interval: Decodable { let mean, low, high: Double }
    struct Model: Decodable {
      let name: String
      let ndcg10, toPopularity: Interval
    }

    let judgedUsers, items: Int
    let models: [Model]

    func model(_ name: String) throws -> Model { try #require(models.first { $0.name == name }) }
  }

  /// The folder of ml-latest-small, which may not be passed on.
  static let movieLens = ChildProcess.ownEnvironment["HOOKLINE_TEST_MOVIELENS"]

  private static func run(_ arguments: [String]) async -> (code: ExitCode, text: String, errors: String) {
    let (output, errors) = (Capture(), Capture())
    let program = Program(commands: Commands.all, environment: [:], output: output, errors: errors)
    let code = await program.run(["evaluate", "ranking"] + arguments)
    return (code, output.text, errors.text)
  }

  private static func withFile<Result>(
    _ lines: [String], _ body: (String) async throws -> Result
  ) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.path + "/ratings-\(UUID().uuidString).csv"
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
  }

  private static let header = "userId,movieId,rating,timestamp"

  /// Forty users of two tastes, who like what is of theirs; the ids are far apart.
  private static let world: [String] = {
    let random = CountedRandom(seed: 5)
    return [header]
      + (0..<800).map { place in
        let user = place / 20
        let item = 2 * random.index(2 * place, below: 40) + user % 2
        return
          "\(user * 1_000),\(item * 77),\(random.index(2 * place + 1, below: 5) == 0 ? 2.5 : 4.5),\(place)"
      }
  }()

  @Test func `tells in a table and in a document how models compare, the same for any threads`() async throws
  {
    try await Self.withFile(Self.world) { path in
      let table = await Self.run(["--interactions", path, "--threads", "2"])
      let one = await Self.run(["--interactions", path, "--json", "--threads", "1"])
      let two = await Self.run(["--interactions", path, "--json", "--threads", "2"])
      let report = try JSONDecoder().decode(Report.self, from: Data(one.text.utf8))

      #expect(table.code == .done && table.text.contains("NDCG@10") && table.text.contains("item-knn"))
      #expect(one.text == two.text)
      #expect(report.models.map(\.name) == ["ease", "ials", "item-knn", "popularity", "random"])
      // Two took nothing in the end that they had not taken before.
      #expect(report.judgedUsers == 38)
      let ease = try report.model("ease")
      #expect(ease.ndcg10.low <= ease.ndcg10.mean && ease.ndcg10.mean <= ease.ndcg10.high)
      let random = try report.model("random")
      let popularity = try report.model("popularity")
      #expect(ease.ndcg10.mean > random.ndcg10.mean)
      #expect(popularity.toPopularity.high == 0)
    }
  }

  @Test(arguments: [
    ("1,2,x,3", "its rating is \"x\" and no number from 0 to 10"),
    ("1,2,nan,3", "its rating is \"nan\" and no number from 0 to 10"),
    ("1,-2,4,3", "its movieId is \"-2\" and no such number"),
    ("99999999999999999999,2,4,3", "its userId is \"99999999999999999999\" and no such number"),
    ("1,2,4,soon", "its timestamp is \"soon\" and no such number"),
    ("1,2,4", "it has 3 fields, and the first line 4"),
  ])
  func `names the line that makes no sense`(line: String, reason: String) async throws {
    try await Self.withFile([Self.header, "1,2,4,3", line]) { path in
      let result = await Self.run(["--interactions", path])

      #expect(result.code == .failed)
      #expect(result.errors.contains("\(path), line 3: \(reason)"))
    }
  }

  @Test func `refuses files that cannot be judged by`() async throws {
    let missing = await Self.run(["--interactions", "/nowhere/ratings.csv"])
    let nothing = await Self.run([])

    #expect(missing.code == .failed && missing.errors.contains("cannot be read"))
    #expect(nothing.code == .misused && nothing.errors.contains("--interactions"))
    try await Self.withFile([Self.header, "1,2,5,3"]) { path in
      #expect(await Self.run(["--interactions", path]).errors.contains("no user has liked enough"))
    }
    try await Self.withFile(["userId,rating", "1,2"]) { path in
      #expect(await Self.run(["--interactions", path]).errors.contains("has no column \"movieId\""))
    }
  }

  @Test func `a catalogue that is given is ranked whole, and nothing else is known`() async throws {
    try await Self.withFile(["movieId,title"] + (0..<100).map { "\($0 * 77),x" }) { items in
      try await Self.withFile(Self.world) { path in
        let result = await Self.run(["--interactions", path, "--items", items, "--json"])
        let report = try JSONDecoder().decode(Report.self, from: Data(result.text.utf8))
        #expect(report.items == 100)
      }
      try await Self.withFile([Self.header, "1,5,4,3"]) { path in
        let result = await Self.run(["--interactions", path, "--items", items])
        #expect(result.errors.contains("line 2: there is no item 5 among the items"))
      }
    }
  }

  @Test(.enabled(if: movieLens != nil, "HOOKLINE_TEST_MOVIELENS names no folder of ml-latest-small"))
  func `on MovieLens EASE reaches what is published, and beats popularity`() async throws {
    let folder = try #require(Self.movieLens)

    let result = await Self.run(["--interactions", folder + "/ratings.csv", "--json", "--threads", "2"])

    let report = try JSONDecoder().decode(Report.self, from: Data(result.text.utf8))
    let ease = try report.model("ease")
    #expect(report.judgedUsers == 603 && report.items == 9_724)
    #expect(ease.ndcg10.mean >= 0.1)
    #expect(ease.toPopularity.low > 0)
    let random = try report.model("random")
    #expect(random.ndcg10.mean < 0.01)
  }
}
