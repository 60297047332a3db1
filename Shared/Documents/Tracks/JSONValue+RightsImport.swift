public import Datasets
public import Sources

extension JSONValue {
  /// What an import of licences came to.
  public static func rightsImport(_ told: ToldRightsImport) -> JSONValue { .object(members(of: told)) }

  /// The same with the first rows that were not taken in.
  public static func rightsImport(
    _ report: RightsImport.Report, isStored: Bool, rejected: [RejectedRow]
  ) -> JSONValue {
    .object(
      members(of: ToldRightsImport(report, isStored: isStored)) + [
        ("strangeColumns", .strings(report.strangeColumns)),
        (
          "rejects",
          .array(
            rejected.map { row in
              [
                "line": .int(row.line), "rules": .strings(row.flaws.map(\.rule.id)),
                "reason": .string(row.reason), "row": .string(row.text),
              ]
            })
        ),
      ])
  }

  private static func members(of told: ToldRightsImport) -> [(String, JSONValue)] {
    [
      ("stored", .bool(told.isStored)), ("rows", .int(told.rows)), ("taken", .int(told.taken)),
      ("rejected", .int(told.rejected)), ("rights", .int(told.rights)), ("repeated", .int(told.repeated)),
      ("replaced", .int(told.replaced)), ("tracks", .int(told.tracks)), ("sources", .strings(told.sources)),
      ("withheld", .strings(told.withheld)), ("rules", brokenRules(told.rules)),
    ]
  }

  /// How often which rule was broken, the most frequent first.
  public static func brokenRules(_ broken: [String: Int]) -> JSONValue {
    .object(
      broken.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, .int($0.value)) })
  }
}
