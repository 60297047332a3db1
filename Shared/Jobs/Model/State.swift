/// Where a task stands. A retry is `queued` with a due time.
public enum TaskState: String, Sendable, CaseIterable {
  case queued, running, succeeded, dead, cancelled, expired
  /// Accepted, and then found to be in flight already.
  case merged

  public var isTerminal: Bool { self != .queued && self != .running }
}

/// Where a run stands.
public enum RunState: String, Sendable, CaseIterable {
  case open, complete
  /// Some of its tasks came to nothing; it ended as planned all the same.
  case partial
  /// A task without which the rest means nothing has died.
  case failed
  case cancelled, expired
}

/// Why a run is to stop before its end.
public enum Stop: String, Sendable {
  case cancelled, expired
}
