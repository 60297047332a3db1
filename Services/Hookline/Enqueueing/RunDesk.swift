import Jobs
import Knowledge
import Lifecycle
import Storage

/// Where runs that were begun are asked after.
protocol RunDesk: Sendable {
  /// Says what was accepted and lies where it is not yet worked on.
  func tellOfLeft()
  func sleepers(among runs: [RunID]) async throws -> [Sleeper]
  /// How the runs stand in the end, which comes when all are over, at the deadline or with a drain.
  func follow(_ runs: [RunID], until deadline: ContinuousClock.Instant?) async throws -> [RunID: RunState]
  /// Why these runs failed.
  func failures(of runs: [RunID]) async throws -> [RunID: String]
  /// What they have made.
  func lists(of entries: [EnqueueReport.Entry], limit: Int) async throws -> [RunID: KnownList]
}

/// At the servers.
struct ServerDesk: RunDesk {
  let store: JobStore
  let settings: ConnectionSettings
  let context: Context
  let shutdown: Shutdown
  let bar: ProgressBar
  let producer: Producer

  func tellOfLeft() { context.tellOfLeft(by: producer) }

  func sleepers(among runs: [RunID]) async throws -> [Sleeper] { try await store.sleepers(among: runs) }

  func follow(
    _ runs: [RunID], until deadline: ContinuousClock.Instant?
  ) async throws -> [RunID: RunState] {
    try await RunWatch(
      store: store, listener: Listener(settings, logger: context.logger), shutdown: shutdown, bar: bar
    ).follow(runs, until: deadline)
  }

  func failures(of runs: [RunID]) async throws -> [RunID: String] { try await store.failures(of: runs) }

  func lists(of entries: [EnqueueReport.Entry], limit: Int) async throws -> [RunID: KnownList] {
    try await context.withDatabase { database in
      let found = try await RecommendationStore(database).made(by: entries.map(\.run.uuid), limit: limit)
      let segments = try await ListSegments(of: found.values, in: database)
      return entries.reduce(into: [:]) { lists, entry in
        lists[entry.run] = found[entry.run.uuid].map {
          KnownList(entry.handle, $0, segments: segments.segments(of: $0.list))
        }
      }
    }
  }
}
