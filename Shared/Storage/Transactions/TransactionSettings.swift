public import Lifecycle

/// How a transaction runs and how often it is tried.
public struct TransactionSettings: Sendable {
  public enum Isolation: String, Sendable {
    case readCommitted = "read committed"
    case repeatableRead = "repeatable read"
    case serializable
  }

  /// What to do about a connection that breaks between COMMIT and its answer.
  public enum Commit: Sendable {
    /// Throw `.commitUnknown`.
    case plain
    /// Learn the transaction's id before the commit, at the price of a round trip, and if its outcome stays
    /// unknown ask the server for it on a new connection: done is done, undone is tried again.
    case verified
  }

  public var isolation: Isolation
  public var isReadOnly: Bool
  public var commit: Commit
  /// How often the body runs at most, where conflicts or a lost connection undo it.
  public var attempts: Int
  public var backoff: Backoff

  public init(
    isolation: Isolation = .readCommitted, isReadOnly: Bool = false, commit: Commit = .plain,
    attempts: Int = 5,
    backoff: Backoff = Backoff(base: .milliseconds(10), cap: .seconds(1))
  ) {
    precondition(attempts > 0, "a transaction needs at least one attempt")
    self.isolation = isolation
    self.isReadOnly = isReadOnly
    self.commit = commit
    self.attempts = attempts
    self.backoff = backoff
  }
}
