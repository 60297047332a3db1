public import FoundationEssentials
public import Messaging

/// What the message of a task says beside its body: a wake-up call for the row that owns the task.
public struct Envelope: Sendable, Hashable {
  public var id: TaskID
  /// The row acts only while its fence is the same.
  public var fence: Int64
  public var kind: JobKind
  public var schema: Int
  public var attempt: Int
  public var run: RunID?
  public var parent: TaskID?
  /// It may have ended a process before: it runs alone, and its start is counted.
  public var isSuspect: Bool
  public var enqueuedAt: Date?
  public var deadline: Date?
  /// When an operator woke it before its time.
  public var wokenAt: Date?
  public var trace: TraceContext?

  public init(
    id: TaskID, fence: Int64 = 0, kind: JobKind, schema: Int = 1, attempt: Int = 1, run: RunID? = nil,
    parent: TaskID? = nil, isSuspect: Bool = false, enqueuedAt: Date? = nil, deadline: Date? = nil,
    wokenAt: Date? = nil, trace: TraceContext? = nil
  ) {
    self.wokenAt = wokenAt
    self.id = id
    self.fence = fence
    self.kind = kind
    self.schema = schema
    self.attempt = attempt
    self.run = run
    self.parent = parent
    self.isSuspect = isSuspect
    self.enqueuedAt = enqueuedAt
    self.deadline = deadline
    self.trace = trace
  }

  /// The names of the headers, as every producer and tool sees them.
  public enum Header {
    public static let fence = "x-fence"
    public static let schema = "x-schema"
    public static let attempt = "x-attempt"
    public static let run = "x-run"
    public static let parent = "x-parent"
    public static let suspect = "x-suspect"
    public static let enqueued = "x-first-enqueued"
    public static let deadline = "x-deadline"
    public static let woken = "x-woken"
    public static let trace = "traceparent"
  }
}

/// Why a message is no task.
public struct EnvelopeError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// It cannot be read, today or ever.
    case malformed
    /// It is newer than this program: it waits for one that understands it.
    case unsupported
  }

  public let code: Code
  public let description: String

  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
