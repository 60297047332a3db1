import FoundationEssentials
import Glibc
import Identity
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct RightsCommandTests {
  private struct Import: Decodable, Equatable {
    var stored: Bool
    var rows: Int
    var taken: Int
    var rejected: Int
    var rights: Int
    var repeated: Int
    var replaced: Int
    var tracks: Int
    var withheld: [String]
    var rules: [String: Int]
  }

  private static let header = "track,title,artist,territory,use,permission,from,until,source\n"

  /// Three tracks: two with keys, and two of one artist with the same title but for its letters.
  private static func add(to stage: JobsStage) async throws {
    try await stage.database.pool.transaction { session in
      try session.execute(
        "insert into artist (id, folded, name) overriding system value values (1, 'band', 'Band')")
      try session.execute(
        """
        insert into track (id, title, artist, artist_id, is_original_sound)
        values (1, 'One', 'Band', 1, false), (2, 'Two', 'Band', 1, false), (3, 'TWO', 'Band', 1, false),
          (4, 'Four', 'Band', 1, false)
        """)
      try session.execute(
        "insert into track_source (platform, key, track_id) values ('spotify', 'abc', 1), ('isrc', 'USS1Z9900001', 1)"
      )
    }
    let claiming = TrackPortrait(
      Track.ID(2), key: SourceKey(.tiktok, "2"), title: "Two", claims: [SourceKey(.isrc, "USS1Z9900001")])
    _ = try await IdentityStore(stage.database.pool)
      .note([claiming], at: Date(), version: Judge.version, keys: NameKeys.keys)
  }

  private static func taken(
    _ rows: String, by stage: JobsStage, _ options: String...
  ) async throws -> Import {
    try await withRightsFile(header + rows) { path in
      let result = try await Binary.run(
        ["rights", "import", path, "--json"] + options, environment: stage.environment)
      return try JSONDecoder().decode(Import.self, from: Data(result.output))
    }
  }

  @Test func `tracks are found by number, key, code and name, and what is not found is told`() async throws {
    try await withStage { stage in
      try await Self.add(to: stage)

      let report = try await Self.taken(
        """
        1,,,WW,organic,,,,c
        spotify:abc,,,DE AT,advertising,,2026-01-01,2026-12-31,c
        isrc:US-S1Z-99-00001,,,FR,branded,forbid,,,c
        ,ONE,band,CH,commercial,,,,c
        ,two,Band,CH,commercial,,,,c
        spotify:none,,,WW,organic,,,,c
        77,,,WW,organic,,,,c
        ,Nobody,Nothing,WW,organic,,,,c
        1,,,WW,organic,,,,c

        """, by: stage, "--partial")

      #expect(report.taken == 5 && report.rejected == 4)
      #expect(report.rules == ["right.track relation": 3, "right.title form": 1])
      #expect(report.repeated == 1 && report.tracks == 2)
      #expect(
        report.rights == 6, "one everywhere, two for advertising, two tracks with the code, one by name")
      let rights = try await RightsStore(stage.database.pool).rights(of: [Track.ID(1), Track.ID(2)])
      #expect(rights[Track.ID(2)]?.all.map(\.isPermission) == [false])
      let germany = try #require(Territory("DE"))
      let summer = Date(timeIntervalSince1970: 1_780_000_000)
      #expect(rights[Track.ID(1)]?.allows(.advertising, in: germany, at: summer) == true)
      #expect(rights[Track.ID(1)]?.allows(.commercial, in: germany, at: summer) == false)
    }
  }

  @Test func `the same file taken in twice changes nothing, and a new one replaces its own source's rows`()
    async throws
  {
    try await withStage { stage in
      try await Self.add(to: stage)
      let rows = "1,,,DE AT,advertising,,,,first\n2,,,WW,branded,,,,first\n4,,,WW,branded,,,,second\n"

      let first = try await Self.taken(rows, by: stage)
      let again = try await Self.taken(rows, by: stage)
      let other = try await Self.taken("1,,,FR,advertising,,,,first\n", by: stage)

      #expect(first.rights == 4 && first.replaced == 0)
      #expect(again.rights == 4 && again.replaced == 4)
      #expect(other.rights == 1 && other.replaced == 3)
      let entries = try await RightsStore(stage.database.pool).entries(of: nil, limit: 10)
      #expect(
        entries.map { "\($0.track) \($0.right.territory) \($0.right.source)" } == [
          "1 FR first", "4 WW second",
        ])
    }
  }

  @Test func `a source with a wrong row keeps what it stated before, and others are taken in`() async throws {
    try await withStage { stage in
      try await Self.add(to: stage)
      _ = try await Self.taken("1,,,FR,branded,forbid,,,first\n2,,,WW,branded,,,,second\n", by: stage)

      let report = try await Self.taken(
        "1,,,WW,branded,,,,first\n1,,,FR,branded,forbit,,,first\n4,,,WW,branded,,,,second\n", by: stage)
      let rows = try await Self.rows(of: stage)
      let unknown = try await Self.taken(
        "1,,,WW,branded,,,,first\n9,,,FR,branded,forbid,,,first\n", by: stage)
      // It is nobody's, and may be anybody's.
      let nameless = try await Self.taken("1,,,WW,branded,,,,first\n1,,,FR,branded,forbid,,,\n", by: stage)

      #expect(report.stored && report.withheld == ["first"] && report.taken == 2 && report.rejected == 1)
      #expect(report.rights == 1 && report.replaced == 1 && report.tracks == 1)
      #expect(rows == ["1 FR false first", "4 WW true second"])
      #expect(unknown.withheld == ["first"] && nameless.withheld == ["first"])
      #expect(unknown.rights == 0 && nameless.rights == 0 && nameless.replaced == 0)
      #expect(try await Self.rows(of: stage) == rows)
      let partial = try await Self.taken(
        "1,,,WW,branded,,,,first\n9,,,FR,branded,forbid,,,first\n", by: stage, "--partial")
      #expect(partial.withheld.isEmpty && partial.rights == 1 && partial.replaced == 1)
    }
  }

  private static func rows(of stage: JobsStage) async throws -> [String] {
    try await RightsStore(stage.database.pool).entries(of: nil, limit: 10).map {
      "\($0.track) \($0.right.territory) \($0.right.isPermission) \($0.right.source)"
    }
  }

  @Test func `a dry run and a strict one with bad rows store nothing`() async throws {
    try await withStage { stage in
      try await Self.add(to: stage)

      let dry = try await Self.taken("1,,,WW,branded,,,,c\n", by: stage, "--dry-run")
      let strict = try await Self.taken("1,,,WW,branded,,,,c\n9,,,WW,branded,,,,c\n", by: stage, "--strict")

      #expect(!dry.stored && dry.rights == 1 && !strict.stored && strict.rejected == 1)
      #expect(try await RightsStore(stage.database.pool).sources().isEmpty)
    }
  }

  @Test func `rejected rows go to a file with line, rule and reason, and the command fails`() async throws {
    try await withStage { stage in
      try await Self.add(to: stage)
      try await withRightsFile(
        Self.header + "1,,,XX,branded,,,,c\n1,,,WW,branded,,,,c\n9,,,WW,branded,,,,c\n"
      ) { path in
        let result = try await stage.run(
          "rights", "import", path, "--partial", "--rejects", path + ".bad")

        #expect(result.status == .exited(1))
        #expect(result.text.contains("3 rows: 1 taken in, 2 rejected; 1 right to 1 track stored"))
        let text = try String(contentsOfFile: path + ".bad", encoding: .utf8)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "file,line,rules,reason,row")
        #expect(
          lines[1].contains(",2,right.territory form,") && lines[2].contains(",4,right.track relation,"))
        let other = try await stage.run("rights", "import", path, "--rejects", path)
        #expect(other.status == .exited(1) && other.errorText.contains("is a file that is read"))
      }
    }
  }

  @Test func `what is piped in is told by how it begins, packed or not`() async throws {
    try await withStage { stage in
      try await Self.add(to: stage)
      let csv = Self.header.replacing("\n", with: "\\n") + "1,,,WW,branded,,,,c\\n9,,,WW,branded,,,,d\\n"
      let json = #"\n{"track":"1","territory":"WW","use":"branded","source":"c"}\n"#

      let table = try await Binary.shell(
        "printf '\(csv)' | gzip -c | \"$H\" rights import -", environment: stage.environment)
      let lines = try await Binary.shell(
        "printf '\(json)' | \"$H\" rights import - --json", environment: stage.environment)
      let none = try await Binary.shell("\"$H\" rights import - < /dev/null", environment: stage.environment)

      #expect(table.status == .exited(1) && table.text.contains("2 rows: 1 taken in, 1 rejected"))
      #expect(table.errorText.contains("standard input:3: "))
      let report = try JSONDecoder().decode(Import.self, from: Data(lines.output))
      #expect(lines.status == .exited(0) && report.rights == 1 && report.replaced == 1)
      #expect(none.status == .exited(1) && none.errorText.contains("standard input is empty"))
    }
  }

  @Test func `ten thousand rows are stored, and rights and sources are shown`() async throws {
    try await withStage { stage in
      try await stage.database.pool.execute(
        """
        insert into track (id, title, is_original_sound) select i, 'Track ' || i, false from generate_series(1, 10000) i
        """)
      let rows = (1...10_000).map { "\($0),,,WW,advertising,,,2030-01-01,label\n" }.joined()

      let report = try await Self.taken(rows, by: stage)
      let shown = try await stage.run("rights", "show", "7")
      let listed = try await stage.run("rights", "list", "--json")
      let unknown = try await stage.run("rights", "show", "10001")

      #expect(report.rights == 10_000 && report.tracks == 10_000)
      #expect(shown.text.contains("advertising: allowed everywhere, by label"))
      #expect(
        shown.text.contains("commercial: not allowed everywhere") && shown.text.contains("2030-01-01  label"))
      #expect(listed.text.contains(#""rights": 10000"#))
      #expect(unknown.status == .exited(1) && unknown.errorText.contains("no track 10001 is known"))
    }
  }

  private func withStage(_ body: @escaping @Sendable (JobsStage) async throws -> Void) async throws {
    try await withDatabase(migrated: true) { try await body(JobsStage($0)) }
  }
}

func withRightsFile<Value>(_ text: String, _ body: (String) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.path + "/hookline-file-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try Data(text.utf8).write(to: URL(filePath: folder + "/rights.csv"))
  return try await body(folder + "/rights.csv")
}
