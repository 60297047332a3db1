import FoundationEssentials
import Lifecycle
import Models
import Sources
import Storage
import Synchronization
import Telemetry

/// Takes what sources counted to the ledger and to the metrics, beside the work and never in its way.
final class SourceBook: Service {
  private let sources: [any Sources.Source]
  private let ledger: SourceLedger
  private let shutdown: Shutdown
  private let metrics: Metrics
  private let logger: Logger
  private let interval: Duration
  /// What was counted and could not be written yet.
  private let pending = Mutex<[String: SourceActivity]>([:])

  init(
    _ sources: [any Sources.Source], ledger: SourceLedger, shutdown: Shutdown, metrics: Metrics,
    logger: Logger,
    interval: Duration = .seconds(5)
  ) {
    self.sources = sources
    self.ledger = ledger
    self.shutdown = shutdown
    self.metrics = metrics
    self.logger = logger
    self.interval = interval
  }

  func run() async {
    await shutdown.untilDrained {
      await self.write(now: Date())
      return self.interval
    }
  }

  /// Takes the counts and writes them; what cannot be written is kept for the next time.
  func write(now: Date) async {
    for source in sources {
      let counts = source.meter.take()
      meter(counts, of: source.name)
      let due = pending.withLock { pending in
        var due = pending.removeValue(forKey: source.name) ?? SourceActivity()
        due.add(counts)
        return due
      }
      guard !due.isEmpty else { continue }
      do { try await ledger.add(due, of: source.name, now: now) } catch {
        logger.info("what a source did cannot be written yet", ["error": "\(error)"])
        pending.withLock { $0[source.name, default: SourceActivity()].add(due) }
      }
    }
    guard let quotas = try? await ledger.quotas(now: now) else { return }
    for (source, quota) in quotas {
      metrics.gauge(
        "hookline_source_quota_left", help: "What is left of a day's quota, of all processes together",
        labels: ["source": source, "quota": quota.name]
      ).set(quota.left)
    }
  }

  private func meter(_ counts: SourceActivity, of source: String) {
    func count(_ name: String, _ help: String, _ labels: [String: String], _ number: Int) {
      let labels = labels.merging(["source": source]) { $1 }
      metrics.counter(name, help: help, labels: labels).increment(by: Double(max(0, number)))
    }
    count("hookline_source_requests_total", "Questions to sources", [:], counts.requests)
    count("hookline_source_records_total", "Records that sources brought", [:], counts.records)
    for (kind, number) in counts.failures {
      count(
        "hookline_source_failures_total", "Questions to sources that failed", ["kind": kind.rawValue], number)
    }
    for (rule, number) in counts.rejected {
      count("hookline_source_rejected_total", "Records or fields that break a rule", ["rule": rule], number)
    }
  }
}

/// Works, and then writes down what the sources counted at the end.
struct BookedWorker: Service {
  let worker: any Service
  let book: SourceBook

  func run() async throws {
    let result: Result<Void, any Error>
    do { result = .success(try await worker.run()) } catch { result = .failure(error) }
    await Task { await book.write(now: Date()) }.value
    try result.get()
  }
}
