import Synchronization

/// One check, of which at most one run is under way.
///
/// Probes that come while it runs share its result. When the deadline passes, the run is cancelled and all get
/// `failing`; as long as it still does not end, later probes get that at once. So a hung check costs one task,
/// however often it is asked.
final class HealthCheck: Sendable {
  private typealias Waiter = CheckedContinuation<Health.Status, Never>

  private enum Phase {
    case idle
    case running([Waiter])
    case overdue
  }

  private struct State {
    var phase = Phase.idle
    /// Tells the deadline of one run from the next run.
    var run = 0
  }

  let name: String
  private let deadline: Duration
  private let body: Health.Check
  private let state = Mutex(State())

  init(name: String, deadline: Duration, body: @escaping Health.Check) {
    self.name = name
    self.deadline = deadline
    self.body = body
  }

  func status() async -> Health.Status {
    await withCheckedContinuation { waiter in
      switch enter(waiter) {
      case .starts(let run): start(run)
      case .joins: break
      case .refused: waiter.resume(returning: .failing("still no answer to an earlier probe"))
      }
    }
  }

  private enum Entry {
    case starts(Int), joins, refused
  }

  private func enter(_ waiter: Waiter) -> Entry {
    state.withLock { state in
      switch state.phase {
      case .idle:
        state.phase = .running([waiter])
        state.run += 1
        return .starts(state.run)
      case .running(let waiters):
        state.phase = .running(waiters + [waiter])
        return .joins
      case .overdue:
        return .refused
      }
    }
  }

  /// Unstructured on purpose: a task group would wait for a body that never ends.
  private func start(_ run: Int) {
    let check = Task {
      let status = await body()
      settle(run, as: status, next: .idle)
    }
    Task {
      try await Task.sleep(for: deadline)
      let isExpired = settle(run, as: .failing("no answer within \(deadline)"), next: .overdue)
      if isExpired { check.cancel() }
    }
  }

  /// Answers those who wait; returns whether this decided the run. A body that ends after its deadline only
  /// makes way for the next run.
  @discardableResult
  private func settle(_ run: Int, as status: Health.Status, next: Phase) -> Bool {
    let waiters: [Waiter]? = state.withLock { state in
      guard state.run == run else { return nil }
      switch state.phase {
      case .running(let waiters):
        state.phase = next
        return waiters
      case .overdue:
        state.phase = next
        return nil
      case .idle:
        return nil
      }
    }
    for waiter in waiters ?? [] { waiter.resume(returning: status) }
    return waiters != nil
  }
}
