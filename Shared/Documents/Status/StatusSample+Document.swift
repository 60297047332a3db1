import Jobs
import Management

extension StatusSample: DocumentReadable {
  /// Totals are left alone: they follow from the queues.
  public init(_ part: DocumentPart) throws(DocumentError) {
    let queues = try part.member("queues").elements()
    self.init(
      date: try part.moment("at"), problems: try part.texts("problems"), notes: try part.texts("notes"))
    var known: [QueueStatistics] = []
    var (records, controls): ([QueueRecord], [QueueControl]) = ([], [])
    for queue in queues {
      if let statistics = try Self.statistics(queue) { known.append(statistics) }
      records.append(try Self.record(queue))
      if let control = try Self.control(queue) { controls.append(control) }
    }
    // Where the broker tells nothing of any queue, nobody has asked it, or it was away.
    if !known.isEmpty {
      broker = Broker(
        queues: Dictionary(known.map { ($0.queue, $0) }) { first, _ in first },
        // Without the broker's rates, they follow from one look to the next.
        hasRates: !notes.contains(Self.unmanaged))
    }
    guard let alive = try part.maybeWhole("aliveWorkers") else { return }
    store = Store(
      records: records, controls: controls, aliveCount: alive,
      silentCount: try part.maybeWhole("silentWorkers") ?? 0, openRunCount: try part.maybeWhole("openRuns"))
  }

  private static func statistics(_ part: DocumentPart) throws(DocumentError) -> QueueStatistics? {
    let statistics = QueueStatistics(
      queue: try part.text("queue"), readyCount: try part.maybeWhole("ready"),
      unackedCount: try part.maybeWhole("unacked"), consumerCount: try part.maybeWhole("consumers"),
      publishRate: try part.maybeNumber("inPerSecond"), ackRate: try part.maybeNumber("outPerSecond"))
    let isKnown = statistics.readyCount != nil || statistics.consumerCount != nil
    return isKnown || statistics.unackedCount != nil ? statistics : nil
  }

  private static func record(_ part: DocumentPart) throws(DocumentError) -> QueueRecord {
    var record = QueueRecord(queue: try part.text("queue"))
    record.later = try part.maybeWhole("retrying") ?? 0
    record.due = try part.maybeWhole("due") ?? 0
    record.dead = try part.maybeWhole("dead") ?? 0
    record.parked = part.has("parked") ? try part.whole("parked") : 0
    record.oldestAt = try part.maybeMoment("oldestAt")
    return record
  }

  /// Of one that goes on nothing is told.
  private static func control(_ part: DocumentPart) throws(DocumentError) -> QueueControl? {
    guard try part.flag("paused"), part.has("pausedBy") else { return nil }
    return QueueControl(
      queue: try part.text("queue"), isPaused: true, reason: try part.maybeText("reason"),
      changedBy: try part.text("pausedBy"), changedAt: try part.moment("pausedAt"))
  }
}
