import FoundationEssentials
import Jobs
import Knowledge
import Lifecycle

/// Runs, asked after at a gateway.
struct RemoteDesk: RunDesk {
  let remote: Remote
  let shutdown: Shutdown
  let bar: ProgressBar

  /// Of so many that were merged it is looked whether they sleep: each costs a question.
  private static let sleeperLimit = 20
  /// What is due sooner comes by itself.
  private static let leastSleep = 90.0

  /// What the broker has not taken yet is the gateway's to hand on.
  func tellOfLeft() {}

  func sleepers(among runs: [RunID]) async throws -> [Sleeper] {
    var sleepers: [Sleeper] = []
    for run in runs.prefix(Self.sleeperLimit) {
      guard let tasks = try await remote.run(run)?.tasks else { continue }
      if let sleeper = Self.sleeper(run, tasks, now: Date()) { sleepers.append(sleeper) }
    }
    return sleepers
  }

  /// A run sleeps when none of its own tasks is at work or about to be, and at least one comes later.
  static func sleeper(_ run: RunID, _ tasks: [TaskRecord], now: Date) -> Sleeper? {
    let open = tasks.filter { !$0.isShared && !$0.state.isTerminal }
    let soon = now.addingTimeInterval(leastSleep)
    guard open.allSatisfy({ $0.state == .queued && $0.dueAt.map { $0 > soon } ?? false }),
      let first = open.min(by: { ($0.dueAt ?? now) < ($1.dueAt ?? now) }), let until = first.dueAt
    else { return nil }
    return Sleeper(run: run, until: until, reason: first.lastError ?? "")
  }

  func follow(
    _ runs: [RunID], until deadline: ContinuousClock.Instant?
  ) async throws -> [RunID: RunState] {
    try await RemoteWatch(remote: remote, shutdown: shutdown, bar: bar).follow(runs, until: deadline)
  }

  func failures(of runs: [RunID]) async throws -> [RunID: String] {
    var failures: [RunID: String] = [:]
    for run in runs {
      let dead = try await remote.run(run)?.tasks.first {
        !$0.isShared && $0.isVital && $0.state == .dead && $0.lastError != nil
      }
      failures[run] = dead?.lastError
    }
    return failures
  }

  func lists(of entries: [EnqueueReport.Entry], limit: Int) async throws -> [RunID: KnownList] {
    var lists: [RunID: KnownList] = [:]
    for entry in entries {
      if case .list(let list) = try await remote.stored(entry.handle, run: entry.run, limit: limit) {
        lists[entry.run] = list
      }
    }
    return lists
  }
}
