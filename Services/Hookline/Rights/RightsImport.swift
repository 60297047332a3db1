import Models
import Sources
import Storage

/// Takes the licences of a file in, in one transaction.
struct RightsImport: Sendable {
  struct Report: Sendable, Equatable {
    var rows = 0
    var taken = 0
    /// Rights that are stored now, one for each track, territory and use.
    var stored = 0
    /// That were stated before in the same file.
    var repeated = 0
    /// Of the same sources, from before.
    var replaced = 0
    var tracksBySource: [String: Set<Track.ID>] = [:]
    /// Of which nothing is taken in, as a row of theirs is wrong, or may be theirs.
    var withheld: Set<String> = []
    var broken: [String: Int] = [:]
    var strangeColumns: [String] = []
    /// Whether a row is wrong that does not say whose it is.
    fileprivate var hasNamelessFlaws = false

    var rejected: Int { rows - taken }
    var sources: Set<String> { Set(tracksBySource.keys) }
    var tracks: Set<Track.ID> { tracksBySource.values.reduce(into: []) { $0.formUnion($1) } }
  }

  /// Carries the report out of a transaction that is not to be committed.
  private struct Undone: Error { let report: Report }

  enum Origin: Sendable {
    case file(String)
    case input(SpooledInput)
  }

  let origin: Origin
  let source: String?
  /// Nothing stays.
  let isDryRun: Bool
  /// Nothing is stored unless every row is right.
  let isStrict: Bool
  /// The right rows of a source count, though others of it are wrong.
  let isPartial: Bool
  let tell: @Sendable (Double) -> Void
  let reject: @Sendable (RejectedRow) throws -> Void

  func run(in database: any Database) async throws -> Report {
    do {
      // Read where it is written, on the connection's thread: both block. A file is not read twice.
      return try await database.transaction(TransactionSettings(attempts: 1)) { session in
        let report = try take(in: session)
        if isDryRun || (isStrict && report.rejected > 0) { throw Undone(report: report) }
        return report
      }
    } catch let undone as Undone { return undone.report }
  }

  private func take(in session: Session) throws -> Report {
    try session.lockRights()
    let file =
      switch origin {
      case .file(let path): try RightsFile(path, source: source)
      case .input(let input): try RightsFile(input, source: source)
      }
    var batch = RightsBatch()
    var report = Report()
    report.strangeColumns = file.strangeColumns
    while true {
      switch try file.next() {
      case .end:
        try store(&batch, session, &report)
        try withhold(session, &report)
        return report
      case .rejected(let row):
        report.rows += 1
        try note(row, of: file.rowSource, &report)
      case .statement(let statement):
        report.rows += 1
        batch.add(statement, file)
      }
      guard batch.isFull else { continue }
      try store(&batch, session, &report)
      tell(Double(file.offset) / Double(max(1, file.byteCount)))
    }
  }

  private func store(_ batch: inout RightsBatch, _ session: Session, _ report: inout Report) throws {
    let (entries, rejections) = try batch.resolved(session)
    for rejection in rejections { try note(rejection.row, of: rejection.source, &report) }
    // What a source has stated before goes with the first row of it that is right.
    for source in Set(entries.map(\.right.source)).sorted() where report.tracksBySource[source] == nil {
      report.tracksBySource[source] = []
      report.replaced += try session.setRightsAside(of: source)
    }
    let stored = try session.storeRights(entries)
    report.stored += stored
    report.repeated += entries.count - stored
    report.taken += batch.count - rejections.count
    for entry in entries { report.tracksBySource[entry.right.source]?.insert(entry.track) }
    batch = RightsBatch()
  }

  /// Rows that allow would say more than the source does where one that forbids is missing.
  private func withhold(_ session: Session, _ report: inout Report) throws {
    guard !isPartial else { return }
    if report.hasNamelessFlaws { report.withheld.formUnion(report.sources) }
    for source in report.withheld.sorted() where report.tracksBySource.removeValue(forKey: source) != nil {
      let (taken, restored) = try session.restoreRights(of: source)
      report.stored -= taken
      report.replaced -= restored
    }
  }

  /// Without a source it may be of any.
  private func note(_ row: RejectedRow, of source: String?, _ report: inout Report) throws {
    if let source, !isPartial { report.withheld.insert(source) }
    if source == nil { report.hasNamelessFlaws = true }
    for rule in Set(row.flaws.map(\.rule.id)) { report.broken[rule, default: 0] += 1 }
    try reject(row)
  }
}
