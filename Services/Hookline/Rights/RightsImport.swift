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
    var tracks: Set<Track.ID> = []
    var sources: Set<String> = []
    var broken: [String: Int] = [:]
    var strangeColumns: [String] = []

    var rejected: Int { rows - taken }
  }

  /// Carries the report out of a transaction that is not to be committed.
  private struct Undone: Error { let report: Report }

  let path: String
  let source: String?
  /// Nothing stays.
  let isDryRun: Bool
  /// Nothing is stored unless every row is right.
  let isStrict: Bool
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
    let file = try RightsFile(path, source: source)
    var batch = RightsBatch()
    var report = Report()
    report.strangeColumns = file.strangeColumns
    while true {
      switch try file.next() {
      case .end:
        try store(&batch, session, &report)
        return report
      case .rejected(let row):
        report.rows += 1
        try note(row, &report)
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
    for row in rejections { try note(row, &report) }
    // What a source has stated before goes with the first row of it that is right.
    for source in Set(entries.map(\.right.source)).sorted() where report.sources.insert(source).inserted {
      report.replaced += try session.removeRights(of: source)
    }
    let stored = try session.storeRights(entries)
    report.stored += stored
    report.repeated += entries.count - stored
    report.taken += batch.count - rejections.count
    report.tracks.formUnion(entries.map(\.track))
    batch = RightsBatch()
  }

  private func note(_ row: RejectedRow, _ report: inout Report) throws {
    for rule in Set(row.flaws.map(\.rule.id)) { report.broken[rule, default: 0] += 1 }
    try reject(row)
  }
}
