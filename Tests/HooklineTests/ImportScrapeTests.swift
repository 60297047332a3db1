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
        #expect(second.text.contains("750 posts") && second.text.contains("tiktok record.shape form"))
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
