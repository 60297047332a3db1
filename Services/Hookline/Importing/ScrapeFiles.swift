import Datasets
import Documents
import FoundationEssentials
import Lifecycle
import Sources
import Storage

/// The files of scrapes that the operands of a command name.
struct ScrapeFiles: Sendable {
  /// What an operand stands for.
  struct Group: Sendable {
    let operand: String
    let entries: [FileList.Entry]
  }

  /// What stands for the standard input.
  static let standardInput = "-"
  private static let endings = [".json", ".jsonl", ".ndjson"]

  let groups: [Group]

  /// A folder's own files are told by their names; a file that is named counts whatever it is called.
  init(_ operands: [String]) throws(CommandFailure) {
    guard operands.count(where: { $0 == Self.standardInput }) < 2 else {
      throw CommandFailure("the standard input can be read once")
    }
    var groups: [Group] = []
    for operand in operands { groups.append(Group(operand: operand, entries: try Self.entries(of: operand))) }
    self.groups = groups
  }

  private static func entries(of operand: String) throws(CommandFailure) -> [FileList.Entry] {
    guard operand != standardInput else { return [.init(path: operand)] }
    let list = try FileList([operand]).entries
    let named = list.filter { $0.path == operand || $0.problem != nil || isScrape($0.path) }
    return named.isEmpty ? [.init(path: operand, problem: "there are no scrapes in it")] : named
  }

  private static func isScrape(_ path: String) -> Bool {
    let name = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    return endings.contains { name.hasSuffix($0) }
  }

  /// Takes them all in and tells of it.
  func takeIn(_ context: Context) async throws -> ExitCode {
    let bar = ProgressBar(context.console)
    let report = try await Interruption.heard { shutdown in
      if let remote = try context.remote() {
        var session = RemoteScrapes(remote, bar: bar, shutdown: shutdown)
        return try await session.run(groups)
      }
      return try await context.withDatabase { database in
        var session = ScrapeSession(database, bar: bar, shutdown: shutdown)
        return try await session.run(groups)
      }
    }
    bar.clear()
    guard let report else { return .interrupted }
    report.show(on: context.console)
    return report.status
  }
}

/// One run of the command over its files.
private struct ScrapeSession {
  private let bar: ProgressBar
  private let shutdown: Shutdown
  private var intake: ScrapeImport
  private var report = ScrapeReport()
  private let start = ContinuousClock.now

  init(_ database: any Database, bar: ProgressBar, shutdown: Shutdown) {
    self.bar = bar
    self.shutdown = shutdown
    intake = ScrapeImport(database)
  }

  mutating func run(_ groups: [ScrapeFiles.Group]) async throws -> ScrapeReport {
    let count = groups.reduce(0) { $0 + $1.entries.count }
    var index = 0
    for group in groups {
      let before = (intake.tally.records, report.problems.count)
      for entry in group.entries where shutdown.phase == .running {
        try await takeIn(entry, index: index, of: count)
        index += 1
      }
      guard shutdown.phase == .running else { break }
      if before == (intake.tally.records, report.problems.count) {
        let isInput = group.operand == ScrapeFiles.standardInput
        report.add(emptiness: isInput ? "the standard input" : group.operand)
      }
    }
    try await intake.book()
    report.isInterrupted = shutdown.phase != .running
    report.tally = intake.tally
    report.duration = .now - start
    return report
  }

  private mutating func takeIn(_ entry: FileList.Entry, index: Int, of count: Int) async throws {
    if let problem = entry.problem { return report.add(problem: problem, of: entry.path) }
    do { try await takeIn(entry.path, index: index, of: count) } catch let error as SourceError {
      guard error.code != .cancelled, shutdown.phase == .running else { return }
      report.add(problem: error.message, of: "")
    } catch is CancellationError {}
  }

  private func open(_ path: String) async throws -> ScrapeStream {
    guard path == ScrapeFiles.standardInput else { return try await ScrapeStream.open(path) }
    return ScrapeStream.standardInput { [shutdown] in shutdown.phase == .running }
  }

  private mutating func takeIn(_ path: String, index: Int, of count: Int) async throws {
    let stream = try await open(path)
    let at = min(stream.written, Date.now)
    let (before, recordsBefore) = (report.byteCount, intake.tally.records)
    var isWhole = false
    // A file that breaks off counts as far as it goes.
    defer {
      report.byteCount = before + stream.readCount
      if !isWhole, intake.tally.records > recordsBefore { report.tornFiles += 1 }
    }
    try await stream.forEach { batch in
      guard shutdown.phase == .running else { throw CancellationError() }
      try await intake.takeIn(batch, at: at)
      report.note(batch.rejections)
      report.byteCount = before + stream.readCount
      let share = stream.byteCount.map { Double(stream.readCount) / Double(max(1, $0)) }
      bar.show(share, progress(stream, index: index, of: count))
    }
    isWhole = true
    report.files += 1
  }

  private func progress(_ stream: ScrapeStream, index: Int, of count: Int) -> String {
    let file = count > 1 ? " of file \(grouped(index + 1)) of \(grouped(count))" : ""
    let whole = stream.byteCount.map { " of \($0 >> 20)" } ?? ""
    return "\(stream.readCount >> 20)\(whole) MiB\(file), \(counted(intake.tally.records, "record"))"
  }
}
