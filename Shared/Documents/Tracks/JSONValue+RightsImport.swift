public import Datasets
public import Sources

extension JSONValue {
  /// What an import of licences came to.
  public static func rightsImport(_ report: RightsImport.Report, isStored: Bool) -> JSONValue {
    .object(members(of: report, isStored: isStored))
  }

  /// The same with the first rows that were not taken in.
  public static func rightsImport(
    _ report: RightsImport.Report, isStored: Bool, rejected: [RejectedRow]
  ) -> JSONValue {
    .object(
      members(of: report, isStored: isStored) + [
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

  private static func members(
    of report: RightsImport.Report, isStored: Bool
  ) -> [(String, JSONValue)] {
    [
      ("stored", .bool(isStored)), ("rows", .int(report.rows)), ("taken", .int(report.taken)),
      ("rejected", .int(report.rejected)), ("rights", .int(report.stored)),
      ("repeated", .int(report.repeated)), ("replaced", .int(report.replaced)),
      ("tracks", .int(report.tracks.count)), ("sources", .strings(report.sources.sorted())),
      ("withheld", .strings(report.withheld.sorted())), ("rules", brokenRules(report.broken)),
    ]
  }

  /// How often which rule was broken, the most frequent first.
  public static func brokenRules(_ broken: [String: Int]) -> JSONValue {
    .object(
      broken.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, .int($0.value)) })
  }
}
