import Lifecycle
import Synchronization

/// Ends a wait of a connection's thread from any other thread.
///
/// One connection has one, and each call on the connection arms it anew: a cancellation that comes too late for
/// its own call does not touch the next one.
final class Wake: Sendable {
  private struct State {
    var call = 0
    /// Stays so for the rest of the call.
    var isRaised = false
    var isReadable = false
  }

  private let state = Mutex(State())
  private let pipe = WakePipe()

  /// Readable while raised.
  var descriptor: Int32 { pipe.descriptor }

  /// Whether the call under way was cancelled.
  var isRaised: Bool { state.withLock(\.isRaised) }

  /// Begins a call; what was raised for an earlier one is over.
  func arm(_ call: Int) {
    state.withLock { state in
      state.call = call
      state.isRaised = false
      lower(&state)
    }
  }

  /// What follows in this call is not to be interrupted.
  func shield() { arm(0) }

  /// Raises the wake if `call` is still the one under way.
  func raise(_ call: Int) {
    state.withLock { state in
      guard state.call == call, !state.isRaised else { return }
      state.isRaised = true
      state.isReadable = true
      pipe.raise()
    }
  }

  /// Takes a raised wake back, so that the thread can wait for the end of what it gave up.
  func lower() { state.withLock { lower(&$0) } }

  private func lower(_ state: inout State) {
    guard state.isReadable else { return }
    state.isReadable = false
    pipe.lower()
  }
}
