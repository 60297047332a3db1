import FoundationEssentials
import Jobs
import Lifecycle
import Management
import Messaging
import Storage
import Telemetry
import TestKit
import Testing

@testable import StormWorker

extension Arena {
  /// Whether nothing is to be done any more, once all that was planned has begun.
  func isSettled() async throws -> Bool {
    let planned = Set(try journal.read().planned.map(\.subject)).count
    let open = try await pool.value(
      """
      select (select count(*) from run where state = 'open')
        + (select greatest(0, \(planned) - count(distinct subject)) from run)
        + (select count(*) from task where state in ('queued', 'running')) + (select count(*) from outbox)
      """, as: Int.self)
    guard open == 0 else { return false }
    let totals = try await totals()
    guard totals.allSatisfy({ $0.readyCount + $0.unackedCount == 0 }) else { return false }
    // The totals are seconds old; copies of what a killed process had settled may have come back since.
    let depths = try await Inspector(broker).depths(of: totals.map(\.queue))
    return depths.values.allSatisfy { $0.readyCount == 0 }
  }

  /// Whether all that was planned has been accepted.
  private func isAccepted() throws -> Bool {
    let history = try journal.read()
    var missing = Set(history.planned.map(\.subject))
    for case .accepted(let subject, _, _) in history.entries { missing.remove(subject) }
    return missing.isEmpty
  }

  /// Waits until everything is accepted and has settled by itself.
  func settles(within limit: Duration) async -> Bool {
    let deadline = ContinuousClock.now + limit
    let hasBegun = await eventually(within: limit) {
      try? await Task.sleep(for: .milliseconds(200))
      return (try? isAccepted()) ?? false
    }
    guard hasBegun else { return false }
    // A few looks in a row: what a worker has just fetched is neither ready nor settled.
    var quietLooks = 0
    return await eventually(within: deadline - .now) {
      try? await Task.sleep(for: .milliseconds(100))
      quietLooks = ((try? await isSettled()) ?? false) ? quietLooks + 1 : 0
      return quietLooks >= 5
    }
  }

  private func totals() async throws -> [QueueTotals] {
    try await management.totals().filter { $0.queue != Self.events }
  }

  /// As the queue itself counts.
  func readyCount(of queue: String) async throws -> Int {
    try await Inspector(broker).depths(of: [queue])[queue]?.readyCount ?? 0
  }

  func count(_ condition: SQL) async throws -> Int {
    try await pool.value("select count(*) from task where \(condition)", as: Int.self)
  }

  // MARK: The end

  /// Adds what is there now to the history, checks it, and records every violation. Returns whether all is well.
  func conclude(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Bool {
    try await dump()
    let violations = Checker.violations(in: try journal.read())
    for violation in violations.prefix(20) { Issue.record("\(violation)", sourceLocation: sourceLocation) }
    return violations.isEmpty
  }

  private func dump() async throws {
    let runs = try await pool.rows(
      "select id, subject, state, remaining, completions from run", as: RunID.self, String.self, String.self,
      Int32.self, Int32.self)
    try journal.write(
      runs.map { id, subject, state, remaining, completions in
        .run(
          row: .init(
            id: id, subject: subject, state: state, remaining: Int(remaining), completions: Int(completions)))
      })
    let tasks = try await pool.rows(
      """
      select id, run_id, coalesce(payload->>'label', 'finale'), state, attempt, dedupe_key is not null from task
      """, as: TaskID.self, RunID?.self, String.self, String.self, Int32.self, Bool.self)
    try journal.write(
      tasks.map { id, run, label, state, attempt, isShared in
        .task(
          row: .init(id: id, run: run, label: label, state: state, attempt: Int(attempt), isShared: isShared))
      })
    try journal.write(
      try await pool.rows("select task_id from effect", as: TaskID.self).map { .effect(task: $0) })
    try journal.write(
      try await pool.rows("select id, key from outbox", as: Int64.self, String.self).map {
        .outbox(id: $0, key: $1)
      })
    try journal.write(
      try await pool.rows("select task_id, reason from dead_message", as: TaskID?.self, String.self).map {
        .dead(task: $0, reason: $1)
      })
    try journal.write(try await JobStore(pool).drift().map { .drift(run: $0) })
    // Counted by the queues themselves: the management interface may be seconds late. Nobody consumes any more.
    let depths = try await Inspector(broker).depths(of: Topology.hookline.queues)
    try journal.write(
      depths.sorted { $0.key < $1.key }.map { .queue(name: $0, ready: $1.readyCount, unacked: 0) })
    try journal.write(try await told(Set(runs.map(\.0))).map { .told(run: $0) })
    try journal.write(.end)
  }

  /// The runs of which an event has told. Reads until all have been told of, or nothing more comes.
  private func told(_ wanted: Set<RunID>) async throws -> Set<RunID> {
    let consumer = RabbitBroker(broker, logger: .silent).makeConsumer(of: Self.events, ConsumerSettings())
    let closing = Task {
      try? await Task.sleep(for: .seconds(10))
      await consumer.close()
    }
    var told: Set<RunID> = []
    for await delivery in consumer.deliveries {
      if let run = delivery.message.properties[header: Envelope.Header.run]?.text.flatMap({ RunID($0) }) {
        told.insert(run)
      }
      delivery.ack()
      if wanted.isSubset(of: told) { break }
    }
    closing.cancel()
    await consumer.close()
    return told
  }
}
