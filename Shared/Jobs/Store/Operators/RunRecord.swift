public import FoundationEssentials
public import Messaging

/// A run, as its row says it.
public struct RunRecord: Sendable, Hashable {
  public var id: RunID
  public var kind: String
  public var subject: String
  /// Counts the runs of this kind and subject from 1.
  public var generation: Int
  public var lane: JobLane
  public var state: RunState
  /// What was asked of it before its end.
  public var stop: Stop?
  /// How many tasks it has had to wait for so far; what they lead to is added.
  public var expected: Int
  public var remaining: Int
  public var failed: Int
  /// The kind of the task that it ends with.
  public var finale: String?
  public var deadline: Date?
  public var createdAt: Date
  public var finishedAt: Date?

  public init(
    id: RunID, kind: String, subject: String, generation: Int, lane: JobLane, state: RunState,
    stop: Stop? = nil, expected: Int, remaining: Int, failed: Int, finale: String? = nil,
    deadline: Date? = nil, createdAt: Date, finishedAt: Date? = nil
  ) {
    (self.id, self.kind, self.subject, self.generation) = (id, kind, subject, generation)
    (self.lane, self.state, self.stop, self.finale) = (lane, state, stop, finale)
    (self.expected, self.remaining, self.failed) = (expected, remaining, failed)
    (self.deadline, self.createdAt, self.finishedAt) = (deadline, createdAt, finishedAt)
  }

  public var settled: Int { expected - remaining }
}

/// A task of a run, or shared work that the run waits for.
public struct TaskRecord: Sendable, Hashable {
  public var id: TaskID
  public var kind: String
  public var lane: JobLane
  public var state: TaskState
  /// Done once for all runs that need it.
  public var isShared: Bool
  public var isVital: Bool
  /// The attempt that is next, or was the last.
  public var attempt: Int
  public var starts: Int
  /// Who runs it.
  public var owner: String?
  public var enqueuedAt: Date
  public var startedAt: Date?
  public var finishedAt: Date?
  /// When its next message falls due; `nil` when it has been sent.
  public var dueAt: Date?
  public var lastError: String?
  /// The dead message that it became, if nobody has dealt with it.
  public var deadMessage: Int64?

  public init(
    id: TaskID, kind: String, lane: JobLane, state: TaskState, isShared: Bool, isVital: Bool, attempt: Int,
    starts: Int, owner: String? = nil, enqueuedAt: Date, startedAt: Date? = nil, finishedAt: Date? = nil,
    dueAt: Date? = nil, lastError: String? = nil, deadMessage: Int64? = nil
  ) {
    (self.id, self.kind, self.lane, self.state) = (id, kind, lane, state)
    (self.isShared, self.isVital, self.attempt, self.starts) = (isShared, isVital, attempt, starts)
    (self.owner, self.lastError, self.deadMessage) = (owner, lastError, deadMessage)
    (self.enqueuedAt, self.startedAt, self.finishedAt, self.dueAt) = (
      enqueuedAt, startedAt, finishedAt, dueAt
    )
  }
}

/// Which runs to list; what is not said does not matter.
public struct RunFilter: Sendable, Hashable {
  public var states: Set<RunState>
  public var kind: String?
  public var subject: String?
  /// None means any.
  public var ids: [RunID]

  public init(
    states: Set<RunState> = [], kind: String? = nil, subject: String? = nil, ids: [RunID] = []
  ) {
    self.ids = ids
    self.states = states
    self.kind = kind
    self.subject = subject
  }
}
