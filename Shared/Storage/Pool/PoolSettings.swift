/// How many connections a pool may have and how long its callers may wait.
public struct PoolSettings: Sendable {
  public var connectionLimit: Int
  /// How many callers may wait for a connection; the next one is refused at once.
  public var waitingLimit: Int
  /// How long a caller waits for a connection of the pool to be free.
  public var waitingTimeout: Duration
  /// How long a caller goes on trying when the server cannot be reached: a restart is shorter than this.
  public var patience: Duration
  /// A connection that nobody needed for this long is closed.
  public var idleTimeout: Duration

  public init(
    connectionLimit: Int = 8, waitingLimit: Int = 1_000, waitingTimeout: Duration = .seconds(5),
    patience: Duration = .seconds(5), idleTimeout: Duration = .seconds(300)
  ) {
    self.connectionLimit = connectionLimit
    self.waitingLimit = waitingLimit
    self.waitingTimeout = waitingTimeout
    self.patience = patience
    self.idleTimeout = idleTimeout
  }
}
