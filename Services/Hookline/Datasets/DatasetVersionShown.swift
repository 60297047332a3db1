import Datasets
import Documents
import FoundationEssentials

/// Versions of data sets for people and for programs.
enum DatasetVersionShown {
  static func table(_ versions: [DatasetVersion]) -> Table {
    var table = Table(
      ["version", "data set", "state", "records", "rejected", "made", "expires", "title", "from"],
      numeric: [0, 3, 4])
    for version in versions {
      table.add([
        "\(version.id)", "\(version.dataset)", "\(version.state.rawValue)",
        "\(grouped(version.report.records))",
        "\(grouped(version.report.rejected))", "\(age(of: version.createdAt)) ago",
        "\(version.expiryAt.map { $0.formatted(.iso8601) } ?? "never")",
        "\(excerpt(version.title, limit: 40))",
        "\(excerpt(version.origin, limit: 60))",
      ])
    }
    return table
  }

  static func show(_ version: DatasetVersion, packed: (packed: Int, before: Int)?, on console: Console) {
    if console.isJSON {
      var members = members(version)
      if let packed { members += [("packedBytes", .int(packed.packed)), ("bytes", .int(packed.before))] }
      return console.result(.object(members + DatasetReportTable.members(version.report)))
    }
    console.result("version \(version.id) of \(version.dataset): \(version.state.rawValue)")
    var facts = [("title", version.title), ("from", version.origin)]
    facts.append(("made", RunReport.moment(version.createdAt)))
    if version.state == .current, let since = version.endedAt {
      facts.append(("current since", RunReport.moment(since)))
    }
    facts.append(("expires", version.expiryAt.map { $0.formatted(.iso8601) } ?? "never"))
    if let reason = version.reason { facts.append((version.state == .held ? "held back" : "failed", reason)) }
    if let packed {
      facts.append(("packed", "\(grouped(packed.packed)) bytes, of \(grouped(packed.before)) before"))
    }
    var table = Table(["", ""])
    for (name, text) in facts where !text.isEmpty { table.add(["\(name)", "\(text)"]) }
    console.result(table)
    if !version.report.kinds.isEmpty { DatasetReportTable.show(version.report, on: console) }
  }

  static func json(_ version: DatasetVersion) -> JSONValue {
    .object(
      members(version) + [
        ("records", .int(version.report.records)), ("rejected", .int(version.report.rejected)),
      ])
  }

  private static func members(_ version: DatasetVersion) -> [(String, JSONValue)] {
    [
      ("version", .int(Int(version.id))), ("dataset", .string(version.dataset)),
      ("title", .string(version.title)), ("origin", .string(version.origin)),
      ("state", .string(version.state.rawValue)), ("createdAt", JSONValue(version.createdAt)),
      ("endedAt", JSONValue(version.endedAt)), ("expiryAt", JSONValue(version.expiryAt)),
      ("isPacked", .bool(version.isPacked)), ("reason", JSONValue(version.reason)),
    ]
  }

  static func json(_ rejection: DatasetRejection) -> JSONValue {
    [
      "kind": .string(rejection.kind), "place": .string(rejection.place),
      "position": .int(rejection.position),
      "rule": .string(rejection.rule), "reason": .string(rejection.reason),
      "record": .string(rejection.record),
    ]
  }
}
