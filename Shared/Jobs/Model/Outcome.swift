public import Messaging
public import Storage

/// What became of a task.
public enum Outcome<Result: Sendable>: Sendable {
  /// It is done: its result is stored and its follow-ups are released, in one transaction with its end.
  case done(Result, FollowUp? = nil)
  /// It failed and may succeed later; uses an attempt. Without a delay the worker's backoff decides.
  case retry(after: Duration? = nil, because: String)
  /// Not now, for no fault of its own (a rate limit, a quota): comes again after the delay, uses no attempt.
  case snooze(Duration, because: String)
  /// It can never succeed; it becomes a dead message with this reason.
  case discard(because: String)
  /// It takes long: `handleLong` of a `BatchHandler` does it, beside the others and a few at a time.
  case long
  /// Something that the handler depends on is away: uses no attempt, and the worker pauses until it is back.
  case unavailable(dependency: String, retryAfter: Duration? = nil)
}

extension Outcome where Result == Void {
  /// Done, with nothing to store.
  public static var done: Self { .done(()) }
}

/// Work that a task of a run leads to.
public struct FollowUp: Sendable {
  /// A task of this run alone.
  public struct Child: Sendable {
    public var kind: JobKind
    public var lane: JobLane?
    /// Workers that understand only lower ones leave it to others.
    public var schema: Int
    public var payload: JSON

    public init(_ kind: JobKind, lane: JobLane? = nil, schema: Int = 1, payload: JSON) {
      self.kind = kind
      self.lane = lane
      self.schema = schema
      self.payload = payload
    }
  }

  /// Work that is done once, whoever needs it: the run waits for it, and finds it done if it was done before.
  public struct Shared: Sendable {
    public var kind: JobKind
    public var key: String
    /// Workers that understand only lower ones leave it to others.
    public var schema: Int
    public var payload: JSON

    public init(_ kind: JobKind, key: String, schema: Int = 1, payload: JSON) {
      self.kind = kind
      self.key = key
      self.schema = schema
      self.payload = payload
    }
  }

  public var children: [Child]
  public var shared: [Shared]
  /// The task that the run ends with, released when everything else has settled.
  public var finale: JobKind?

  public init(children: [Child] = [], shared: [Shared] = [], finale: JobKind? = nil) {
    self.children = children
    self.shared = shared
    self.finale = finale
  }
}
