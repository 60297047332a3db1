import Dispatch
import Glibc
import Synchronization

/// Frees a thread that hangs inside the library: when its loop has not come round in time, the socket is shut down,
/// and whatever waits for it returns with an error.
///
/// The library can wait for ever while it writes, and inside a publish after a missed heartbeat; nothing but the
/// socket's end wakes it then.
final class Watchdog: Sendable {
  private struct State {
    var descriptor: Int32 = -1
    var stamp = ContinuousClock.now
    var isLooking = false
  }

  /// A loop that has not come round for this long hangs.
  private let limit: Duration

  private let state = Mutex(State())
  /// One queue for all links of the process; a look at each is a few nanoseconds.
  private static let queue = DispatchQueue(label: "amqp watchdog")

  init(limit: Duration = .seconds(10)) { self.limit = limit }

  /// Begins to watch; called on the link's thread, which alone closes the descriptor, after `forget`.
  func watch(_ descriptor: Int32) {
    let isNew = state.withLock { state in
      state.descriptor = descriptor
      state.stamp = .now
      defer { state.isLooking = true }
      return !state.isLooking
    }
    if isNew { look() }
  }

  func stamp() { state.withLock { $0.stamp = .now } }

  /// Must come before the descriptor is closed: its number may belong to another file at once.
  func forget() { state.withLock { $0.descriptor = -1 } }

  private func look() {
    Self.queue.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in
      guard let self else { return }
      let isWatching = state.withLock { state in
        guard state.descriptor >= 0 else {
          state.isLooking = false
          return false
        }
        if ContinuousClock.now - state.stamp > limit { shutdown(state.descriptor, Int32(SHUT_RDWR)) }
        return true
      }
      if isWatching { look() }
    }
  }
}
