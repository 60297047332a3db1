public import FoundationEssentials
public import Messaging
public import Telemetry

/// A task, as its handler sees it.
public struct Job<Input: Sendable>: Sendable {
  public let id: TaskID
  public let run: RunID?
  public let kind: JobKind
  /// Counts from 1; only failures of the handler itself raise it.
  public let attempt: Int
  public let input: Input
  public let enqueuedAt: Date?
  public let deadline: Date?
  /// When an operator woke it before its time; nil when it came by itself.
  public let wokenAt: Date?
  public let trace: TraceContext
  let context: any JobContext

  init(_ envelope: Envelope, input: Input, context: any JobContext) {
    id = envelope.id
    run = envelope.run
    kind = envelope.kind
    attempt = envelope.attempt
    self.input = input
    enqueuedAt = envelope.enqueuedAt
    deadline = envelope.deadline
    wokenAt = envelope.wokenAt
    trace = envelope.trace?.child() ?? TraceContext()
    self.context = context
  }

  /// Names the task, its run and its trace in every line.
  public var logger: Logger {
    var fields: LogFields = [
      "task": "\(id)", "attempt": .int(Int64(attempt)), "trace": .string(trace.traceID),
    ]
    if let run { fields = fields.merging(["run": "\(run)"]) }
    return context.logger.with(fields)
  }

  /// The time, which a test may have made up.
  public var now: Date { context.now }

  /// Waits, by the same clock; throws when the task is to stop.
  public func sleep(for duration: Duration) async throws { try await context.sleep(for: duration) }

  /// A name for a step's effect on another system, the same at each attempt, so that it can be done once.
  public func idempotencyKey(_ step: String) -> String { "\(id):\(step)" }
}

/// What surrounds a handler: the world, or a test.
public protocol JobContext: Sendable {
  var logger: Logger { get }
  var now: Date { get }
  func sleep(for duration: Duration) async throws
}

/// The real time.
struct SystemContext: JobContext {
  let logger: Logger
  var now: Date { Date() }
  func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}
