/// What came of replaying dead messages.
public struct Replay: Sendable, Hashable {
  /// A message that stays dead, and why.
  public struct Refusal: Sendable, Hashable {
    public var message: Int64
    public var reason: String

    public init(message: Int64, reason: String) { (self.message, self.reason) = (message, reason) }
  }

  /// How many messages are dealt with.
  public var replayed = 0
  /// New tasks, in the runs that were made for them or were open.
  public var tasks = 0
  public var newRuns: [RunID] = []
  public var joinedRuns: [RunID] = []
  /// Shared work that is queued again.
  public var revived = 0
  /// Messages without a task, sent again as they were.
  public var republished = 0
  /// Those for which there was nothing to do: somebody has tried again before, or the end of a run covers it.
  public var superseded = 0
  public var refusals: [Refusal] = []

  public init(replayed: Int = 0, superseded: Int = 0) {
    self.replayed = replayed
    self.superseded = superseded
  }

  static func += (left: inout Replay, right: Replay) {
    left.replayed += right.replayed
    left.tasks += right.tasks
    left.newRuns += right.newRuns
    // A run that this replay has made is not one that it found.
    let known = Set(left.newRuns + left.joinedRuns)
    left.joinedRuns += right.joinedRuns.filter { !known.contains($0) }
    left.revived += right.revived
    left.republished += right.republished
    left.superseded += right.superseded
    left.refusals += right.refusals
  }
}

/// A dead message with what is left of its task.
struct Corpse: Sendable {
  var id: Int64
  var task: TaskID?
  /// Whether the task's row is there, and dead.
  var hasTask: Bool
  var isDead: Bool
  /// Of the task, where there is one; else what the message said.
  var run: RunID?
  var reason: String
  /// The task that its run was to end with.
  var isFinale: Bool

  /// What to do about it.
  enum Remedy {
    case renew, revive, republish, nothing
    case refuse(String)
  }

  var remedy: Remedy {
    if hasTask { return isDead ? (run == nil ? .revive : .renew) : .nothing }
    // What no worker could read had no task from the start; whatever else had one has lost it to retention.
    let isUnread = EnvelopeError.Code(rawValue: reason) != nil
    return task == nil || run == nil || isUnread
      ? .republish : .refuse("its run was deleted meanwhile; enqueue its subject anew")
  }
}

/// Spreads what is replayed over time.
struct Pace: Sendable {
  /// By the server's clock.
  var start: Double
  /// Between two messages; zero for all at once.
  var interval: Double
  /// How many have been given their time.
  var sent = 0
}
