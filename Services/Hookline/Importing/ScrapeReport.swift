import Datasets
import Documents
import Lifecycle
import Models

/// What came of taking in files of scrapes.
typealias ScrapeReport = ImportedScrapes

extension ImportedScrapes {
  var status: ExitCode {
    if isInterrupted { return .interrupted }
    return problems.isEmpty ? .done : .failed
  }

  private var places: String {
    let whole = counted(files, "file")
    guard tornFiles > 0 else { return whole }
    return files > 0
      ? "\(whole) and parts of \(grouped(tornFiles))" : "parts of \(counted(tornFiles, "file"))"
  }

  func show(on console: Console) {
    if console.isJSON { return console.result(.scrapes(self)) }
    for rejection in rejections { console.warn("\(rejection)") }
    let hidden = tally.rejections - rejections.count
    if hidden > 0 {
      console.warn("and \(counted(hidden, "more record")) \(hidden == 1 ? "was" : "were") rejected")
    }
    for problem in problems { console.error(problem) }
    guard tally.records > 0 || tally.rejections > 0 || files > 0 else { return }
    console.result(
      "\(isInterrupted ? "broken off" : "took in") \(counted(tally.records, "record")) of \(places) "
        + "(\(size)) in \(brief(seconds)): \(grouped(pace)) records/s; \(grouped(tally.rejections)) rejected")
    if tally.records > 0 { console.result(entities) }
    show(tally.rejected, "RECORDS REJECTED", on: console)
    show(tally.dropped, "FIELDS LEFT OUT", on: console)
    guard tally.posts.all > 0 else { return }
    console.note("posts are analysed when their creator is next enqueued: \"hookline enqueue @name\"")
  }

  private var size: String {
    byteCount >= 10 << 20 ? "\(grouped(byteCount >> 20)) MiB" : "\(grouped((byteCount + 1_023) >> 10)) KiB"
  }

  private var entities: Table {
    var table = Table(["ALL", "NEW", "UPDATED", "UNCHANGED", ""], numeric: [0, 1, 2, 3])
    for (name, entities) in kinds {
      table.add([
        .init(grouped(entities.all)), .init(grouped(entities.new)), .init(grouped(entities.updated)),
        .init(grouped(entities.unchanged)), .init(name),
      ])
    }
    return table
  }

  private func show(_ broken: [String: Int], _ title: String, on console: Console) {
    guard !broken.isEmpty else { return }
    var table = Table([title, "RULE"], numeric: [0])
    for (rule, count) in RuleTable.sorted(broken) {
      table.add([.init(grouped(count)), .init(rule, .warning)])
    }
    console.result("")
    console.result(table)
  }
}
