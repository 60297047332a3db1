public import Models
public import Sources
public import Storage

/// Takes the licences of a file in, in one transaction.
public struct RightsImport: Sendable {
  public struct Report: Sendable, Equatable {
    public var rows = 0
    public var taken = 0
    /// Rights that are stored now, one for each track, territory and use.
    public var stored = 0
    /// That were stated before in the same file.
    public var repeated = 0
    /// Of the same sources, from before.
    public var replaced = 0
    public var tracksBySource: [String: Set<Track.ID>] = [:]
    /// Of which nothing is taken in, as a row of theirs is wrong, or may be theirs.
    public var withheld: Set<String> = []
    /// How many rows break which rule.
    public var broken: [String: Int] = [:]
    /// Columns of which nothing is known here.
    public var strangeColumns: [String] = []
    /// Whether a row is wrong that does not say whose it is.
    fileprivate var hasNamelessFlaws = false

    public init() {}

    public var rejected: Int { rows - taken }
    public var sources: Set<String> { Set(tracksBySource.keys) }
    public var tracks: Set<Track.ID> { tracksBySource.values.reduce(into: []) { $0.formUnion($1) } }
  }

  /// Carries the report out of a transaction that is not to be committed.
  private struct Undone: Error { let report: Report }

  public enum Origin: Sendable {
    case file(String)
    case input(SpooledInput)
  }

  /// What becomes of rows that are right.
  public struct Terms: Sendable {
    /// The contract of rows that name none.
    public var source: String?
    /// Nothing stays.
    public var isDryRun: Bool
    /// Nothing is stored unless every row is right.
    public var isStrict: Bool
    /// The right rows of a source count, though others of it are wrong.
    public var isPartial: Bool

    public init(
      source: String? = nil, isDryRun: Bool = false, isStrict: Bool = false, isPartial: Bool = false
    ) {
      self.source = source
      self.isDryRun = isDryRun
      self.isStrict = isStrict
      self.isPartial = isPartial
    }

    /// Whether what a report tells is stored.
    public func stores(_ report: Report) -> Bool { !isDryRun && !(isStrict && report.rejected > 0) }
  }

  private let origin: Origin
  private let terms: Terms
  private let tell: @Sendable (Double) -> Void
  private let reject: @Sendable (RejectedRow) throws -> Void

  /// `tell` hears how far it is, from 0 to 1, and `reject` of each row that is wrong, both on the connection's thread.
  public init(
    _ origin: Origin, _ terms: Terms = Terms(), tell: @escaping @Sendable (Double) -> Void = { _ in },
    reject: @escaping @Sendable (RejectedRow) throws -> Void
  ) {
    self.origin = origin
    self.terms = terms
    self.tell = tell
    self.reject = reject
  }

  /// What `also` writes is committed with what is stored; it is not asked where nothing is.
  public func run(
    in database: any Database, also: @escaping @Sendable (Session, Report) throws -> Void = { _, _ in }
  ) async throws -> Report {
    do {
      // Read where it is written, on the connection's thread: both block. A file is not read twice.
      return try await database.transaction(TransactionSettings(attempts: 1)) { session in
        let report = try take(in: session)
        guard terms.stores(report) else { throw Undone(report: report) }
        try also(session, report)
        return report
      }
    } catch let undone as Undone { return undone.report }
  }

  private func take(in session: Session) throws -> Report {
    try session.lockRights()
    let file =
      switch origin {
      case .file(let path): try RightsFile(path, source: terms.source)
      case .input(let input): try RightsFile(input, source: terms.source)
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
    guard !terms.isPartial else { return }
    if report.hasNamelessFlaws { report.withheld.formUnion(report.sources) }
    for source in report.withheld.sorted() where report.tracksBySource.removeValue(forKey: source) != nil {
      let (taken, restored) = try session.restoreRights(of: source)
      report.stored -= taken
      report.replaced -= restored
    }
  }

  /// Without a source it may be of any.
  private func note(_ row: RejectedRow, of source: String?, _ report: inout Report) throws {
    if let source, !terms.isPartial { report.withheld.insert(source) }
    if source == nil { report.hasNamelessFlaws = true }
    for rule in Set(row.flaws.map(\.rule.id)) { report.broken[rule, default: 0] += 1 }
    try reject(row)
  }
}
