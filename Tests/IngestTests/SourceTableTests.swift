import Jobs
import Lifecycle
import Sources
import TestKit
import Testing

@testable import Ingest

@Suite struct SourceTableTests {
  private let table =
    ["a", "b"].map { name in
      SourceLine(name: name, needs: "HOOKLINE_\(name.uppercased())") { _ in PlayedSource(name) }
    } + [SourceLine(name: "c", needs: "HOOKLINE_C") { _ in nil }]

  private func names(_ environment: [String: String], table: [SourceLine]) throws -> [String] {
    let settings = try Settings(environment: environment, directory: "/nowhere")
    let parts = SourceParts(settings: settings, memory: BriefMemory(), logger: .silent)
    return try SourceTable.sources(parts, from: table).map(\.name)
  }

  private func problem(_ environment: [String: String], table: [SourceLine]) -> String {
    do { return try "\(names(environment, table: table))" } catch { return "\(error)" }
  }

  @Test
  func `all that are configured are asked in the order of the table, or those that are named in theirs`()
    throws
  {
    #expect(try names([:], table: table) == ["a", "b"])
    #expect(try names(["HOOKLINE_SOURCES": " B, a b"], table: table) == ["b", "a"])
    #expect(try names(["HOOKLINE_SOURCES": "b"], table: table) == ["b"])
  }

  @Test
  func `a name that is none is told with those that there are, one that is not configured with what to set`()
  {
    #expect(
      problem(["HOOKLINE_SOURCES": "a,spotfy"], table: table)
        == "HOOKLINE_SOURCES names \"spotfy\", which is no source; there are a, b, c")
    #expect(
      problem(["HOOKLINE_SOURCES": "c"], table: table)
        == "HOOKLINE_SOURCES names c, which is not configured: set HOOKLINE_C")
    #expect(
      problem([:], table: [table[2]]) == "no source is configured: set one of HOOKLINE_C")
  }

  @Test func `the folder of scrapes is a source where it is set`() throws {
    #expect(try names(["HOOKLINE_SCRAPE_DIR": "/scrapes"], table: SourceTable.all).contains("scrapes"))
    #expect(Set(SourceTable.all.map(\.name)).count == SourceTable.all.count)
  }

  @Test func `what sources can be asked is known without them`() throws {
    let environment = [
      "HOOKLINE_SCRAPE_DIR": "/scrapes", "HOOKLINE_YTDLP": "/bin/true", "HOOKLINE_LIBRARY_DIR": "/music",
      "HOOKLINE_TIKTOK_CLIENT_KEY": "k", "HOOKLINE_TIKTOK_CLIENT_SECRET": "s",
      "HOOKLINE_SPOTIFY_CLIENT_ID": "i", "HOOKLINE_SPOTIFY_CLIENT_SECRET": "s",
    ]
    let settings = try Settings(environment: environment, directory: "/nowhere")

    let sources = try SourceTable.sources(
      SourceParts(settings: settings, memory: BriefMemory(), logger: .silent))

    #expect(sources.map(\.name) == KnownSources.all.map(\.name))
    #expect(sources.map(\.abilities) == KnownSources.all.map(\.abilities))
    #expect(KnownSources.names(with: .search) == ["tiktok-research"])
  }
}
