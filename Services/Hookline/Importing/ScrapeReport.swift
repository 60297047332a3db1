import Datasets
import Documents
import Lifecycle
import Models

/// What came of taking in files of scrapes.
struct ScrapeReport: Sendable {
  /// How many rejections are shown; all are counted, and the first of each file kept in the database.
  private static let shownLimit = 20

  /// Those that were read to their end.
  var files = 0
  /// Those that broke off after some of their records.
  var tornFiles = 0
  /// As they lie on the disk.
  var byteCount = 0
  var tally = ScrapeImport.Tally()
  var duration = Duration.zero
  var isInterrupted = false
  private(set) var rejections: [Rejection] = []
  private(set) var problems: [String] = []

  var status: ExitCode {
    if isInterrupted { return .interrupted }
    return problems.isEmpty ? .done : .failed
  }

  mutating func add(problem: String, of path: String) {
    problems.append(path.isEmpty ? problem : "\(path): \(problem)")
  }

  /// Of what an operand stands for, nothing was a record.
  mutating func add(emptiness operand: String) {
    let name = operand == ScrapeFiles.standardInput ? "the standard input" : operand
    problems.append("nothing in \(name) was a TikTok profile, video or sound")
  }

  mutating func note(_ more: [Rejection]) {
    rejections += more.prefix(max(0, Self.shownLimit - rejections.count))
  }

  private var seconds: Double { max(duration / .seconds(1), 1e-6) }
  private var pace: Int { Int((Double(tally.records) / seconds).rounded()) }
  private var places: String {
    let whole = counted(files, "file")
    guard tornFiles > 0 else { return whole }
    return files > 0
      ? "\(whole) and parts of \(grouped(tornFiles))" : "parts of \(counted(tornFiles, "file"))"
  }

  func show(on console: Console) {
    if console.isJSON { return console.result(document) }
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

  private var kinds: [(name: String, entities: ScrapeImport.Tally.Entities)] {
    [("creators", tally.creators), ("posts", tally.posts), ("tracks", tally.tracks)]
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

  private var document: JSONValue {
    [
      "files": .int(files), "partsOfFiles": .int(tornFiles), "bytes": .int(byteCount),
      "records": .int(tally.records),
      "creators": .int(tally.creators.all), "posts": .int(tally.posts.all), "tracks": .int(tally.tracks.all),
      "changes": .object(
        kinds.map { name, entities in
          (
            name,
            [
              "new": .int(entities.new), "updated": .int(entities.updated),
              "unchanged": .int(entities.unchanged),
            ]
          )
        }),
      "rejected": RuleTable.json(tally.rejected), "dropped": RuleTable.json(tally.dropped),
      "rejections": .array(
        rejections.map {
          [
            "place": .string($0.place), "offset": .int($0.offset), "rule": .string($0.rule),
            "reason": .string($0.reason),
          ]
        }),
      "unreadable": .array(problems.map(JSONValue.string)), "isInterrupted": .bool(isInterrupted),
      "seconds": .double((seconds * 1_000).rounded() / 1_000), "recordsPerSecond": .int(pace),
      "next": .string("hookline enqueue"),
    ]
  }
}
