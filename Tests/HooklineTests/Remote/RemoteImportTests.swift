import FoundationEssentials
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Hookline
@testable import Jobs

/// Files that are taken in through a gateway, as they are beside the servers.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct RemoteImportTests {
  /// Two databases, of which one has a gateway.
  private static func withBoth(_ body: (JobsStage, RemoteStage, _ folder: String) async throws -> Void)
    async throws
  {
    try await withJobs { local in
      try await withRemote { remote in
        try await MediaStage.withFolder { folder in try await body(local, remote, folder) }
      }
    }
  }

  /// What took how long is never the same twice.
  private static func words(_ text: String) -> String {
    text.replacing(/[0-9][0-9,.]* ?(ms|s|min|records\/s)\b/, with: "#")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("\"seconds\"") && !$0.contains("PerSecond\"") }.joined(separator: "\n")
  }

  /// Has both take in the same, and holds them to the same words, complaints and status. What was said by the gateway.
  @discardableResult
  private static func expectSame(
    _ local: JobsStage, _ remote: RemoteStage, _ arguments: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ChildResult {
    let one = try await Binary.run(arguments, environment: local.environment, timeout: .seconds(60))
    let other = try await Binary.run(arguments, environment: remote.gateway, timeout: .seconds(60))
    #expect(words(other.text) == words(one.text), sourceLocation: sourceLocation)
    #expect(words(other.errorText) == words(one.errorText), sourceLocation: sourceLocation)
    #expect(other.status == one.status, sourceLocation: sourceLocation)
    return other
  }

  private static func rows(_ database: TestDatabase, _ tables: [String]) async throws -> [Int64] {
    try await database.pool.transaction { session in
      try tables.map {
        try session.first("select count(*) from hookline.\(identifier: $0)", as: Int64.self) ?? -1
      }
    }
  }

  private static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  // MARK: Scrapes

  private static func item(_ id: Int, _ letter: String = "k", sound: Int = 7) -> String {
    let author = #"{"uniqueId":"\#(letter)\#(id % 9)","id":"\#(sound)9\#(id % 9)"}"#
    let music = #"{"id":"\#(sound)\#(id % 4)","title":"t"}"#
    return #"{"id":"\#(id)","desc":"x","createTime":1727096344,"author":\#(author),"music":\#(music)}"#
  }

  @Test func `scrapes go in file by file, and what is broken or cut is told the same`() async throws {
    try await Self.withBoth { local, remote, folder in
      try Self.write(
        (1...700).map { Self.item($0) }.joined(separator: "\n") + "\n{\"a\":1}\n", to: folder + "/a.jsonl")
      try Self.write(
        "[" + (701...750).map { Self.item($0, "m", sound: 8) }.joined(separator: ",") + "]",
        to: folder + "/b.json")
      try Self.write("no scrape", to: folder + "/notes.txt")
      _ = try await ChildProcess("gzip", [folder + "/b.json"]).run()
      // When it was written is when it was true.
      _ = try await ChildProcess("touch", ["-d", "2026-02-03 04:05:06Z", folder + "/a.jsonl"]).run()
      let first = try await Self.expectSame(local, remote, ["import", "scrape", folder, "--json"])
      let second = try await Self.expectSame(local, remote, ["import", "scrape", folder + "/a.jsonl"])
      let whole = try Data(contentsOf: URL(filePath: folder + "/b.json.gz"))
      try FileManager.default.createDirectory(
        atPath: folder + "/odd", withIntermediateDirectories: false)
      try whole.prefix(whole.count / 2).write(to: URL(filePath: folder + "/odd/cut.json.gz"))
      try Self.write("{\"a\":1}\n", to: folder + "/odd/nothing.json")
      try Self.write("", to: folder + "/odd/void.json")
      let odd = try await Self.expectSame(
        local, remote,
        [
          "import", "scrape", folder + "/odd", folder + "/none.json", folder + "/odd/nothing.json",
          folder + "/odd/void.json",
        ])

      #expect(first.text.contains("\"files\": 2") && first.text.contains("\"posts\": 750"))
      #expect(second.isSuccess && second.text.contains("700    0        0        700  posts"))
      #expect(
        odd.status == .exited(1) && odd.errorText.contains("none.json: it cannot be read: No such file"))
      #expect(odd.errorText.contains("nothing in \(folder)/odd/nothing.json was a TikTok profile"))
      let tables = ["author", "video", "track", "video_metrics", "author_source", "video_source"]
      let counts = try await Self.rows(remote.jobs.database, tables)
      #expect(try await Self.rows(local.database, tables) == counts && counts[1] == 750)
      func moments(_ database: TestDatabase) async throws -> [String] {
        try await database.pool.rows(
          """
          select v.seen_at::text from video v join video_source s on s.video_id = v.id
          where s.platform = 'tiktok' and s.key = '1'
          """,
          as: String.self)
      }
      let moment = try await moments(local.database)
      #expect(try await moments(remote.jobs.database) == moment && moment.count == 1)
    }
  }

  @Test func `what is piped in goes in as well, and a run of ingest is begun`() async throws {
    try await Self.withBoth { local, remote, folder in
      try Self.write((1...20).map { Self.item($0) }.joined(separator: "\n"), to: folder + "/a.jsonl")
      let script = "gzip < \(folder)/a.jsonl | $H import scrape - --json"
      let one = try await Binary.shell(script, environment: local.environment)
      let other = try await Binary.shell(script, environment: remote.gateway)
      let begun = [
        try await remote.run("import", "scrape"), try await remote.run("import", "spotify", "--lane", "bulk"),
        try await remote.run("import", "listing", "#Dance", "--limit", "20", "--source", "tiktok-research"),
        try await remote.run("import", "listing", "#Dance", "--limit", "20"),
      ]
      let waiting = try await remote.run("import", "listing", "#Dance", "--wait", "--timeout", "1s", "--json")

      #expect(other.isSuccess && Self.words(other.text) == Self.words(one.text), "\(other.errorText)")
      #expect(other.text.contains("\"posts\": 20"))
      #expect(begun.allSatisfy { $0.isSuccess && $0.text.hasPrefix("run ") }, "\(begun.map(\.errorText))")
      #expect(waiting.text.contains("\"isMerged\": true"))
      #expect(waiting.status == .exited(1) && waiting.text.contains("\"state\": \"open\""), "\(waiting.text)")
      let runs = try await remote.jobs.store.runs(RunFilter(), limit: 10)
      #expect(
        Set(runs.map { "\($0.kind) \($0.subject) \($0.lane)" }) == [
          "catalogue scrapes norm", "catalogue spotify bulk", "listing #Dance norm",
          "listing #Dance tiktok-research norm",
        ], "\(runs)")
    }
  }

  // MARK: Data sets

  private static let films = [
    "movies.csv": "movieId,title,genres\n1,Heat (1995),Crime|Drama\n2,\"Up, Again\",\n2,Twice,\n",
    "ratings.csv":
      "userId,movieId,rating,timestamp\n1,1,4.5,1000000000\n1,2,0.5,1000000001\n2,1,3.0,1000000002\n",
    "dirty.csv":
      "userId,movieId,rating,timestamp\n1.0,1.0,4.5,1000000000\n,2.0,-6.0,1000000001\n2.0,7,3.0,1000000002\n",
    "tags.csv": "userId,movieId,tag,timestamp\n1,1,\"slow, good\",1000000000\n",
    "links.csv": "movieId,imdbId,tmdbId\n1,0113277,949\n",
  ]

  @Test func `a data set of MovieLens becomes a version, and the rows that are left out are written down`()
    async throws
  {
    try await Self.withBoth { local, remote, folder in
      for (name, text) in Self.films { try Self.write(text, to: folder + "/" + name) }
      let bad = folder + "/bad.csv"
      let dirty = ["import", "movielens", folder, "--ratings", "dirty.csv"]

      try await Self.expectSame(local, remote, ["import", "movielens", folder])
      let same = try await Self.expectSame(local, remote, ["import", "movielens", folder, "--json"])
      _ = try await Binary.run(dirty + ["--rejects", bad], environment: local.environment)
      let rows = try String(contentsOfFile: bad, encoding: .utf8)
      try Self.write("", to: bad)
      let mended = try await Binary.run(dirty + ["--rejects", bad], environment: remote.gateway)
      let forced = try await Self.expectSame(local, remote, dirty + ["--force"])
      let none = try await Self.expectSame(local, remote, ["import", "movielens", folder + "/none"])

      #expect(same.text.contains("\"isUnchanged\": true"))
      #expect(try String(contentsOfFile: bad, encoding: .utf8) == rows && rows.contains("dirty.csv,3,"))
      #expect(
        mended.text.contains("dirty.csv") && !mended.text.contains("ratings.csv"), "\(mended.errorText)")
      #expect(forced.isSuccess && none.status == .exited(1))
      let tables = [
        "dataset_version", "dataset_film", "dataset_rating", "dataset_film_tag", "dataset_rejection",
      ]
      let counts = try await Self.rows(local.database, tables)
      #expect(try await Self.rows(remote.jobs.database, tables) == counts)
      let titles = try await remote.jobs.database.pool.rows(
        "select distinct title from hookline.dataset_version", as: String.self)
      #expect(titles == [folder.split(separator: "/").last.map(String.init)])
    }
  }

  @Test func `files of MovieLens that were lost hold the version back`() async throws {
    try await Self.withBoth { local, remote, folder in
      for (name, text) in Self.films { try Self.write(text, to: folder + "/" + name) }
      try await Self.expectSame(local, remote, ["import", "movielens", folder])
      try Self.write("userId,movieId,rating,timestamp\n", to: folder + "/ratings.csv")

      let held = try await Self.expectSame(local, remote, ["import", "movielens", folder])

      #expect(held.status == .exited(1) && held.errorText.contains("version 2 of movielens is held back"))
    }
  }

  private static let moments = #""created_at": "2024-01-01T00:00:00", "updated_at": "2024-01-01T00:00:00""#

  private static func users(_ ids: ClosedRange<Int>) -> String {
    ids.map {
      #"{"id": \#($0), "first_name": "A", "last_name": "B", "email": "a\#($0)@x.org", "gender": "x", "#
        + #""favorite_genres": "Pop", \#(moments)}"#
    }.joined(separator: "\n") + "\n"
  }

  @Test func `files of MoovitaMix become a version, several of a kind and lists as well`() async throws {
    try await Self.withBoth { local, remote, folder in
      let track =
        #"{"id": 5, "name": "Song", "artist": "Me", "songwriters": "Me", "duration": "03:10", "genres": "Pop", "#
        + #""album": "One", \#(Self.moments)}"#
      let history = #"{"user_id": 1, "items": [5], \#(Self.moments)}"#
      try Self.write(Self.users(1...3), to: folder + "/users_a.jsonl")
      try Self.write(Self.users(4...5) + "{\"id\": \"no number\"}\n", to: folder + "/users_b.ndjson")
      try Self.write("[\(track)]", to: folder + "/tracks.json")
      try Self.write(history + "\n", to: folder + "/listen_history.jsonl")
      _ = try await ChildProcess("gzip", [folder + "/tracks.json"]).run()

      let first = try await Self.expectSame(
        local, remote, ["import", "moovitamix", folder, "--title", "both", "--expires", "30d", "--json"])
      let isKept = try await remote.jobs.database.pool.value(
        "select expiry_at > now() + interval '29 days' from hookline.dataset_version", as: Bool.self)
      let again = try await Self.expectSame(local, remote, ["import", "moovitamix", folder])
      try Self.write(Self.users(1...2), to: folder + "/users_a.jsonl")
      let other = try await Self.expectSame(local, remote, ["import", "moovitamix", folder])
      let part = try await Self.expectSame(
        local, remote, ["import", "moovitamix", folder + "/users_a.jsonl"])
      let some = try await Self.expectSame(
        local, remote, ["import", "moovitamix", folder + "/users_a.jsonl", "--partial", "--force"])
      let address = try await remote.run("import", "moovitamix", "http://127.0.0.1:1")

      #expect(
        isKept && first.isSuccess && first.text.contains("\"rejected\": 1"),
        "\(first.text) \(first.errorText)")
      #expect(again.isSuccess && again.text.hasPrefix("unchanged, version 1 stays"))
      #expect(other.isSuccess && some.isSuccess && part.status == .exited(1))
      #expect(address.status == .exited(1) && address.errorText.contains("a gateway asks none"))
      func versions(_ database: TestDatabase) async throws -> [String] {
        try await database.pool.rows(
          "select title || ' ' || state from hookline.dataset_version order by id", as: String.self)
      }
      let told = try await versions(remote.jobs.database)
      #expect(try await versions(local.database) == told && told.first == "both history", "\(told)")
    }
  }
}
