import Lifecycle
import Synchronization
import Telemetry

/// Measures what was asked for, as a service: an interrupt ends it in good order.
final class Run: Service {
  private let comparisons: [any Measurable]
  private let options: Options
  private let shutdown: Shutdown
  private let logger: Logger
  private let results = Mutex<(lines: [any ReportLine], isComplete: Bool)>(([], false))

  init(_ comparisons: [any Measurable], _ options: Options, shutdown: Shutdown, logger: Logger) {
    self.comparisons = comparisons
    self.options = options
    self.shutdown = shutdown
    self.logger = logger
  }

  var reports: [any ReportLine] { results.withLock { $0.lines } }
  var isComplete: Bool { results.withLock { $0.isComplete } }

  /// Returns when all is measured, or when a drain is asked for: half a measurement is worth nothing, so it is
  /// given up at once.
  func run() async throws {
    let work = Task { try await measureAll() }
    let watcher = Task {
      await shutdown.drainRequested()
      work.cancel()
    }
    defer { watcher.cancel() }
    do {
      try await work.value
    } catch  where shutdown.phase != .running {
      throw BenchError("interrupted")
    }
  }

  private func measureAll() async throws {
    guard comparisons.contains(where: \.needsDatabase) else { return try await measureAll(nil) }
    try await withBenchmarkDatabase(logger: logger) { database in try await measureAll(database) }
  }

  private func measureAll(_ database: BenchmarkDatabase?) async throws {
    let bench = Bench(database: database, scale: options.scale, progress: Progress(), logger: logger)
    for comparison in comparisons {
      try Task.checkCancellation()
      let lines = try await comparison.lines(bench)
      results.withLock { $0.lines += lines }
      if options.printsJSON { for line in lines { write(line.json + "\n", to: 1) } }
    }
    results.withLock { $0.isComplete = true }
  }
}
