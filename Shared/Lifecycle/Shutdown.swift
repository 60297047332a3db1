import Synchronization

/// How far the end of this process has come, shared by everything that runs in it.
///
/// The phase only ever rises: `running`, then `draining` (finish what was begun), then `hastening` (give back
/// what is unfinished and go).
public final class Shutdown: Sendable {
  public enum Phase: Int, Sendable, Comparable {
    case running, draining, hastening

    public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
  }

  private struct Waiter {
    let phase: Phase
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var phase = Phase.running
    var waiters: [Int: Waiter] = [:]
    var nextID = 0
  }

  private let state = Mutex(State())

  public init() {}

  public var phase: Phase { state.withLock { $0.phase } }

  /// Asks everything to finish what it has begun and to begin nothing new.
  public func drain() { advance(to: .draining) }

  /// Asks everything to give back what it has not finished.
  public func hasten() { advance(to: .hastening) }

  /// Returns once a drain was asked for, or when the calling task is cancelled.
  public func drainRequested() async { await reached(.draining) }

  /// Returns once `phase` was reached, or when the calling task is cancelled.
  public func reached(_ phase: Phase) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // Cancellation may have come before the waiter stood in the table: then nobody else would resume it.
        let isOver = state.withLock { state in
          guard state.phase < phase, !Task.isCancelled else { return true }
          state.waiters[id] = Waiter(phase: phase, continuation: continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume()
    }
  }

  private func advance(to phase: Phase) {
    let due = state.withLock { state in
      state.phase = max(state.phase, phase)
      let due = state.waiters.filter { $0.value.phase <= state.phase }
      for id in due.keys { state.waiters.removeValue(forKey: id) }
      return due.values.map(\.continuation)
    }
    for continuation in due { continuation.resume() }
  }
}
