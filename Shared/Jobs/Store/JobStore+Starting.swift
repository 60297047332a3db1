import Storage
import Telemetry

/// A start that was recorded.
struct Start: Sendable {
  var claim: Claim
  /// Counted since the last outcome: more than one means that a process ended with it.
  var starts: Int
  var stop: Stop?
}

extension JobStore {
  /// Records that tasks begin. What does not come back is somebody else's, or over.
  ///
  /// `owner` is unique for each call: after a commit of unknown outcome the same call finds its own rows again.
  func start(_ claims: [Claim], owner: String, lease: Duration) async throws -> [Start] {
    let rows = try await database.rows(
      """
      with i as (select * from \(unnest: claims.ids, claims.fences) as i(id, fence)),
      l as (select t.id from task t join i on i.id = t.id
            where (t.fence = i.fence and t.state = 'queued')
               or (t.fence = i.fence + 1 and t.state = 'running' and t.lease_owner = \(owner))
            order by \(Self.lockOrder) for no key update of t)
      update task t set
        starts = t.starts + (t.state = 'queued')::int, fence = t.fence + (t.state = 'queued')::int,
        state = 'running', lease_owner = \(owner), lease_until = now() + make_interval(secs => \(lease.inSeconds)),
        started_at = now()
      from l where t.id = l.id
      returning t.id, t.fence, t.starts, (select r.stop from run r where r.id = t.run_id)
      """, as: TaskID.self, Int64.self, Int32.self, String?.self)
    return rows.map { id, fence, starts, stop in
      Start(claim: Claim(id: id, fence: fence), starts: Int(starts), stop: stop.flatMap(Stop.init))
    }
  }

  /// Extends the leases of what runs here; what does not come back is lost, and its handler is to stop.
  ///
  /// A row that somebody has locked is ours all the same: it is being settled, and one that waits must not cost the
  /// leases of the others.
  func heartbeat(_ claims: [Claim], lease: Duration) async throws -> [(id: TaskID, stop: Stop?)] {
    let rows = try await database.rows(
      """
      with l as (select t.id from task t where t.state = 'running'
                   and exists (select from \(unnest: claims.ids, claims.fences) i(id, fence)
                               where i.id = t.id and i.fence = t.fence)
                 order by \(Self.lockOrder) for no key update of t skip locked),
      u as (update task t set lease_until = now() + make_interval(secs => \(lease.inSeconds))
            from l where t.id = l.id)
      select t.id, (select r.stop from run r where r.id = t.run_id) from task t
      where t.state = 'running' and exists (select from \(unnest: claims.ids, claims.fences) i(id, fence)
                                            where i.id = t.id and i.fence = t.fence)
      """, as: TaskID.self, String?.self)
    return rows.map { ($0, $1.flatMap(Stop.init)) }
  }

  /// Whether a task waits for just this message.
  func isWaiting(_ claim: Claim) async throws -> Bool {
    try await database.value(
      "select exists (select from task where id = \(claim.id) and fence = \(claim.fence) and state = 'queued')",
      as: Bool.self)
  }
}
