import Datasets
import Documents
import FoundationEssentials
import Lifecycle
import Models

/// Files of scrapes on their way to a gateway, one request each.
///
/// A gateway remembers nothing between two of them: what is in several files is counted in each.
struct RemoteScrapes {
  private let remote: Remote
  private let bar: ProgressBar
  private let shutdown: Shutdown
  private var report = ScrapeReport()
  /// The gateway has failed: what is left is not brought to it.
  private var isOver = false
  private let start = ContinuousClock.now

  init(_ remote: Remote, bar: ProgressBar, shutdown: Shutdown) {
    (self.remote, self.bar, self.shutdown) = (remote, bar, shutdown)
  }

  mutating func run(_ groups: [ScrapeFiles.Group]) async throws -> ScrapeReport {
    let count = groups.reduce(0) { $0 + $1.entries.count }
    var index = 0
    for group in groups {
      let before = (report.tally.records, report.problems.count)
      for entry in group.entries where shutdown.phase == .running && !isOver {
        try await bring(entry, index: index, of: count)
        index += 1
      }
      guard shutdown.phase == .running, !isOver else { break }
      if before == (report.tally.records, report.problems.count) {
        let isInput = group.operand == ScrapeFiles.standardInput
        report.add(emptiness: isInput ? "the standard input" : group.operand)
      }
    }
    report.isInterrupted = shutdown.phase != .running
    report.duration = .now - start
    return report
  }

  private mutating func bring(_ entry: FileList.Entry, index: Int, of count: Int) async throws {
    if let problem = entry.problem { return report.add(problem: problem, of: entry.path) }
    let isInput = entry.path == ScrapeFiles.standardInput
    let file: UploadFile
    do throws(CommandFailure) { file = try await open(entry.path, isInput: isInput) } catch {
      if shutdown.phase == .running { report.add(problem: "\(error)", of: "") }
      return
    }
    let name = isInput ? "standard input" : entry.path
    guard file.byteCount > 0 else { return noteNothing(in: name) }
    let watched = watched(file, index: index, of: count)
    let (remote, written) = (remote, isInput ? Date() : Date(timeIntervalSince1970: file.written))
    let result = await shutdown.unlessDrained { () -> Result<ImportedScrapes, any Error> in
      do { return .success(try await remote.importScrape(watched, called: name, at: written)) } catch {
        return .failure(error)
      }
    }
    // Broken off: what the gateway had taken in by then is there, and nobody is told of it.
    guard let result else { return }
    do { report.add(try result.get()) } catch {
      // What went in before is told all the same.
      report.add(problem: "\(error)", of: name)
      isOver = true
    }
  }

  /// A request without a body is none: what the gateway would say of it is said here.
  private mutating func noteNothing(in name: String) {
    let rejection = Rejection(place: name, offset: 0, reason: "there is nothing in it")
    report.files += 1
    report.tally.rejected[rejection.rule, default: 0] += 1
    report.note([rejection])
  }

  private func open(_ path: String, isInput: Bool) async throws(CommandFailure) -> UploadFile {
    guard isInput else { return try UploadFile(path, limit: ImportLimits.scrapeBytes, mayBeEmpty: true) }
    return try await PipedUpload().file(limit: ImportLimits.scrapeBytes) { [shutdown] in
      shutdown.phase == .running
    }
  }

  private func watched(_ file: UploadFile, index: Int, of count: Int) -> WatchedUpload {
    let place = count > 1 ? " of file \(grouped(index + 1)) of \(grouped(count))" : ""
    let whole = max(1, file.byteCount)
    return WatchedUpload(body: file) { [bar] sent in
      bar.show(Double(sent) / Double(whole), "\(sent >> 20) of \(whole >> 20) MiB\(place)")
    }
  }
}
