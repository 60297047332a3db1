import FoundationEssentials
import Models
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct RightsFileTests {
  private static let header = "track,title,artist,territory,use,permission,from,until,source\n"

  @Test func `a row states a right for each territory and use`() throws {
    let text =
      Self.header + "isrc:us-s1z-99-00001,,,\"DE at\",organic|advertising,,2026-01-01,2026-12-31,Contract 1\n"
    try withFile(text) { path in
      let found = try steps(path)

      let statement = try #require(found.statements.first)
      #expect(found.rejected.isEmpty)
      #expect(statement.subject == .key(SourceKey(.isrc, "USS1Z9900001")))
      #expect(
        statement.rights.map { "\($0.territory) \($0.use.rawValue)" } == [
          "AT organic", "AT advertising", "DE organic", "DE advertising",
        ])
      #expect(statement.rights.allSatisfy { $0.isPermission && $0.source == "Contract 1" })
      #expect(statement.rights[0].from == Date(timeIntervalSince1970: 1_767_225_600))
      #expect(
        statement.rights[0].until == Date(timeIntervalSince1970: 1_798_761_600), "the last day is part of it")
    }
  }

  @Test func `lines of JSON state the same`() throws {
    let lines = """
      {"track":"spotify:abc","territory":["DE","AT"],"use":"advertising","permission":"forbid","source":"c"}
      {"track":42,"territory":"WW","use":["organic","branded"],"from":"2026-01-01T12:00:00+02:00","source":"c"}
      {"title":"A \\"b\\"","artist":"C","territory":"WW","use":"commercial"}
      [1]
      {"track":"spotify:abc\\u0000","territory":"WW","use":"organic","source":"c"}
      """
    try withFile(lines, named: "rights.jsonl") { path in
      let found = try steps(path, source: "given")

      #expect(
        found.statements.map(\.subject) == [
          .key(SourceKey(.spotify, "abc")), .number(Track.ID(42)), .named(title: "A \"b\"", artist: "C"),
        ])
      #expect(found.statements.map(\.source) == ["c", "c", "given"])
      #expect(found.statements[0].rights.map(\.isPermission) == [false, false])
      #expect(found.statements[1].rights[0].from == Date(timeIntervalSince1970: 1_767_261_600))
      #expect(found.rejected.map(\.line) == [4, 5])
    }
  }

  @Test(arguments: [
    #""valid_until":"2026-12-31""#, #""Until":"2026-12-31","until":"2027-12-31""#,
    #""until":"2026-12-31","until":"2027-12-31""#, #""permission":"forbid","PERMISSION":"allow""#,
    #""":"""#, #""\u0075ntil":"2026-12-31""#, #""a":{"until":"2026-12-31"}"#,
  ])
  func `a line of JSON with strange or doubled keys is rejected`(members: String) throws {
    let line = #"{"track":1,"territory":"WW","use":"organic",\#(members)}"#
    try withFile(line, named: "rights.jsonl") { path in
      let found = try steps(path, source: "c")

      #expect(found.statements.isEmpty && found.rejected.first?.flaws.map(\.rule) == [Rules.Rights.row])
    }
  }

  @Test func `keys of JSON may be in letters of any size`() throws {
    let line = #"{"TRACK":1,"Territory":"WW","Use":"organic","Permission":"forbid","Until":"1970-01-01"}"#
    try withFile(line, named: "rights.jsonl") { path in
      let right = try #require(try steps(path, source: "c").statements.first?.rights.first)

      #expect(!right.isPermission && right.until == Date(timeIntervalSince1970: 86_400))
    }
  }

  /// A row for each rule that a row can break by itself, with the rules that it breaks.
  private static let broken: [(String, [Rule])] = [
    ("spotify:a,,,WW,organic,,,,c,more", [Rules.Rights.row]),
    (",,,WW,organic,,,,c", [Rules.Rights.subject]),
    (",title,,WW,organic,,,,c", [Rules.Rights.subject]),
    ("vinyl:1,,,WW,organic,,,,c", [Rules.Rights.subjectForm]),
    ("isrc:123,,,WW,organic,,,,c", [Rules.Rights.subjectForm]),
    ("spotify:a b,,,WW,organic,,,,c", [Rules.Rights.subjectForm]),
    ("0,,,WW,organic,,,,c", [Rules.Rights.subjectForm]),
    ("1,,,,organic,,,,c", [Rules.Rights.territory]),
    ("1,,,UK,organic,,,,c", [Rules.Rights.territoryForm]),
    ("1,,,DE EU,organic,,,,c", [Rules.Rights.territoryForm]),
    ("1,,,WW,,,,,c", [Rules.Rights.use]),
    ("1,,,WW,everything,,,,c", [Rules.Rights.useForm]),
    ("1,,,WW,organic,perhaps,,,c", [Rules.Rights.permission]),
    ("1,,,WW,organic,,31.12.2026,,c", [Rules.Rights.start]),
    ("1,,,WW,organic,,2026-02-29,,c", [Rules.Rights.start]),
    ("1,,,WW,organic,,,2026-13-01,c", [Rules.Rights.end]),
    ("1,,,WW,organic,,2026-02-01,2026-01-31,c", [Rules.Rights.order]),
    ("1,,,WW,organic,,,,", [Rules.Rights.source]),
    ("1,,,WW,organic,,,," + String(repeating: "c", count: 201), [Rules.Rights.sourceLength]),
    (
      "vinyl:1,,,XX,nothing,maybe,x,y,",
      [
        Rules.Rights.subjectForm, Rules.Rights.territoryForm, Rules.Rights.useForm, Rules.Rights.permission,
        Rules.Rights.start, Rules.Rights.end, Rules.Rights.source,
      ]
    ),
    (
      "1,,,\(Territory.codes.sorted().joined(separator: " ")) WW,organic branded commercial advertising,,,,c",
      []
    ),
  ]

  @Test(arguments: broken)
  func `a row that breaks rules is rejected with all of them and its line`(row: String, rules: [Rule]) throws
  {
    try withFile(Self.header + row + "\n1,,,WW,organic,,,,c\n") { path in
      let found = try steps(path)

      let rejected = found.rejected.first
      #expect(rejected?.flaws.map(\.rule) ?? [] == rules)
      #expect(rejected.map { $0.line == 2 && $0.text == row } ?? rules.isEmpty)
      #expect(found.statements.last?.subject == .number(Track.ID(1)), "the next row is taken in")
    }
  }

  @Test func `every rule that a row can break by itself is seen to reject one`() {
    let seen = Set(Self.broken.flatMap { $0.1.map(\.id) })
    // These need the catalogue, or more territories than there are.
    let others = [Rules.Rights.known, Rules.Rights.unambiguous, Rules.Rights.unique, Rules.Rights.size].map(
      \.id)

    #expect(seen == Set(Rules.rights.map(\.id)).subtracting(others))
  }

  @Test(arguments: [
    ("", "is empty"), ("track,use\n", "no column \"territory\""),
    ("title,territory,use\n", "no column \"track\""),
    ("track,Track,territory,use\n", "two columns \"track\""), ("a,b\n", "no column \"track\""),
  ])
  func `a file that cannot be of licences is refused as a whole`(text: String, reason: String) throws {
    try withFile(text) { path in
      let error = try #require(throws: CSVError.self) { _ = try RightsFile(path) }

      #expect(error.description.contains(reason))
    }
  }

  @Test(
    arguments: [
      ("2026-12-31", 1_798_675_200.0), ("1970-01-01", 0), ("2000-02-29", 951_782_400),
      ("1900-01-01", -2_208_988_800),
      ("2026-01-01T00:00:00Z", 1_767_225_600), ("2026-01-01 02:00:00+02:00", 1_767_225_600),
      ("1900-02-29", nil),
      ("2026-1-1", nil), ("2026-01-01T24:00:00Z", nil), ("2026-01-01T00:00:00+2", nil), ("2026-01-01x", nil),
      ("", nil), ("9999-01-01", nil),
    ] as [(String, Double?)])
  func `dates are read as ISO 8601 has them`(text: String, seconds: Double?) {
    #expect(Moment.date(text, atEndOfDay: false)?.timeIntervalSince1970 == seconds)
  }

  private func steps(
    _ path: String, source: String? = nil
  ) throws -> (statements: [RightsStatement], rejected: [RejectedRow]) {
    let file = try RightsFile(path, source: source)
    var found: (statements: [RightsStatement], rejected: [RejectedRow]) = ([], [])
    while true {
      switch try file.next() {
      case .end: return found
      case .statement(let statement): found.statements.append(statement)
      case .rejected(let row): found.rejected.append(row)
      }
    }
  }
}
