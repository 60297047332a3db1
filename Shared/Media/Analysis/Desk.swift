import Lifecycle

/// Computes for seconds on a thread of its own: there are few that all tasks share, and leases are kept there.
actor Desk {
  private let executor = BlockingExecutor(label: "analysis")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func finish<Value: Sendable>(_ work: @Sendable () -> Value) -> Value { work() }
}
