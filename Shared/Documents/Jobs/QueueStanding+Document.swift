import FoundationEssentials
import Jobs
import Management

extension QueueStanding: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var record = QueueRecord(queue: try part.text("queue"))
    record.queued = try part.whole("queued")
    record.running = try part.whole("running")
    record.later = try part.whole("retrying")
    record.due = try part.whole("due")
    record.parked = try part.whole("parked")
    record.dead = try part.whole("dead")
    record.oldestAt = try part.maybeMoment("oldestAt")
    self.init(record: record, control: try Self.control(part, record.queue), depth: try Self.depth(part))
  }

  /// Of one that goes on nothing is told.
  private static func control(_ part: DocumentPart, _ queue: String) throws(DocumentError) -> QueueControl? {
    guard try part.flag("paused") else { return nil }
    return QueueControl(
      queue: queue, isPaused: true, reason: try part.maybeText("reason"),
      changedBy: try part.text("pausedBy"),
      changedAt: try part.moment("pausedAt"))
  }

  private static func depth(_ part: DocumentPart) throws(DocumentError) -> BrokerDepths.Depth? {
    let depth = BrokerDepths.Depth(
      ready: try part.maybeWhole("ready"), unacked: try part.maybeWhole("unacked"),
      consumers: try part.maybeWhole("consumers"))
    return depth == BrokerDepths.Depth() ? nil : depth
  }
}
