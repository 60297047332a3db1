import Lifecycle
import Synchronization

/// Asks for the end of one order, from any thread.
final class Interruption: Sendable {
  private let state = Mutex<(any Error)?>(nil)
  /// Ends the wait of the thread that the order runs on. It may be raised late, when the next order has begun.
  let wake: WakePipe

  init(wake: WakePipe) { self.wake = wake }

  /// Why the order is to end; what it then throws.
  var reason: (any Error)? { state.withLock { $0 } }

  func interrupt(_ reason: any Error) {
    state.withLock { state in
      if state == nil { state = reason }
    }
    wake.raise()
  }
}
