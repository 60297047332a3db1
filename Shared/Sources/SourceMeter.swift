public import Models
import Synchronization

/// Counts what a source does, until somebody takes the counts to the memory.
public final class SourceMeter: Sendable {
  private let activity = Mutex(SourceActivity())

  public init() {}

  public func request() { activity.withLock { $0.requests += 1 } }

  public func failure(_ failure: SourceFailure) {
    activity.withLock { $0.failures[failure, default: 0] += 1 }
  }

  public func records(_ count: Int) { activity.withLock { $0.records += count } }

  public func rejections(_ rejections: [Rejection]) {
    guard !rejections.isEmpty else { return }
    activity.withLock { activity in
      for rejection in rejections { activity.rejected[rejection.rule, default: 0] += 1 }
    }
  }

  /// What was counted since the last time.
  public func take() -> SourceActivity {
    activity.withLock { activity in
      defer { activity = SourceActivity() }
      return activity
    }
  }

  /// Puts counts back that could not be handed on.
  public func giveBack(_ counts: SourceActivity) { activity.withLock { $0.add(counts) } }
}
