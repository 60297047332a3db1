import Datasets
import FoundationEssentials
import Lifecycle
import Sources
import Storage

/// The files of scrapes that the operands of a command name.
struct ScrapeFiles: Sendable {
  private static let endings = [".json", ".jsonl", ".ndjson"]

  let entries: [FileList.Entry]

  /// A folder's own files are told by their names; a file that is named counts whatever it is called.
  init(_ operands: [String]) throws(CommandFailure) {
    var entries: [FileList.Entry] = []
    for operand in operands {
      let list = try FileList([operand]).entries
      let named = list.filter { $0.path == operand || $0.problem != nil || Self.isScrape($0.path) }
      entries += named.isEmpty ? [.init(path: operand, problem: "there are no scrapes in it")] : named
    }
    self.entries = entries
  }

  private static func isScrape(_ path: String) -> Bool {
    let name = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    return endings.contains { name.hasSuffix($0) }
  }

  /// Takes them all in and tells of it.
  func takeIn(_ context: Context) async throws -> ExitCode {
    let bar = ProgressBar(context.console)
    let report = try await Interruption.heard { shutdown in
      try await context.withDatabase { database in
        var session = ScrapeSession(database, bar: bar, shutdown: shutdown)
        return try await session.run(entries)
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

  mutating func run(_ entries: [FileList.Entry]) async throws -> ScrapeReport {
    for (index, entry) in entries.enumerated() where shutdown.phase == .running {
      if let problem = entry.problem {
        report.add(problem: problem, of: entry.path)
        continue
      }
      do { try await takeIn(entry.path, index: index, of: entries.count) } catch let error as SourceError {
        guard error.code != .cancelled else { break }
        report.add(problem: error.message, of: "")
      } catch is CancellationError { break }
    }
    report.isInterrupted = shutdown.phase != .running
    report.tally = intake.tally
    report.duration = .now - start
    return report
  }

  private mutating func takeIn(_ path: String, index: Int, of count: Int) async throws {
    let stream = try await ScrapeStream.open(path)
    let at = min(stream.written, Date.now)
    let before = report.byteCount
    // A file that breaks off counts as far as it goes.
    defer { report.byteCount = before + stream.readCount }
    try await stream.forEach { batch in
      guard shutdown.phase == .running else { throw CancellationError() }
      try await intake.takeIn(batch, at: at)
      report.note(batch.rejections)
      report.byteCount = before + stream.readCount
      bar.show(
        stream.byteCount > 0 ? Double(stream.readCount) / Double(stream.byteCount) : nil,
        progress(stream, index: index, of: count))
    }
    report.files += 1
  }

  private func progress(_ stream: ScrapeStream, index: Int, of count: Int) -> String {
    let file = count > 1 ? " of file \(grouped(index + 1)) of \(grouped(count))" : ""
    let size = "\(stream.readCount >> 20) of \(stream.byteCount >> 20) MiB"
    return "\(size)\(file), \(counted(intake.tally.records, "record"))"
  }
}
