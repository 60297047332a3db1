import Messaging
import Storage
import Telemetry

/// What is recorded of a task at the end of an attempt.
struct Settlement: Sendable {
  enum Verdict: String, Sendable {
    case succeeded, dead, cancelled, expired
    /// Queued again, one attempt used.
    case retry
    /// Queued again, nothing used: drained, snoozed, or something it needs is away.
    case release
  }

  var task: TaskID
  var verdict: Verdict
  /// A word to group dead messages by.
  var reason: String?
  var error: String?
  var delay: Duration = .zero

  /// A delay that the server can add to a date, whatever it was made of.
  fileprivate var delaySeconds: Double { min(max(delay.inSeconds, 0), 366 * 86_400) }
}

/// What a settlement has led to.
struct Settled: Sendable {
  struct Progress: Sendable {
    var run: RunID
    var state: RunState
    var remaining: Int
  }

  /// Messages that are owed now; the relay sends what is left of them.
  var owed: [Owed] = []
  var runs: [Progress] = []

  mutating func add(_ other: Settled) {
    owed += other.owed
    runs += other.runs
  }

  fileprivate mutating func add(_ row: borrowing Row) throws {
    if try row.decode(0, as: Bool.self) {
      owed.append(try Owed(row, from: 1))
    } else {
      runs.append(
        Progress(
          run: try row.decode(6), state: RunState(rawValue: try row.decode(7)) ?? .open,
          remaining: Int(try row.decode(8, as: Int32.self))))
    }
  }
}

extension JobStore {
  /// Locks those of the tasks that are still ours, for the rest of the transaction.
  ///
  /// A statement of its own: what is written for a task must be known to be owned, and only a later statement sees
  /// the runs that have attached themselves to shared work meanwhile. `exists`, not a join: the same id twice in a
  /// batch must come back once.
  static func own(_ claims: [Claim], _ session: Session) throws -> Set<TaskID> {
    Set(try hold(claims, session).keys.map(\.id))
  }

  /// The same, with the run of each as the row has it. By fence, too: two messages of one task may be in one batch.
  static func hold(_ claims: [Claim], _ session: Session) throws -> [Claim: RunID?] {
    let rows = try session.rows(
      """
      select t.id, t.fence, t.run_id from task t
      where t.state in ('queued', 'running')
        and exists (select from \(unnest: claims.ids, claims.fences) as i(id, fence)
                    where i.id = t.id and i.fence = t.fence)
      order by \(lockOrder) for no key update of t
      """, as: TaskID.self, Int64.self, RunID?.self)
    return rows.reduce(into: [:]) { held, row in
      held.updateValue(row.2, forKey: Claim(id: row.0, fence: row.1))
    }
  }

  /// Ends attempts of owned tasks: their states, what waits for them, and what is owed to the broker. What would come
  /// again ends with its run when that is to stop.
  static func settle(_ settlements: [Settlement], _ session: Session) throws -> Settled {
    guard !settlements.isEmpty else { return Settled() }
    var settled = Settled()
    try session.query(statement(settlements)) { row in try settled.add(row) }
    return settled
  }

  private static func statement(_ settlements: [Settlement]) -> SQL {
    let verdicts = settlements.map(\.verdict.rawValue)
    let reasons = settlements.map { $0.reason.map(cleaned) }
    let errors = settlements.map { $0.error.map(cleaned) }
    let delays = settlements.map(\.delaySeconds)
    return """
      with i as materialized (
            select i.id, i.reason, i.error, i.delay,
              case when i.verdict in ('retry', 'release') then coalesce(
                (select r.stop from task t join run r on r.id = t.run_id where t.id = i.id), i.verdict)
                else i.verdict end as verdict
            from \(unnest: settlements.map(\.task), verdicts, reasons, errors, delays)
              as i(id, verdict, reason, error, delay)),
      s as (update task t set
              state = case when i.verdict in ('retry', 'release') then 'queued' else i.verdict end,
              attempt = t.attempt + (i.verdict = 'retry')::int,
              fence = t.fence + (i.verdict in ('retry', 'release'))::int,
              starts = case when i.verdict in ('retry', 'release') then 0 else t.starts end,
              lease_owner = null, lease_until = null,
              finished_at = case when i.verdict in ('retry', 'release') then null else now() end,
              last_error = coalesce(i.error, t.last_error)
            from i where t.id = i.id
            returning t.*, i.delay, i.reason),
      again as (insert into outbox(due_at, exchange, key, task_id, headers, body)
            select now() + make_interval(secs => case when delay > 0 then delay else \(guardSeconds) end),
              'jobs', task_key(kind, lane), id,
              task_headers(id, run_id, parent_id, kind, fence, attempt, schema, false, enqueued_at, deadline,
                           traceparent), payload
            from s where state = 'queued'
            returning id, exchange, key, headers, body, task_id),
      grave as (insert into dead_message(task_id, run_id, kind, lane, reason, detail, key, headers, body)
            select id, run_id, kind, lane, coalesce(reason, 'failed'), coalesce(last_error, ''),
              task_key(kind, lane),
              task_headers(id, run_id, parent_id, kind, fence, attempt, schema, false, enqueued_at, deadline,
                           traceparent), convert_to(payload::text, 'utf8')
            from s where state = 'dead'),
      w as (update run_task w set is_settled = true
            from s where w.task_id = s.id and s.run_id is null and s.state <> 'queued' and not w.is_settled
            returning w.run_id, s.state, false as is_vital),
      d as (select run_id, count(*)::int as n,
              (count(*) filter (where state in ('dead', 'expired')))::int as failed,
              bool_or(is_vital and state in ('dead', 'expired')) as is_broken
            from (select run_id, state, is_vital from s where run_id is not null and state <> 'queued'
                  union all select * from w) x
            group by run_id),
      \(Self.countdown)
      select true, a.id, a.exchange, a.key, a.headers, a.body, null::uuid, null::text, null::int
        from again a join s on s.id = a.task_id where s.delay <= 0
      union all
      select true, id, exchange, key, headers, body, null::uuid, null::text, null::int from o
      union all
      select false, null::int8, null::text, null::text, null::jsonb, null::jsonb, id, state, remaining from u
      """
  }

  /// Counts a run down by the shared work that it still waits for.
  static func settleDetached(_ run: RunID, _ session: Session) throws -> Settled {
    var settled = Settled()
    let statement: SQL = """
      with w as (update run_task set is_settled = true where run_id = \(run) and not is_settled returning run_id),
      d as (select run_id, count(*)::int as n, 0 as failed, false as is_broken from w group by run_id),
      \(countdown)
      select true, id, exchange, key, headers, body, null::uuid, null::text, null::int from o
      union all
      select false, null::int8, null::text, null::text, null::jsonb, null::jsonb, id, state, remaining from u
      """
    try session.query(statement) { row in try settled.add(row) }
    return settled
  }

  /// From `d(run_id, n, failed, is_broken)`: counts runs down, releases their finale or ends them (`u`), and owes the
  /// messages for it (`o`). The row lock of each run lets exactly one settlement see 0.
  private static let countdown: SQL = """
    r as (select run.*, d.n, d.failed as more_failed, d.is_broken as breaks,
            run.remaining - d.n as rest, run.is_broken or d.is_broken as broken
          from run join d on d.run_id = run.id order by run.id for no key update of run),
    v as (select *, rest = 0 and next_kind is not null and stop is null and not broken as releases from r),
    u as (update run set failed = run.failed + v.more_failed, is_broken = v.broken,
            remaining = case when v.releases then 1 else v.rest end,
            expected = run.expected + v.releases::int,
            next_kind = case when v.rest = 0 then null else v.next_kind end,
            state = case when v.rest > 0 or v.releases then run.state when v.stop is not null then v.stop
                         when v.broken then 'failed' when run.failed + v.more_failed > 0 then 'partial'
                         else 'complete' end,
            completions = run.completions + (v.rest = 0 and not v.releases)::int,
            finished_at = case when v.rest = 0 and not v.releases then now() end
          from v where run.id = v.id
          returning run.id, run.kind, run.subject, run.generation, run.state, run.remaining, run.failed,
            run.expected, run.traceparent, v.releases, v.next_kind as finale, run.lane, run.deadline),
    nt as (insert into task(id, run_id, kind, lane, is_vital, payload, deadline, traceparent)
          select gen_random_uuid(), id, finale, lane, true,
            jsonb_build_object('run', id, 'kind', kind, 'subject', subject), deadline, traceparent
          from u where releases
          returning *),
    o as (insert into outbox(due_at, exchange, key, task_id, headers, body)
          select now() + make_interval(secs => 10), 'jobs', task_key(kind, lane), id,
            task_headers(id, run_id, parent_id, kind, fence, attempt, schema, false, enqueued_at, deadline,
                         traceparent), payload from nt
          union all
          select now() + make_interval(secs => 10), 'events', 'run.completed', null,
            jsonb_strip_nulls(jsonb_build_object('id', id || ':completed', 'type', 'run.completed', 'run', id,
                                                 'schema', 1, 'traceparent', traceparent)),
            jsonb_build_object('run', id, 'kind', kind, 'subject', subject, 'generation', generation,
                               'state', state, 'tasks', expected, 'failed', failed)
          from u where state <> 'open'
          returning id, exchange, key, headers, body)
    """

  /// Text that Postgres can hold, and no more of it than a person reads.
  static func cleaned(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { $0 != "\0" }.prefix(2_000)))
  }
}
