public import Lifecycle
public import Messaging

/// How a worker behaves.
public struct WorkerSettings: Sendable {
  /// How many handlers run at once.
  public var slots: Int
  /// How many messages of each lane are fetched ahead of the handlers.
  public var prefetch: UInt16
  /// Whether each start is recorded and guarded by a lease. Work that is done in milliseconds does without: what a crash
  /// interrupts is run again, by itself and with its starts counted.
  public var isLeased: Bool
  /// How long a process may be silent before its tasks are given to others.
  public var lease: Duration
  /// How long a handler may take.
  public var timeout: Duration
  /// How long a handler that was told to stop may take to do so; then its slot is given up for lost.
  public var patience: Duration
  /// How many failures of its own a task may have.
  public var attempts: Int
  /// The delay before another attempt.
  public var backoff: Backoff
  /// The versions of the payload that the handler understands.
  public var schemas: ClosedRange<Int>
  /// How the lanes share the slots while all of them have work.
  public var weights: [JobLane: Int]
  public var settling: Settling
  public var parking: Parking
  public var long = Long()
  /// The pause while something that the handler depends on is away.
  public var outage: Backoff
  /// How long messages that one process has taken from the outbox are left to it; then another sends them.
  public var outboxClaim: Duration
  /// Told of the steps of each task's life; tests end the process there.
  public var milestone: @Sendable (Milestone) -> Void

  /// How results are gathered into transactions.
  public struct Settling: Sendable {
    public var limit: Int = 200
    public var delay: Duration = .milliseconds(20)
    /// How many transactions are under way at once: one computes while another waits for the disk.
    public var width: Int = 2
  }

  /// How tasks are done that turned out to take long.
  public struct Long: Sendable {
    /// How many at once, beside the slots.
    public var slots: Int = 1
    public var timeout: Duration = .seconds(900)
    /// How many of a lane wait for one of these slots, with those of the lanes before it; what is more comes back later, or
    /// they would be all that the worker holds.
    public var limit: Int = 400
    /// How long the last of them may have to wait.
    public var patience: Duration = .seconds(600)
    /// How the lanes share these slots while all of them have work. What takes long is in nobody's way for a moment only:
    /// the urgent comes first, and the rest is not starved.
    public var weights: [JobLane: Int] = [.high: 64, .norm: 8, .bulk: 1]
  }

  /// What happens to messages of a newer program.
  public struct Parking: Sendable {
    public var delay: Duration = .seconds(300)
    public var patience: Duration = .seconds(86_400)
  }

  /// For work that takes seconds to minutes.
  public init(slots: Int, timeout: Duration = .seconds(600)) {
    precondition(slots > 0, "a worker needs a slot")
    self.slots = slots
    self.timeout = timeout
    prefetch = UInt16(clamping: slots)
    isLeased = true
    lease = .seconds(15)
    patience = .seconds(5)
    attempts = 5
    backoff = Backoff(base: .seconds(2), cap: .seconds(600))
    schemas = 1...1
    weights = [.high: 6, .norm: 3, .bulk: 1]
    settling = Settling()
    parking = Parking()
    outage = Backoff(base: .milliseconds(500), cap: .seconds(30))
    outboxClaim = .seconds(60)
    milestone = { _ in }
  }

  /// For work that takes milliseconds, of which there is much.
  public static func brief(slots: Int = 8, timeout: Duration = .seconds(30)) -> WorkerSettings {
    var settings = WorkerSettings(slots: slots, timeout: timeout)
    settings.isLeased = false
    settings.prefetch = 800
    return settings
  }
}

/// A step in the life of a task in a worker or in the sweeper.
public enum Milestone: String, Sendable, CaseIterable {
  case delivered, started, handled
  /// The transaction is written and not committed yet.
  case committing
  case committed, published, acked, swept
}
