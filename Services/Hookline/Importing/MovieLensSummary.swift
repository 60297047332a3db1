import Datasets
import Documents
import Sources

/// What the import of a data set of MovieLens came to, for people and programs.
struct MovieLensSummary {
  let report: MovieLensReport
  /// Where the rows are that were left out.
  let rejects: String?

  func show(on console: Console) {
    guard !console.isJSON else { return console.result(.movieLensImport(report)) }
    var table = Table(["FILE", "ROWS", "TAKEN IN", "LEFT OUT"], numeric: [1, 2, 3])
    for file in report.quality {
      table.add([
        .init(file.file), "\(grouped(file.rows))", "\(grouped(file.taken))",
        .init(grouped(file.excluded), file.excluded > 0 ? .warning : nil),
      ])
    }
    console.result(table)
    for file in report.quality { show(file, on: console) }
    console.result("")
    console.result(sum)
    if let changes { console.result(printable(changes)) }
    if let rejects { console.note("what was left out, \(counted(report.excluded, "row")), is in \(rejects)") }
  }

  private func show(_ file: FileQuality, on console: Console) {
    for (what, count) in RuleTable.sorted(file.mended) {
      console.result(printable("\(file.file): \(counted(count, "field")) mended: \(what)"))
    }
    RuleTable.show(file.broken, on: console)
    guard file.excludedTogether.contains(where: { $0.key.count > 1 }) else { return }
    var table = Table(["ROWS", "BREAK JUST THESE RULES"], numeric: [0])
    for (rules, count) in together(file) { table.add(["\(grouped(count))", .init(rules)]) }
    console.result("")
    console.result(table)
  }

  private func together(_ file: FileQuality) -> [(String, Int)] {
    RuleTable.sorted(
      // Other rules may read the same when they are joined; as many counts as a document holds have a sum.
      Dictionary(
        file.excludedTogether.map { ($0.key.sorted().joined(separator: ", "), $0.value) },
        uniquingKeysWith: +))
  }

  private var sum: String {
    "\(standing): \(counted(report.films, "film")), \(counted(report.ratings, "rating")) "
      + "of \(counted(report.ratedFilms, "film")) by \(counted(report.users, "user")), \(counted(report.tags, "tag")), "
      + "in \(tenths(report.report.seconds)) s"
  }

  private var standing: String {
    guard let version = report.version else {
      return "unchanged, version \(report.report.previous ?? 0) of movielens stays"
    }
    return "version \(version) of movielens is \(report.isHeld ? "held back" : "current")"
  }

  private var changes: String? {
    guard let previous = report.report.previous, report.version != nil else { return nil }
    guard !report.report.isUnchanged else { return "nothing differs from version \(previous)" }
    let kinds = report.report.kinds.compactMap { kind in
      kind.changes.map {
        "\(kind.name)s \(grouped($0.added)) new, \(grouped($0.changed)) other, \(grouped($0.gone)) gone"
      }
    }
    return "since version \(previous): " + kinds.joined(separator: "; ")
  }
}
