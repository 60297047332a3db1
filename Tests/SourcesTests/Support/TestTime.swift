import FoundationEssentials
import Synchronization

@testable import Sources

/// Clocks that only waiting moves, and what was waited for.
final class TestTime: Sendable {
  private struct State {
    var passed: Duration = .zero
    var waits: [Duration] = []
  }

  private static let start = ContinuousClock.now
  /// Noon of 2026-03-10, UTC.
  static let day = Date(timeIntervalSince1970: 1_773_144_000)
  private let state = Mutex(State())

  var waits: [Duration] { state.withLock { $0.waits } }

  var timing: Timing {
    Timing(
      now: { Self.day.addingTimeInterval(self.passed / .seconds(1)) }, clock: { Self.start + self.passed },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock { $0.waits.append(duration) }
        self.pass(duration)
      })
  }

  func pass(_ duration: Duration) { state.withLock { $0.passed += duration } }

  private var passed: Duration { state.withLock { $0.passed } }
}
