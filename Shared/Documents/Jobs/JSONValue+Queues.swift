public import Jobs
public import Management

/// A queue, as the broker, the database and operators see it.
public struct QueueStanding: Sendable {
  public let record: QueueRecord
  public let control: QueueControl?
  /// nil where the broker says nothing.
  public let depth: BrokerDepths.Depth?

  /// What operators have said, while it is paused.
  public var pause: QueueControl? { control.flatMap { $0.isPaused ? $0 : nil } }

  /// Those that there are by name, also where nothing is in them, and then what else something lies for.
  public static func all(
    _ records: [QueueRecord], _ controls: [QueueControl], _ depths: BrokerDepths
  ) -> [QueueStanding] {
    let records = Dictionary(records.map { ($0.queue, $0) }) { first, _ in first }
    let controls = Dictionary(controls.map { ($0.queue, $0) }) { first, _ in first }
    return JobStore.queueNames(with: records.keys).map { name in
      QueueStanding(
        record: records[name] ?? QueueRecord(queue: name), control: controls[name], depth: depths.queues[name]
      )
    }
  }
}

extension JSONValue {
  public static func queues(_ queues: [QueueStanding]) -> JSONValue {
    ["queues": .array(queues.map(queue))]
  }

  static func queue(_ queue: QueueStanding) -> JSONValue {
    let (record, pause) = (queue.record, queue.pause)
    return [
      "queue": .string(record.queue), "ready": JSONValue(queue.depth?.ready),
      "unacked": JSONValue(queue.depth?.unacked), "consumers": JSONValue(queue.depth?.consumers),
      "queued": .int(record.queued), "running": .int(record.running), "retrying": .int(record.later),
      "due": .int(record.due), "parked": .int(record.parked), "dead": .int(record.dead),
      "oldestAt": JSONValue(record.oldestAt), "paused": .bool(pause != nil),
      "pausedBy": JSONValue(pause?.changedBy), "pausedAt": JSONValue(pause?.changedAt),
      "reason": JSONValue(pause?.reason),
    ]
  }

  /// What came of pausing or resuming queues: those that were so before are unchanged.
  public static func pausing(_ queues: [String], changed: [String], paused isPaused: Bool) -> JSONValue {
    [
      "paused": .bool(isPaused), "changed": .strings(changed),
      "unchanged": .strings(Set(queues).subtracting(changed).sorted()),
    ]
  }
}
