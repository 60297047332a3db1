import FoundationEssentials
import Glibc
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Hookline

/// The program itself on files.
@Suite(.timeLimit(.minutes(2))) struct ImportScrapeTests {
  private static func item(_ id: Int) -> String {
    let author = #"{"uniqueId":"k\#(id % 9)","id":"9\#(id % 9)"}"#
    return
      #"{"id":"\#(id)","desc":"x","createTime":1727096344,"author":\#(author),"music":{"id":"7\#(id % 4)","title":"t"}}"#
  }

  private func environment(of database: TestDatabase) -> [String: String] {
    JobsStage(database).environment
  }

  private struct Report: Decodable {
    let files, records, creators, posts, tracks: Int
    let rejected: [String: Int]
    let unreadable: [String]
    let changes: [String: [String: Int]]
  }

  private func report(_ result: ChildResult) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(result.output))
  }

  private func counts(of database: TestDatabase) async throws -> [Int64] {
    try await database.pool.transaction { session in
      try ["author", "video", "track", "video_metrics", "author_source", "video_source", "rejection"].map {
        try session.first("select count(*) from \(identifier: $0)", as: Int64.self) ?? -1
      }
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `files and folders go in, what is broken is counted, and again changes nothing`() async throws {
    try await withDatabase(migrated: true) { database in
      try await withTemporaryFolder { folder in
        try write((1...700).map(Self.item).joined(separator: "\n") + "\n{\"a\":1}\n", to: folder + "/a.jsonl")
        try write("[" + (701...750).map(Self.item).joined(separator: ",") + "]", to: folder + "/b.json")
        try write("no scrape", to: folder + "/notes.txt")
        _ = try await ChildProcess("gzip", [folder + "/b.json"]).run()
        let environment = environment(of: database)

        let first = try await Binary.run(["import", "scrape", folder, "--json"], environment: environment)
        let rows = try await counts(of: database)
        let second = try await Binary.run(["import", "scrape", folder], environment: environment)

        let report = try report(first)
        #expect(first.status == .exited(0))
        #expect((report.files, report.records, report.creators) == (2, 750, 9))
        #expect((report.posts, report.tracks) == (750, 4))
        #expect(report.rejected == ["tiktok record.shape form": 1])
        #expect(try await counts(of: database) == rows)
        #expect(rows[..<3] == [9, 750, 4])
        #expect(
          first.text.contains(#""posts": {"#)
            && report.changes["posts"] == ["new": 750, "updated": 0, "unchanged": 0])
        #expect(second.text.contains("took in 750 records of 2 files"))
        #expect(second.text.contains("750    0        0        750  posts"))
        #expect(second.text.contains("tiktok record.shape form"))
        #expect(second.errorText.contains("hookline enqueue"))
      }
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `an import that is killed is run again`() async throws {
    try await withDatabase(migrated: true) { database in
      try await withTemporaryFolder { folder in
        let path = folder + "/a.jsonl"
        try write((1...20_000).map(Self.item).joined(separator: "\n"), to: path)
        let environment = environment(of: database)
        let victim = Task {
          try await Binary.run(["import", "scrape", path], environment: environment, timeout: .seconds(100))
        }
        #expect(try await eventually(within: .seconds(60)) { try await counts(of: database)[1] > 0 })
        victim.cancel()
        _ = await victim.result
        let half = try await counts(of: database)[1]

        let result = try await Binary.run(
          ["import", "scrape", path, "--json"], environment: environment, timeout: .seconds(100))

        #expect(half > 0)
        #expect(try report(result).posts == 20_000)
        let rows = try await counts(of: database)
        #expect(rows[..<3] == [9, 20_000, 4])
        #expect(rows[5] == 20_000)
      }
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `what cannot be read fails, and the rest goes in`() async throws {
    try await withDatabase(migrated: true) { database in
      try await withTemporaryFolder { folder in
        try write(Self.item(1), to: folder + "/a.json")

        let result = try await Binary.run(
          ["import", "scrape", folder + "/none.json", folder + "/a.json", "--json"],
          environment: environment(of: database))

        let report = try report(result)
        #expect(result.status == .exited(1))
        #expect((report.files, report.posts, report.unreadable.count) == (1, 1, 1))
        #expect(report.unreadable.first?.contains("none.json: it cannot be read: No such file") == true)
      }
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `a packed file that is cut fails, and what was read of it is kept`() async throws {
    try await withDatabase(migrated: true) { database in
      try await withTemporaryFolder { folder in
        let path = folder + "/a.jsonl"
        try write((1...5_000).map(Self.item).joined(separator: "\n"), to: path)
        _ = try await ChildProcess("gzip", [path]).run()
        var status = stat()
        #expect(stat(path + ".gz", &status) == 0 && truncate(path + ".gz", status.st_size / 2) == 0)

        let result = try await Binary.run(
          ["import", "scrape", path + ".gz", "--json"], environment: environment(of: database))

        let report = try report(result)
        #expect(result.status == .exited(1))
        #expect(report.posts > 100 && report.posts < 5_000 && report.unreadable.count == 1)
        #expect(try await counts(of: database)[1] == Int64(report.posts))
        let text = try await Binary.run(
          ["import", "scrape", path + ".gz"], environment: environment(of: database)
        ).text
        #expect(text.contains(" records of parts of 1 file (") && !text.contains("0 files"))
      }
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
  func `a file or a folder in which nothing is a record fails, and what is partly broken does not`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await withTemporaryFolder { folder in
        try write("root:x:0:0\ndaemon:x:1:1\n", to: folder + "/passwd")
        try write("", to: folder + "/empty.json")
        try write("[]", to: folder + "/none.json")
        try write(Self.item(1) + "\n{\"a\":1}\n", to: folder + "/half.jsonl")
        _ = try await ChildProcess("mkdir", [folder + "/bare"]).run()
        let environment = environment(of: database)

        for name in ["passwd", "empty.json", "none.json"] {
          let result = try await Binary.run(
            ["import", "scrape", folder + "/" + name], environment: environment)
          #expect(result.status == .exited(1), "\(name)")
          #expect(
            result.errorText.contains("nothing in \(folder)/\(name) was a TikTok profile, video or sound"),
            "\(result.errorText)")
        }
        let bare = try await Binary.run(["import", "scrape", folder + "/bare"], environment: environment)
        let half = try await Binary.run(
          ["import", "scrape", folder + "/half.jsonl"], environment: environment)
        let all = try await Binary.run(["import", "scrape", folder], environment: environment)
        let both = try await Binary.run(
          ["import", "scrape", folder + "/half.jsonl", folder + "/passwd"], environment: environment)

        #expect(bare.status == .exited(1) && bare.errorText.contains("there are no files in it"))
        #expect(half.status == .exited(0) && half.text.contains("1 rejected"))
        #expect(half.errorText.contains("half.jsonl") && half.errorText.contains("line 2"))
        #expect(all.status == .exited(0))
        #expect(both.status == .exited(1) && both.text.contains("took in 1 record of 2 files"))
      }
    }
  }

  @Test(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), arguments: ["cat", "gzip -c"])
  func `what is piped in is taken in as it comes`(program: String) async throws {
    try await withDatabase(migrated: true) { database in
      try await withTemporaryFolder { folder in
        try write((1...3_000).map(Self.item).joined(separator: "\n") + "\n{}\n", to: folder + "/a")
        let environment = environment(of: database)

        let result = try await Binary.shell(
          "\(program) \(folder)/a | \"$H\" import scrape - --json", environment: environment)
        let none = try await Binary.shell("\"$H\" import scrape - < /dev/null", environment: environment)
        let twice = try await Binary.shell("\"$H\" import scrape - - < /dev/null", environment: environment)
        let rejected = try await Binary.run(["sources", "rejected"], environment: environment)

        #expect(result.status == .exited(0))
        #expect(try report(result).posts == 3_000)
        #expect(none.status == .exited(1))
        #expect(none.errorText.contains("nothing in the standard input was a TikTok profile"))
        #expect(twice.status == .exited(1) && twice.errorText.contains("can be read once"))
        #expect(rejected.text.contains("scrapes  standard input"))
      }
    }
  }

  @Test(arguments: [["--wait"], ["--lane", "high"], ["--timeout", "5s"]])
  func `what is for the workers' folder does not go with files`(options: [String]) async throws {
    let result = try await Binary.run(["import", "scrape", "x.json"] + options)

    #expect(result.status == .exited(2))
    #expect(result.errorText.contains("is for the workers' folder"))
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    try #require(fputs(text, file) >= 0)
  }

  private func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let result: Result<Void, any Error>
    do { result = .success(try await body(path)) } catch { result = .failure(error) }
    _ = try await ChildProcess("rm", ["-r", path]).run()
    try result.get()
  }
}
