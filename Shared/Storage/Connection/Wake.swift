import Lifecycle
import Synchronization

/// Ends a wait of a connection's thread from any other thread.
///
/// One connection has one, and each call on the connection arms it anew: a cancellation that comes too late for
/// its own call does not touch the next one.
final class Wake: Sendable {
  private struct State {
    var call = 0
    var isRaised = false
  }

  private let state = Mutex(State())
  private let pipe = WakePipe()

  /// Readable while raised.
  var descriptor: Int32 { pipe.descriptor }

  /// Begins a call; what was raised for an earlier one is over.
  func arm(_ call: Int) {
    state.withLock { state in
      state.call = call
      lower(&state)
    }
  }

  /// Raises the wake if `call` is still the one under way.
  func raise(_ call: Int) {
    state.withLock { state in
      guard state.call == call, !state.isRaised else { return }
      state.isRaised = true
      pipe.raise()
    }
  }

  /// Takes a raised wake back, so that the thread can wait for the end of what it gave up.
  func lower() { state.withLock { lower(&$0) } }

  private func lower(_ state: inout State) {
    guard state.isRaised else { return }
    state.isRaised = false
    pipe.lower()
  }
}
