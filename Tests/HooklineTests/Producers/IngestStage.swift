import Jobs
import Lifecycle
import Management
import Messaging
import Storage
import TestKit

@testable import Hookline
@testable import Ingest

/// Finds nothing to do for a creator; fails for those named so.
private struct QuietIngest: Handler {
  struct Input: JobInput, Decodable { var handle: String }
  let kind = JobKind.ingest

  func handle(_ job: Job<Input>) async throws -> Outcome<Void> {
    job.input.handle.hasPrefix("@bad") ? .discard(because: "no such creator") : .done
  }
}

/// A database, a virtual host with the topology and the program; the worker comes when it is asked for.
struct IngestStage: Sendable {
  let jobs: JobsStage
  let management: ManagementClient
  let broker: BrokerSettings

  /// Lets a worker admit and do what comes, while `body` runs.
  func withWorker<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    let shutdown = Shutdown()
    var settings = WorkerSettings.brief()
    // Nobody newer will come.
    settings.parking.patience = .zero
    let logger = jobs.database.logger
    let worker = Worker(
      QuietIngest(), settings: settings, admission: .influencer,
      parts: WorkerParts(
        database: jobs.database.pool, broker: RabbitBroker(broker, logger: logger), shutdown: shutdown,
        logger: logger))
    let work = Task { try await worker.run() }
    let result: Result<Value, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    shutdown.drain()
    try await work.value
    return try result.get()
  }

  func states() async throws -> [String: String] {
    let rows = try await jobs.database.pool.rows(
      "select subject, state from run", as: String.self, String.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0, $1) })
  }
}

func withIngestStage(_ body: (IngestStage) async throws -> Void) async throws {
  try await withTopologyHost { environment, client in
    _ = try await client.apply(.hookline)
    try await withJobs { stage in
      var stage = stage
      stage.environment.merge(environment) { $1 }
      try await body(
        IngestStage(
          jobs: stage, management: client,
          broker: try BrokerSettings(url: environment["HOOKLINE_AMQP_URL"] ?? "")))
    }
  }
}
