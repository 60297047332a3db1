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
    if console.isJSON { return console.result(.datasetVersion(version, packed: packed)) }
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
}
