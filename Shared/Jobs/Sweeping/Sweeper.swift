public import Lifecycle
public import Messaging
public import Storage
import Telemetry

/// What the sweeper must know of queues to tell a lost message from one that waits.
public protocol QueueProbe: Sendable {
  /// How many messages the lanes of this kind hold, those in the hands of workers included.
  func messageCount(of kind: JobKind) async throws -> Int
}

public struct SweeperSettings: Sendable {
  /// The lease of the workers: for so long after it began to lead a leader rescues nobody, because a database that was
  /// away has kept them from extending their leases.
  public var lease: Duration
  public var interval: Duration
  /// How often lost messages are looked for; three looks in a row must find the queues empty.
  public var lostInterval: Duration
  /// How long finished runs are kept.
  public var retention: Duration
  /// How long messages that one process has taken from the outbox are left to it; then another sends them.
  public var outboxClaim: Duration
  public var milestone: @Sendable (Milestone) -> Void

  public init(
    lease: Duration = .seconds(15), interval: Duration = .seconds(1), lostInterval: Duration = .seconds(20),
    retention: Duration = .seconds(30 * 86_400)
  ) {
    self.lease = lease
    self.interval = interval
    self.lostInterval = lostInterval
    self.retention = retention
    outboxClaim = .seconds(60)
    milestone = { _ in }
  }
}

/// Finds what was lost: leases that ran out, tasks whose message is gone, runs that are overdue, messages that the broker
/// gave up on, and what the outbox still owes. One process does it at a time; another takes over when it ends.
public final class Sweeper: Service {
  private let parts: WorkerParts
  private let settings: SweeperSettings
  private let probe: any QueueProbe
  private let leadership: Leadership
  private let store: JobStore
  private let meters: SweeperMeters
  private let logger: Logger

  public init(
    _ parts: WorkerParts, connection: ConnectionSettings, probe: any QueueProbe,
    settings: SweeperSettings = SweeperSettings()
  ) {
    self.parts = parts
    self.settings = settings
    self.probe = probe
    logger = parts.logger
    leadership = Leadership(connection, shutdown: parts.shutdown, logger: parts.logger)
    store = JobStore(parts.database)
    meters = SweeperMeters(parts.metrics)
  }

  public func run() async throws {
    let publisher = parts.broker.makePublisher(PublisherSettings())
    let sender = OutboxSender(
      publisher, store: store, metrics: parts.metrics, logger: logger, milestone: settings.milestone)
    let relay = Relay(
      store: store, sender: sender, logger: logger, claim: settings.outboxClaim, milestone: settings.milestone
    )
    // The relay works without leading: rows are claimed one process at a time.
    let relaying = Task { await relay.run() }
    // A task of its own, so that haste does not cut a transaction in two.
    await Task { await leadership.run { await self.lead(sender) } }.value
    relaying.cancel()
    await relaying.value
    await sender.drain()
    await publisher.close()
  }

  private func lead(_ sender: OutboxSender) async {
    meters.isLeading.set(1)
    defer { meters.isLeading.set(0) }
    let start = ContinuousClock.now
    let graves = DeadLetterReader(parts.broker, store: store, logger: logger)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await graves.run() }
      group.addTask { [self] in
        await every(settings.interval) {
          if ContinuousClock.now - start > settings.lease { try await rescue(sender) }
        }
      }
      group.addTask { [self] in await every(settings.interval) { try await expire(sender) } }
      group.addTask { [self] in
        var finder = LostMessages(store: store, probe: probe)
        await every(settings.lostInterval) {
          let count = try await finder.look(olderThan: settings.lostInterval)
          guard count > 0 else { return }
          meters.lost.increment(by: Double(count))
          logger.warning("tasks without a message were woken", ["count": .int(Int64(count))])
        }
      }
      group.addTask { [self] in await every(.seconds(15)) { try await measure() } }
      group.addTask { [self] in await every(.seconds(600)) { try await tidy() } }
      await group.waitForAll()
    }
  }

  /// Repeats `body` until the task is cancelled; a failure is told and tried again at the next turn.
  private func every(_ interval: Duration, _ body: () async throws -> Void) async {
    var isFailing = false
    while !Task.isCancelled {
      do {
        try await body()
        isFailing = false
      } catch {
        if !isFailing, !Task.isCancelled { logger.warning("a sweep failed", ["error": "\(error)"]) }
        isFailing = true
      }
      try? await Task.sleep(for: interval)
    }
  }

  private func rescue(_ sender: OutboxSender) async throws {
    let rescued = try await store.rescue()
    if rescued > 0 {
      meters.rescued.increment(by: Double(rescued))
      logger.warning("tasks were taken from silent workers", ["count": .int(Int64(rescued))])
    }
    settings.milestone(.swept)
    let settled = try await store.quarantine()
    await sender.send(settled.owed)
    if !settled.runs.isEmpty {
      logger.error("tasks were quarantined", ["runs": .int(Int64(settled.runs.count))])
    }
  }

  private func expire(_ sender: OutboxSender) async throws {
    for run in try await store.overdueRuns() {
      do {
        let (_, settled) = try await store.stop(run, as: .expired)
        await sender.send(settled.owed)
      } catch {
        // The others have waited long enough.
        logger.warning("a run was not stopped", ["run": "\(run)", "error": "\(error)"])
      }
    }
  }

  private func measure() async throws {
    let outbox = try await store.outboxState()
    meters.outboxDue.set(outbox.dueCount)
    meters.outboxOldest.set(outbox.oldestSeconds)
    let drift = try await store.drift()
    meters.drift.set(drift.count)
    if let first = drift.first {
      logger.error(
        "a run's count differs from its tasks", ["run": "\(first)", "count": .int(Int64(drift.count))])
    }
  }

  private func tidy() async throws {
    while try await store.deleteFinished(olderThan: settings.retention) > 0, !Task.isCancelled {}
    _ = try await store.deleteRemains(olderThan: settings.retention)
  }
}

/// Finds tasks whose message is gone.
struct LostMessages: Sendable {
  let store: JobStore
  let probe: any QueueProbe
  /// How often in a row the queues of a kind were seen empty.
  private var empty: [JobKind: Int] = [:]

  init(store: JobStore, probe: any QueueProbe) {
    self.store = store
    self.probe = probe
  }

  /// Looks once; wakes tasks of kinds whose queues have been empty for three looks. Returns how many.
  mutating func look(olderThan age: Duration) async throws -> Int {
    var woken = 0
    for kind in JobKind.allCases {
      guard try await probe.messageCount(of: kind) == 0 else {
        empty[kind] = 0
        continue
      }
      empty[kind, default: 0] += 1
      guard empty[kind, default: 0] >= 3 else { continue }
      woken += try await store.wakeLost(kind, olderThan: age)
      empty[kind] = 0
    }
    return woken
  }
}

/// What the sweeper tells its operators in numbers.
private struct SweeperMeters: Sendable {
  let isLeading: Gauge
  let rescued: Counter
  let lost: Counter
  let outboxDue: Gauge
  let outboxOldest: Gauge
  let drift: Gauge

  init(_ metrics: Metrics) {
    isLeading = metrics.gauge("hookline_leading", help: "1 while this process sweeps")
    rescued = metrics.counter("hookline_rescued_total", help: "Tasks taken from workers that fell silent")
    lost = metrics.counter(
      "hookline_lost_messages_total", help: "Tasks woken again because their message was gone")
    outboxDue = metrics.gauge("hookline_outbox_due", help: "Messages that are owed to the broker and due")
    outboxOldest = metrics.gauge("hookline_outbox_oldest_seconds", help: "How long the oldest of them is due")
    drift = metrics.gauge("hookline_run_drift", help: "Runs whose count differs from their tasks; must be 0")
  }
}
