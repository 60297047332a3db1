import FoundationEssentials
import Messaging
import Storage

extension JobStore {
  private static let portion = 200

  /// Makes new work of open dead messages, the oldest first, each once however many replay at the same time.
  ///
  /// A dead task stays dead. New tasks for what was dead join the open run of their subject, or a new run of the next
  /// generation which ends as the old one was to end. Shared work is queued again; what never was a task is sent again
  /// as it was. With a `rate` per second the messages fall due one after the other.
  public func replay(
    _ filter: DeadFilter, rate: Double? = nil, limit: Int = .max
  ) async throws -> Replay {
    let last = try await lastDeadMessage()
    let start = try await database.value("select extract(epoch from now())::float8", as: Double.self)
    var pace = Pace(start: start, interval: rate.map { 1 / max($0, 0.001) } ?? 0)
    var replay = Replay()
    var position: Int64 = 0
    var seen = 0
    while seen < limit {
      let (after, count, now) = (position, min(limit - seen, Self.portion), pace)
      let done = try await database.transaction(TransactionSettings(commit: .verified)) { session in
        try Self.replay(
          "\(filter.condition(isOpen: true)) and d.id > \(after) and d.id <= \(last)", limit: count, now,
          session)
      }
      guard let reached = done.last else { break }
      position = reached
      seen += done.count
      pace.sent = done.sent
      replay += done.replay
    }
    return replay
  }

  private struct Portion: Sendable {
    var replay = Replay()
    var last: Int64?
    var count = 0
    var sent = 0
  }

  private static func replay(
    _ condition: SQL, limit: Int, _ pace: Pace, _ session: Session
  ) throws -> Portion {
    let corpses = try exhume(condition, limit: limit, session)
    var portion = Portion(last: corpses.last?.id, count: corpses.count, sent: pace.sent)
    var work: (renew: [Corpse], revive: [Corpse], republish: [Corpse], idle: [Corpse]) = ([], [], [], [])
    for corpse in corpses {
      switch corpse.remedy {
      case .renew: work.renew.append(corpse)
      case .revive: work.revive.append(corpse)
      case .republish: work.republish.append(corpse)
      case .nothing: work.idle.append(corpse)
      case .refuse(let reason): portion.replay.refusals.append(.init(message: corpse.id, reason: reason))
      }
    }
    var pace = pace
    // Tasks before runs, and the outbox as it comes: the order of locks.
    portion.replay.revived = try revive(work.revive.compactMap(\.task), &pace, session)
    let renewed = try renew(work.renew, &pace, session)
    let republished = try republish(work.republish, &pace, session)
    portion.replay += renewed
    portion.replay += republished
    portion.replay.superseded += work.idle.count + work.revive.count - portion.replay.revived
    let refused = Set(portion.replay.refusals.map(\.message))
    portion.replay.replayed = try markReplayed(corpses.filter { !refused.contains($0.id) }, session)
    portion.sent = pace.sent
    return portion
  }

  /// Locks open messages; another replay does not see them meanwhile, and finds them replayed then.
  private static func exhume(_ condition: SQL, limit: Int, _ session: Session) throws -> [Corpse] {
    try session.map(
      """
      select d.id, d.task_id, t.id is not null, coalesce(t.state = 'dead', false),
        case when t.id is not null then t.run_id else d.run_id end, d.reason,
        coalesce(t.is_vital and t.kind = r.finale, false)
      from dead_message d left join task t on t.id = d.task_id left join run r on r.id = t.run_id
      where \(condition) order by d.id limit \(limit) for update of d skip locked
      """
    ) { row in
      Corpse(
        id: try row.decode(0), task: try row.decode(1), hasTask: try row.decode(2), isDead: try row.decode(3),
        run: try row.decode(4), reason: try row.decode(5), isFinale: try row.decode(6))
    }
  }

  /// Other messages of the same tasks are dealt with, too.
  private static func markReplayed(_ corpses: [Corpse], _ session: Session) throws -> Int {
    try session.execute(
      """
      update dead_message d set replayed_at = now()
      where (d.id = any(\(corpses.map(\.id))) or d.task_id = any(\(corpses.filter(\.hasTask).compactMap(\.task))))
        and \(DeadFilter.isOpen)
      """)
  }

  // MARK: Shared work

  private static func revive(_ tasks: [TaskID], _ pace: inout Pace, _ session: Session) throws -> Int {
    guard !tasks.isEmpty else { return 0 }
    let count = try session.execute(
      """
      with l as (select id from task where id = any(\(tasks)) and state = 'dead' order by id for no key update),
      c as (update task t set state = 'queued', attempt = 1, starts = 0, fence = t.fence + 1, enqueued_at = now(),
              lease_owner = null, lease_until = null, finished_at = null from l where t.id = l.id returning t.*)
      \(owing(pace))
      """)
    pace.sent += count
    return count
  }

  /// Owes a message for each row of `c`, which are tasks, one after the other.
  static func owing(_ pace: Pace) -> SQL {
    """
    insert into outbox(due_at, exchange, key, task_id, headers, body)
    select \(due(pace, "row_number() over (order by id) - 1")), 'jobs', task_key(kind, lane), id,
      task_headers(id, run_id, parent_id, kind, fence, attempt, schema, false, enqueued_at, deadline, traceparent),
      payload
    from c
    """
  }

  private static func due(_ pace: Pace, _ index: SQL) -> SQL {
    "greatest(now(), to_timestamp(\(pace.start) + \(pace.interval) * (\(pace.sent) + \(index))))"
  }

  // MARK: What never was a task

  private static func republish(
    _ corpses: [Corpse], _ pace: inout Pace, _ session: Session
  ) throws -> Replay {
    var replay = Replay()
    guard !corpses.isEmpty else { return replay }
    let messages = try session.rows(
      "select id, exchange, key, headers, body from dead_message where id = any(\(corpses.map(\.id))) order by id",
      as: Int64.self, String.self, String.self, JSON.self, Bytes.self)
    for (id, exchange, key, headers, body) in messages {
      let text = String(validating: body.bytes, as: UTF8.self)
      let place: SQL = "\(exchange), \(key)"
      if let text,
        try republish(try direct(headers), JSON(text: text), to: place, due(pace, "0"), session)
      {
        replay.republished += 1
        pace.sent += 1
      } else {
        replay.refusals.append(
          .init(message: id, reason: "its body is not JSON; correct it and publish it anew"))
      }
    }
    return replay
  }

  /// False when the body is no JSON, which the server knows best.
  private static func republish(
    _ headers: JSON, _ body: JSON, to place: SQL, _ due: SQL, _ session: Session
  ) throws -> Bool {
    try session.execute("savepoint replay")
    do throws(StorageError) {
      try session.execute(
        "insert into outbox(due_at, exchange, key, headers, body) values (\(due), \(place), \(headers), \(body))"
      )
    } catch {
      guard error.code == .statement else { throw error }
      try session.execute("rollback to savepoint replay")
      return false
    }
    try session.execute("release savepoint replay")
    return true
  }

  /// The headers as a producer would send them: nothing of them wakes a row, and the message has an id.
  private static func direct(_ json: JSON) throws -> JSON {
    var headers = (try? json.decode(OwedHeaders.self)) ?? OwedHeaders(Message.Properties())
    headers.fence = nil
    headers.suspect = nil
    headers.parked = nil
    return try JSON(encoding: headers)
  }
}
