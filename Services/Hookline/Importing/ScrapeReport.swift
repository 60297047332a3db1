import Datasets
import Lifecycle
import Models

/// What came of taking in files of scrapes.
struct ScrapeReport: Sendable {
  /// How many rejections are shown; all are counted, and the first of each file kept in the database.
  private static let shownLimit = 20

  var files = 0
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

  mutating func note(_ more: [Rejection]) {
    rejections += more.prefix(max(0, Self.shownLimit - rejections.count))
  }

  private var seconds: Double { max(duration / .seconds(1), 1e-6) }
  private var pace: Int { Int((Double(tally.records) / seconds).rounded()) }
  private var rules: [(rule: String, count: Int)] {
    tally.rejected.map { (rule: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.rule) < ($0.count, $1.rule)
    }
  }

  func show(on console: Console) {
    if console.isJSON { return console.result(document) }
    for problem in problems { console.error(problem) }
    for rejection in rejections { console.warn("\(rejection)") }
    let hidden = tally.rejections - rejections.count
    if hidden > 0 { console.warn("and \(grouped(hidden)) more records were rejected") }
    console.result(
      "\(isInterrupted ? "broken off" : "took in") \(counted(tally.records, "record")) of \(counted(files, "file")) "
        + "(\(byteCount >> 20) MiB) in \(brief(seconds)): \(grouped(pace)) records/s")
    console.result(
      "\(counted(tally.creators, "creator")), \(counted(tally.posts, "post")), \(counted(tally.tracks, "track")), "
        + "\(grouped(tally.rejections)) rejected")
    if !rules.isEmpty {
      var table = Table(["REJECTED", "RULE"], numeric: [0])
      for (rule, count) in rules { table.add([Table.Cell(grouped(count)), Table.Cell(rule)]) }
      console.result(table)
    }
    guard tally.posts > 0 else { return }
    console.note("posts are analysed when their creator is next enqueued: \"hookline enqueue @name\"")
  }

  private var document: JSONValue {
    [
      "files": .int(files), "bytes": .int(byteCount), "records": .int(tally.records),
      "creators": .int(tally.creators), "posts": .int(tally.posts), "tracks": .int(tally.tracks),
      "rejected": .object(rules.map { ($0.rule, .int($0.count)) }),
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
