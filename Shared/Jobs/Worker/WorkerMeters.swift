import FoundationEssentials
import Messaging
import Synchronization
import Telemetry

/// What a worker tells its operators in numbers.
final class WorkerMeters: Sendable {
  let redelivered: Counter
  let dropped: Counter
  let parked: Counter
  let malformed: Counter
  let leasesLost: Counter
  let suspects: Counter
  private let outcomes: [Settlement.Verdict: Counter]
  private let duration: Histogram
  private let queueWait: Histogram
  private let batch: Histogram
  private let counts = Mutex((done: 0, failed: 0))

  init(_ kind: JobKind, _ metrics: Metrics) {
    let labels = ["kind": kind.rawValue]
    func counter(_ name: String, _ help: String) -> Counter {
      metrics.counter(name, help: help, labels: labels)
    }
    redelivered = counter("hookline_redelivered_total", "Messages that the broker had delivered before")
    dropped = counter("hookline_duplicates_dropped_total", "Messages whose task was somebody else's, or over")
    parked = counter("hookline_parked_total", "Messages that wait for a newer worker")
    malformed = counter("hookline_malformed_total", "Messages that could not be read")
    leasesLost = counter("hookline_leases_lost_total", "Tasks that went to others while they ran here")
    suspects = counter(
      "hookline_suspects_total", "Tasks that ran alone, because they may have ended a process")
    outcomes = Dictionary(
      uniqueKeysWithValues: [
        Settlement.Verdict.succeeded, .dead, .cancelled, .expired, .retry, .release,
      ].map { verdict in
        (
          verdict,
          metrics.counter(
            "hookline_jobs_total", help: "Attempts that ended, by outcome",
            labels: ["kind": kind.rawValue, "outcome": verdict.rawValue])
        )
      })
    duration = metrics.histogram(
      "hookline_job_seconds", help: "How long handlers take", labels: labels, buckets: Histogram.longSeconds)
    queueWait = metrics.histogram(
      "hookline_queue_wait_seconds", help: "From enqueueing to the start of the handler",
      labels: labels, buckets: Histogram.longSeconds)
    batch = metrics.histogram(
      "hookline_settle_batch", help: "Tasks settled in one transaction",
      labels: labels, buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500])
  }

  /// How many attempts have ended well, and how many not.
  var totals: (done: Int, failed: Int) { counts.withLock { $0 } }

  func started(_ piece: Piece, at now: Date) {
    if let enqueuedAt = piece.envelope.enqueuedAt {
      queueWait.observe(max(0, now.timeIntervalSince(enqueuedAt)))
    }
  }

  func ran(for duration: Duration) { self.duration.observe(duration) }

  func settled(_ closings: [Closing], held: Set<Claim>) {
    batch.observe(Double(closings.count))
    var done = 0
    var failed = 0
    for closing in closings {
      guard held.contains(closing.piece.claim) else {
        dropped.increment()
        continue
      }
      outcomes[closing.settlement.verdict]?.increment()
      switch closing.settlement.verdict {
      case .succeeded: done += 1
      case .dead, .retry, .expired: failed += 1
      case .cancelled, .release: break
      }
    }
    counts.withLock { counts in
      counts.done += done
      counts.failed += failed
    }
  }
}
