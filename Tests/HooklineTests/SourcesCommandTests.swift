import FoundationEssentials
import Lifecycle
import Models
import Sources
import Storage
import TestKit
import Testing

@testable import Hookline
@testable import Ingest

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct SourcesCommandTests {
  private struct Document: Decodable {
    struct Source: Decodable {
      struct Quota: Decodable {
        let name: String
        let left: Int
      }

      let source: String
      let requests: Int
      let failures: [String: Int]
      let records: Int
      let rejected: [String: Int]
      let succeededAt: String?
      let quotas: [Quota]
      let pausedBecause: String?
    }

    let days: Int
    let sources: [Source]
  }

  private func fill(_ database: TestDatabase) async throws {
    let ledger = SourceLedger(database.pool)
    let now = Date()
    try await ledger.add(
      SourceActivity(
        requests: 1_500, failures: [.timeout: 3, .server: 1], records: 900,
        rejected: ["post.plays range": 2, "evil\u{1b}[31m": 9]),
      of: "research", now: now)
    try await ledger.add(
      SourceActivity(requests: 1, failures: [.unreachable: 1]), of: "yt-dlp", now: now)
    _ = try await ledger.take(990, of: Quota("research", "requests", limit: 1_000), now: now)
    try await ledger.keep(
      SourceNote("no route to it", until: now + 600), as: SourceLedger.pause, of: "yt-dlp")
  }

  @Test func `sources are shown with what went wrong, what is left and how long they are left alone`()
    async throws
  {
    try await withJobs { stage in
      let before = try await stage.run("sources")
      try await fill(stage.database)

      let result = try await stage.run("sources", "--days", "2")
      let document = try await stage.document(Document.self, "sources")

      #expect(before.text == "no source was asked in the last 7 days\n")
      #expect(result.isSuccess && !hasControls(result.text))
      for text in [
        "research", "1,500", "10 of 1,000 requests", "1 server; 3 timeout", "2 break \"post.plays range\"",
        "never",
        "left alone until 20", "no route to it",
      ] { #expect(result.text.contains(text), "\(text) in\n\(result.text)") }
      #expect(document.days == 7 && document.sources.map(\.source) == ["research", "yt-dlp"])
      let research = document.sources[0]
      #expect(research.requests == 1_500 && research.records == 900 && research.succeededAt != nil)
      #expect(research.failures == ["timeout": 3, "server": 1] && research.rejected["post.plays range"] == 2)
      #expect(research.quotas.map(\.left) == [10] && research.pausedBecause == nil)
      #expect(document.sources[1].succeededAt == nil && document.sources[1].pausedBecause == "no route to it")
    }
  }

  @Test func `sources that are configured are listed before anybody has asked them`() async throws {
    try await withJobs { stage in
      var stage = stage
      stage.environment["HOOKLINE_YTDLP"] = "/usr/bin/yt-dlp"
      stage.environment["HOOKLINE_LIBRARY_DIR"] = "/music"
      try await fill(stage.database)

      let result = try await stage.run("sources")
      let document = try await stage.document(Document.self, "sources")

      #expect(document.sources.map(\.source) == ["library", "research", "yt-dlp"])
      let lines = result.text.split(separator: "\n").filter { $0.contains("configured, but not asked yet") }
      #expect(lines.count == 1 && lines.first?.hasPrefix("library") == true, "\(result.text)")
    }
  }

  @Test func `rejected records are listed by rule and by source, the newest first`() async throws {
    try await withJobs { stage in
      let entries = (1...3).map { place in
        var entry = CatalogueEntry(
          rejections: [
            Rejection(
              place: "f\(place).json", offset: place, reason: "no \u{1b}[1mid", rule: "post.id required")
          ], at: Date(timeIntervalSince1970: 1_790_000_000 + Double(place)), source: place == 3 ? "b" : "a")
        if place == 1 { entry.rejections[0].rule = Rejection.unreadable }
        return entry
      }
      try await stage.database.pool.transaction { session in
        try Catalogue.write(entries.map { ($0, nil) }, session)
      }

      let all = try await stage.run("sources", "rejected")
      let ruled = try await stage.run("sources", "rejected", "--rule", "post.id", "--source", "a")
      let one = try await stage.run("sources", "rejected", "--limit", "1")
      let none = try await stage.run("sources", "rejected", "--rule", "x%")

      #expect(all.isSuccess && !hasControls(all.text))
      #expect(all.text.split(separator: "\n").count == 4)
      #expect(ruled.text.contains("f2.json") && ruled.text.split(separator: "\n").count == 2)
      #expect(one.text.contains("f3.json") && one.text.split(separator: "\n").count == 2)
      #expect(none.text == "nothing was rejected\n")
    }
  }
}

@Suite struct ConfiguredSourcesTests {
  @Test func `what settings ask for is what ingest makes of them`() throws {
    let all = [
      "HOOKLINE_SCRAPE_DIR": "/scrapes", "HOOKLINE_TIKTOK_CLIENT_KEY": "key",
      "HOOKLINE_TIKTOK_CLIENT_SECRET": "s",
      "HOOKLINE_YTDLP": "yt-dlp", "HOOKLINE_SPOTIFY_CLIENT_ID": "id", "HOOKLINE_SPOTIFY_CLIENT_SECRET": "s",
      "HOOKLINE_LIBRARY_DIR": "/music",
    ]
    let some = ["HOOKLINE_SCRAPE_DIR": "/scrapes", "HOOKLINE_YTDLP": "yt-dlp"]
    let ordered = all.merging(["HOOKLINE_SOURCES": "library, Spotify scrapes"]) { $1 }

    for environment in [all, some, ordered] {
      let settings = Settings.survey(environment: environment, directory: "/nowhere").settings
      let parts = SourceParts(settings: settings, memory: BriefMemory(), logger: .silent)

      let made = try SourceTable.sources(parts).map(\.name)
      #expect(ConfiguredSources.names(settings) == made)
    }
    let none = Settings.survey(environment: [:], directory: "/nowhere").settings
    #expect(ConfiguredSources.names(none).isEmpty)
  }
}

@Suite struct RulesReportTests {
  @Test func `a demand completes a sentence`() {
    let demands: [(Rule.Demand, String)] = [
      (.required, "be there"), (.range(0...1_000, unit: "s"), "be from 0 to 1,000 s"),
      (.range(-0.5...0.5, unit: ""), "be from -0.5 to 0.5"), (.range(0...0, unit: ""), "be 0"),
      (.range(1...9_007_199_254_740_991, unit: ""), "be from 1 to 9,007,199,254,740,991"),
      (.range(0...9.3e18, unit: "x"), "be from 0 to 9.3e+18 x"), (.length(20), "have at most 20 characters"),
      (.oneOf(["a", "b"]), "be one of a, b"), (.refers(to: "track"), "be the id of a track"),
      (.unique, "be of no other record"), (.form("be a date"), "be a date"),
    ]
    for (demand, words) in demands { #expect(demand.words == words) }
  }
}

@Suite struct RulesCommandTests {
  @Test func `the rules are printed as documentation, without any server`() async throws {
    let plain = try await Binary.run(["sources", "rules"])
    let markdown = try await Binary.run(["sources", "rules", "--markdown"])

    #expect(plain.isSuccess && plain.text.contains("followers"))
    #expect(!plain.text.contains("9007199254740991") && !plain.text.contains("from 0 to 0"))
    let lines = markdown.text.split(separator: "\n")
    #expect(lines.first == "| record | field | must | else | why |" && lines.count == Rules.all.count + 2)
  }
}
