public import FoundationEssentials
import Messaging
public import Storage
import Telemetry

/// A run of which a task waits for its time to come.
public struct Sleeper: Sendable, Hashable {
  public var run: RunID
  /// When the first of its tasks comes again by itself.
  public var until: Date
  /// What the task said when it was put off.
  public var reason: String

  public init(run: RunID, until: Date, reason: String) {
    (self.run, self.until, self.reason) = (run, until, reason)
  }
}

extension JobStore {
  /// What is due sooner comes by itself. More than the minute for which a relay puts off what it has just claimed and is
  /// sending: waking that would send it again.
  private static let leastSleep = Duration.seconds(90)

  /// Those of the runs that sleep: none of their tasks is at work or about to be, and at least one comes later.
  public func sleepers(among runs: [RunID]) async throws -> [Sleeper] {
    try await database.rows(
      """
      select distinct on (t.run_id) t.run_id, o.due_at, coalesce(t.last_error, '')
      from task t join outbox o on \(Self.sleeps)
      where t.run_id = any(\(runs)) and not exists (
        select from task a where a.run_id = t.run_id and a.state in ('queued', 'running') and not exists (
          select from outbox b where b.task_id = a.id and b.due_at > \(Self.soon)))
      order by t.run_id, o.due_at
      """, as: RunID.self, Date.self, String.self
    ).map { Sleeper(run: $0, until: $1, reason: $2) }
  }

  /// Lets tasks come now that were put off: those of the runs, or all. They know that they were woken. Returns how many
  /// there are of how many runs; work that several runs share counts for none. Where there are any, `note` writes what is to
  /// be there together with that.
  public func wake(
    _ runs: [RunID]?, also note: (@Sendable (Session, (tasks: Int, runs: Int)) throws -> Void)? = nil
  ) async throws -> (tasks: Int, runs: Int) {
    let meant: SQL =
      if let runs {
        """
        (t.run_id = any(\(runs)) or t.id in (select task_id from run_task where run_id = any(\(runs))))
        """
      } else { "true" }
    return try await database.transaction { session in
      let woken = try session.rows(
        """
        with s as (select o.id, t.run_id from task t join outbox o on \(Self.sleeps)
                   where \(meant) order by o.id for update of o skip locked)
        update outbox o set due_at = now(),
          headers = o.headers || jsonb_build_object('woken', (extract(epoch from now()) * 1000)::int8)
        from s where o.id = s.id returning s.run_id
        """, as: RunID?.self)
      let counts = (tasks: woken.count, runs: Set(woken.compactMap(\.self)).count)
      if !woken.isEmpty { try note?(session, counts) }
      return counts
    }
  }

  private static var soon: SQL { "now() + make_interval(secs => \(leastSleep.inSeconds))" }

  /// Of `t` and `o`: the message of a task that was put off.
  private static var sleeps: SQL {
    """
    o.task_id = t.id and t.state = 'queued' and o.exchange = \(BrokerName.jobs) and o.parked_since is null
      and o.due_at > \(soon) and (o.headers->>'fence')::int8 = t.fence
    """
  }
}
