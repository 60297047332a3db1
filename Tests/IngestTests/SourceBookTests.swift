import Datasets
import FoundationEssentials
import Lifecycle
import Models
import Sources
import Storage
import Telemetry
import TestKit
import Testing

@testable import Ingest

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct SourceBookTests {
  private let now = Date(timeIntervalSince1970: 1_790_000_000)

  @Test func `what sources count comes to the ledger and to the metrics, once each`() async throws {
    try await withDatabase(migrated: true) { database in
      let ledger = SourceLedger(database.pool)
      let source = PlayedSource("research")
      let metrics = Metrics()
      let book = SourceBook(
        [source], ledger: ledger, shutdown: Shutdown(), metrics: metrics, logger: .silent)
      _ = try await ledger.take(30, of: Quota("research", "requests", limit: 100), now: now)
      for _ in 0..<5 { source.meter.request() }
      source.meter.failure(.limited)
      source.meter.records(7)
      source.meter.broken(["post.plays range"])

      await book.write(now: now)
      await book.write(now: now + 1)

      let health = try await ledger.health(days: 1, now: now)
      #expect(
        health.map(\.activity) == [
          SourceActivity(requests: 5, failures: [.limited: 1], records: 7, rejected: ["post.plays range": 1])
        ])
      let text = metrics.exposition()
      for line in [
        "hookline_source_requests_total{source=\"research\"} 5",
        "hookline_source_records_total{source=\"research\"} 7",
        "hookline_source_failures_total{kind=\"limited\",source=\"research\"} 1",
        "hookline_source_rejected_total{rule=\"post.plays range\",source=\"research\"} 1",
        "hookline_source_quota_left{quota=\"requests\",source=\"research\"} 70",
      ] { #expect(text.contains(line), "\(line) in \(text)") }
    }
  }

  @Test func `counts that cannot be written wait, and what is counted at the end is written too`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let source = PlayedSource("research")
      let shutdown = Shutdown()
      let book = SourceBook(
        [source], ledger: SourceLedger(database.pool), shutdown: shutdown, metrics: Metrics(), logger: .silent
      )
      try await database.pool.execute("alter table source_activity rename to elsewhere")
      source.meter.records(1)
      await book.write(now: now)
      try await database.pool.execute("alter table elsewhere rename to source_activity")
      let worker = Ending { source.meter.records(2) }

      try await BookedWorker(worker: worker, book: book).run()

      let count = try await database.pool.value(
        "select sum(count)::int8 from source_activity where what = 'records'", as: Int64.self)
      #expect(count == 3)
    }
  }
}

/// A service that does one thing.
private struct Ending: Service {
  let body: @Sendable () -> Void
  func run() async { body() }
}
