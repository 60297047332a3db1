public import Datasets
public import Models

/// What came of taking in files of scrapes.
public struct ImportedScrapes: Sendable {
  /// How many rejections are shown; all are counted, and the first of each file kept in the database.
  private static let shownLimit = 20
  /// How many complaints of others are kept, and how many rules by their names.
  static let otherLimit = 1_000
  /// Where those are counted that are too many to be named.
  static let otherRules = "others"

  /// Those that were read to their end.
  public var files = 0
  /// Those that broke off after some of their records.
  public var tornFiles = 0
  /// As they lie on the disk.
  public var byteCount = 0
  public var tally = ScrapeImport.Tally()
  public var duration = Duration.zero
  public var isInterrupted = false
  public private(set) var rejections: [Rejection] = []
  public private(set) var problems: [String] = []

  public init() {}

  public mutating func add(problem: String, of path: String) {
    problems.append(path.isEmpty ? problem : "\(path): \(problem)")
  }

  /// Of what somebody named, nothing was a record.
  public mutating func add(emptiness name: String) {
    problems.append("nothing in \(name) was a TikTok profile, video or sound")
  }

  public mutating func note(_ more: [Rejection]) {
    rejections += more.prefix(max(0, Self.shownLimit - rejections.count))
  }

  /// What came of other files beside these. What is in files of both is counted in both.
  public mutating func add(_ other: ImportedScrapes) {
    files = bounded(files, other.files)
    tornFiles = bounded(tornFiles, other.tornFiles)
    byteCount = bounded(byteCount, other.byteCount)
    tally.add(other.tally)
    note(other.rejections)
    // One of each at least: whoever complained has not said nothing.
    problems += other.problems.prefix(max(1, Self.otherLimit - problems.count))
  }

  public var seconds: Double { max(duration / .seconds(1), 1e-6) }
  /// Records a second.
  public var pace: Int { Int((Double(tally.records) / seconds).rounded()) }
  public var kinds: [(name: String, entities: ScrapeImport.Tally.Entities)] {
    [("creators", tally.creators), ("posts", tally.posts), ("tracks", tally.tracks)]
  }
}

extension JSONValue {
  public static func scrapes(_ report: ImportedScrapes) -> JSONValue {
    let tally = report.tally
    return [
      "files": .int(report.files), "partsOfFiles": .int(report.tornFiles), "bytes": .int(report.byteCount),
      "records": .int(tally.records),
      "creators": .int(tally.creators.all), "posts": .int(tally.posts.all), "tracks": .int(tally.tracks.all),
      "changes": .object(
        report.kinds.map { name, entities in
          (
            name,
            [
              "new": .int(entities.new), "updated": .int(entities.updated),
              "unchanged": .int(entities.unchanged),
            ]
          )
        }),
      "rejected": .brokenRules(tally.rejected), "dropped": .brokenRules(tally.dropped),
      "rejections": .array(
        report.rejections.map {
          [
            "place": .string($0.place), "offset": .int($0.offset), "rule": .string($0.rule),
            "reason": .string($0.reason),
          ]
        }),
      "unreadable": .strings(report.problems), "isInterrupted": .bool(report.isInterrupted),
      "seconds": .double((report.seconds * 1_000).rounded() / 1_000), "recordsPerSecond": .int(report.pace),
      "next": .string("hookline enqueue"),
    ]
  }
}

extension ImportedScrapes: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    (files, tornFiles) = (try part.whole("files"), try part.whole("partsOfFiles"))
    byteCount = try part.whole("bytes")
    tally = try ScrapeImport.Tally(part)
    rejections = try part.list("rejections")
    problems = try part.texts("unreadable")
    isInterrupted = try part.flag("isInterrupted")
    duration = .seconds(min(max(try part.number("seconds"), 0), 1e9))
  }
}

/// The sum, or as much as one document may tell: as many of these as there are still have a sum.
private func bounded(_ one: Int, _ other: Int) -> Int {
  let (sum, isOver) = one.addingReportingOverflow(other)
  return isOver ? DocumentPart.largest : min(sum, DocumentPart.largest)
}

extension ScrapeImport.Tally: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init()
    let changes = try part.member("changes")
    records = try part.whole("records")
    creators = try Self.entities("creators", part, changes)
    posts = try Self.entities("posts", part, changes)
    tracks = try Self.entities("tracks", part, changes)
    rejected = try part.member("rejected").counts()
    dropped = try part.member("dropped").counts()
  }

  private static func entities(
    _ name: String, _ part: DocumentPart, _ changes: DocumentPart
  ) throws(DocumentError) -> Entities {
    let change = try changes.member(name)
    return Entities(
      all: try part.whole(name), new: try change.whole("new"), updated: try change.whole("updated"))
  }

  fileprivate mutating func add(_ other: Self) {
    records = bounded(records, other.records)
    creators.add(other.creators)
    posts.add(other.posts)
    tracks.add(other.tracks)
    Self.add(other.rejected, to: &rejected)
    Self.add(other.dropped, to: &dropped)
  }

  private static func add(_ more: [String: Int], to rules: inout [String: Int]) {
    for (rule, count) in more.sorted(by: { $0.key < $1.key }) {
      let isNamed = rules[rule] != nil || rules.count < ImportedScrapes.otherLimit
      let name = isNamed ? rule : ImportedScrapes.otherRules
      rules[name] = bounded(rules[name] ?? 0, count)
    }
  }
}

extension ScrapeImport.Tally.Entities {
  fileprivate mutating func add(_ other: Self) {
    all = bounded(all, other.all)
    new = bounded(new, other.new)
    updated = bounded(updated, other.updated)
  }
}

extension Rejection: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      place: try part.text("place"), offset: try part.whole("offset"), reason: try part.text("reason"),
      rule: try part.text("rule"))
  }
}
