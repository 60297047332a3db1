import Datasets

/// The report of a version of a data set, kind by kind.
enum DatasetReportTable {
  static func show(_ report: DatasetReport, on console: Console) {
    let isCompared = report.previous != nil
    let changes = isCompared ? ["added", "changed", "gone", "same", "renumbered"] : []
    var table = Table(["kind", "records", "rejected", "flagged"] + changes, numeric: Set(1...8))
    for kind in report.kinds {
      var cells = [
        kind.name, grouped(kind.records), grouped(kind.rejectedCount),
        grouped(kind.flagged.values.reduce(0, +)),
      ]
      if let changes = kind.changes {
        cells += [changes.added, changes.changed, changes.gone, changes.same, changes.renumbered].map(grouped)
      } else if isCompared {
        cells += Array(repeating: "unknown", count: 5)
      }
      table.add(cells.map { Table.Cell($0) })
    }
    console.result(table)
    showRules(report, on: console)
    for kind in report.kinds {
      guard let changes = kind.changes, changes.renumbered > 0 else { continue }
      let whole = changes.same == 0 && changes.changed == 0 ? "all ids have changed: " : ""
      let same = changes.renumbered == 1 ? "is the same under a new id" : "are the same under new ids"
      console.result(
        printable("\(kind.name): \(whole)\(counted(changes.renumbered, "record")) \(same)"))
    }
  }

  private static func showRules(_ report: DatasetReport, on console: Console) {
    var table = Table(["", "", ""], numeric: [1])
    for kind in report.kinds {
      for (rule, count) in kind.rejected.sorted(by: { $0.key < $1.key }) {
        table.add(["rejected", "\(grouped(count))", "\(rule)"])
      }
      for (rule, count) in kind.flagged.sorted(by: { $0.key < $1.key }) {
        table.add(["flagged", "\(grouped(count))", "\(rule)"])
      }
    }
    if !table.rows.isEmpty { console.result(table) }
  }
}
