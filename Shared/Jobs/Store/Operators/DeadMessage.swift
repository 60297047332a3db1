public import FoundationEssentials
import Storage
import Telemetry

/// A message whose task came to nothing, or that no worker could read.
public struct DeadMessage: Sendable, Hashable {
  /// Whether somebody has dealt with it, and how.
  public enum State: String, Sendable, CaseIterable {
    case open, replayed, discarded
  }

  public var id: Int64
  public var task: TaskID?
  public var run: RunID?
  public var kind: String?
  /// A word to group by.
  public var reason: String
  public var detail: String
  public var exchange: String
  public var key: String
  public var diedAt: Date
  public var replayedAt: Date?
  public var discardedAt: Date?

  public init(
    id: Int64, task: TaskID? = nil, run: RunID? = nil, kind: String? = nil, reason: String, detail: String,
    exchange: String, key: String, diedAt: Date, replayedAt: Date? = nil, discardedAt: Date? = nil
  ) {
    (self.id, self.task, self.run, self.kind) = (id, task, run, kind)
    (self.reason, self.detail, self.exchange, self.key) = (reason, detail, exchange, key)
    (self.diedAt, self.replayedAt, self.discardedAt) = (diedAt, replayedAt, discardedAt)
  }

  public var state: State {
    if discardedAt != nil { return .discarded }
    return replayedAt == nil ? .open : .replayed
  }
}

/// How many dead messages there are for one reason.
public struct DeadGroup: Sendable, Hashable {
  public var kind: String?
  public var reason: String
  public var count: Int
  public var oldestAt: Date
  public var newestAt: Date
  /// What the newest one says.
  public var detail: String

  public init(
    kind: String? = nil, reason: String, count: Int, oldestAt: Date, newestAt: Date, detail: String
  ) {
    (self.kind, self.reason, self.count) = (kind, reason, count)
    (self.oldestAt, self.newestAt, self.detail) = (oldestAt, newestAt, detail)
  }
}

/// Which dead messages are meant; what is not said does not matter.
public struct DeadFilter: Sendable, Hashable {
  /// None means any.
  public var ids: [Int64]
  public var kind: String?
  public var reason: String?
  public var run: RunID?
  /// Those that died within this time.
  public var newerThan: Duration?
  /// Stands in what is said of them or in their bodies.
  public var text: String?
  /// Those that were replayed or discarded, too. Does not matter to what replays and discards.
  public var includesSettled: Bool

  public init(
    ids: [Int64] = [], kind: String? = nil, reason: String? = nil, run: RunID? = nil,
    newerThan: Duration? = nil,
    text: String? = nil, includesSettled: Bool = false
  ) {
    self.ids = ids
    self.kind = kind
    self.reason = reason
    self.run = run
    self.newerThan = newerThan
    self.text = text
    self.includesSettled = includesSettled
  }

  static let isOpen: SQL = "d.replayed_at is null and d.discarded_at is null"

  /// Of `dead_message d`.
  func condition(isOpen: Bool) -> SQL {
    var condition = isOpen ? Self.isOpen : "true"
    if !ids.isEmpty { condition = "\(condition) and d.id = any(\(ids))" }
    if let kind { condition = "\(condition) and d.kind = \(kind)" }
    if let reason { condition = "\(condition) and d.reason = \(reason)" }
    if let run { condition = "\(condition) and d.run_id = \(run)" }
    if let newerThan {
      condition = "\(condition) and d.died_at > now() - make_interval(secs => \(newerThan.inSeconds))"
    }
    guard let text else { return condition }
    // Bodies are compared byte by byte: what is malformed need not be text.
    return """
      \(condition) and (position(lower(\(text)) in lower(d.detail)) > 0
        or position(lower(\(text)) in lower(d.headers::text)) > 0
        or position(\(Bytes(Array(text.utf8))) in d.body) > 0)
      """
  }
}
