import Synchronization

/// Lets a bounded number of tests through at once; the others wait in line.
///
/// Swift Testing starts every test at the same time. A hundred databases made at once would only measure the
/// machine's disk, and time limits would fail for want of a turn.
public final class Turnstile: Sendable {
  private struct State {
    var free: Int
    var line: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  public init(_ places: Int) { state = Mutex(State(free: places)) }

  public func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.line.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  public func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.line.isEmpty else { return state.line.removeFirst() }
      state.free += 1
      return nil
    }
    next?.resume()
  }
}
