public import FoundationEssentials
public import Messaging
public import Storage

/// What operators have said of a queue.
public struct QueueControl: Sendable, Hashable {
  public var queue: String
  public var isPaused: Bool
  public var reason: String?
  public var changedBy: String
  public var changedAt: Date

  public init(queue: String, isPaused: Bool, reason: String? = nil, changedBy: String, changedAt: Date) {
    (self.queue, self.isPaused, self.reason) = (queue, isPaused, reason)
    (self.changedBy, self.changedAt) = (changedBy, changedAt)
  }
}

/// What the database knows of a queue.
public struct QueueRecord: Sendable, Hashable {
  public var queue: String
  public var queued = 0
  public var running = 0
  /// Since when the oldest queued task waits.
  public var oldestAt: Date?
  /// Messages that fall due later: retries, delays, and what was owed a moment ago.
  public var later = 0
  /// Messages that are due and not sent yet.
  public var due = 0
  /// Messages that wait for a worker which understands them.
  public var parked = 0
  public var dead = 0

  public init(queue: String) { self.queue = queue }
}

extension JobStore {
  /// Where workers hear that a queue was paused or resumed; the payload is the queue's name.
  public static let controlChannel = "hookline_control"

  /// The queues of a kind, one for each lane.
  public static func queues(of kind: JobKind) -> [String] {
    JobLane.allCases.map { BrokerName.queue(kind, $0) }
  }

  /// All queues that there are, and then those of the others that are none: what a producer has made up is not a
  /// queue, but something may lie dead for it.
  public static func queueNames(with others: some Sequence<String>) -> [String] {
    let known = JobKind.allCases.flatMap(queues) + [BrokerName.deadLetters, BrokerName.unroutable]
    return known + Set(others).subtracting(known).sorted()
  }

  /// Lets workers leave these queues alone until they are resumed, whatever is restarted meanwhile. Returns those
  /// that were not paused before. `note` writes what is to be there together with that.
  public func pause(
    _ queues: [String], because reason: String? = nil, by person: String,
    also note: (@Sendable (Session, [String]) throws -> Void)? = nil
  ) async throws -> [String] {
    try await database.transaction { session in
      let changed = try session.rows(
        """
        insert into queue_control as c (queue, is_paused, reason, changed_by)
        select q, true, \(reason as String?), \(person) from \(unnest: Set(queues).sorted()) as q order by q
        on conflict (queue) do update set is_paused = true, reason = excluded.reason,
          changed_by = excluded.changed_by, changed_at = now() where not c.is_paused
        returning queue
        """, as: String.self)
      for queue in changed { try session.notify(Self.controlChannel, queue) }
      try note?(session, changed.sorted())
      return changed.sorted()
    }
  }

  /// Returns those of the queues that were paused.
  public func resume(
    _ queues: [String], by person: String, also note: (@Sendable (Session, [String]) throws -> Void)? = nil
  ) async throws -> [String] {
    try await database.transaction { session in
      let changed = try session.rows(
        """
        with q as (select queue from queue_control where queue = any(\(queues)) and is_paused
                   order by queue for no key update)
        update queue_control c set is_paused = false, reason = null, changed_by = \(person), changed_at = now()
        from q where c.queue = q.queue returning c.queue
        """, as: String.self)
      for queue in changed { try session.notify(Self.controlChannel, queue) }
      try note?(session, changed.sorted())
      return changed.sorted()
    }
  }

  /// Every queue that was ever paused, by name.
  public func queueControls() async throws -> [QueueControl] {
    try await database.map(
      "select queue, is_paused, reason, changed_by, changed_at from queue_control order by queue"
    ) { row in
      QueueControl(
        queue: try row.decode(0), isPaused: try row.decode(1), reason: try row.decode(2),
        changedBy: try row.decode(3), changedAt: try row.decode(4))
    }
  }

  /// What waits, by queue; queues for which there is nothing are left out. Reads all tasks: for people, not for loops.
  public func queueRecords() async throws -> [QueueRecord] {
    try await database.perform { session in
      var records: [String: QueueRecord] = [:]
      try session.query(
        """
        select task_key(kind, lane), count(*) filter (where state = 'queued'),
          count(*) filter (where state = 'running'), min(enqueued_at) filter (where state = 'queued')
        from task where state in ('queued', 'running') group by kind, lane
        """
      ) { row in
        let queue: String = try row.decode(0)
        var record = QueueRecord(queue: queue)
        record.queued = try row.decode(1)
        record.running = try row.decode(2)
        record.oldestAt = try row.decode(3)
        records[queue] = record
      }
      try session.query(
        """
        select key, count(*) filter (where parked_since is null and due_at > now()),
          count(*) filter (where parked_since is null and due_at <= now()),
          count(*) filter (where parked_since is not null), 0::int8
        from outbox where exchange = \(BrokerName.jobs) group by key
        union all
        select key, 0, 0, 0, count(*) from dead_message
        where replayed_at is null and discarded_at is null group by key
        """
      ) { row in
        let queue: String = try row.decode(0)
        var record = records[queue] ?? QueueRecord(queue: queue)
        record.later += try row.decode(1, as: Int.self)
        record.due += try row.decode(2, as: Int.self)
        record.parked += try row.decode(3, as: Int.self)
        record.dead += try row.decode(4, as: Int.self)
        records[queue] = record
      }
      return records.values.sorted { $0.queue < $1.queue }
    }
  }
}
