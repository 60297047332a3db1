import Dispatch
import Synchronization

/// Hands parts of a file from the thread that reads to the task that uses them, one at a time: who reads waits until the part
/// before was taken.
final class BatchQueue: Sendable {
  private enum State {
    case empty
    case waiting(CheckedContinuation<ScrapeBatch?, Never>)
    case filled(ScrapeBatch)
    /// There are no more, or nobody wants more.
    case closed
  }

  private let state = Mutex(State.empty)
  private let room = DispatchSemaphore(value: 1)

  // A semaphore that is below its first value when it goes ends the process.
  deinit { room.signal() }

  /// Blocks until there is room; false when nobody wants it.
  func put(_ batch: ScrapeBatch) -> Bool {
    room.wait()
    let (isWanted, waiting) = state.withLock { state -> (Bool, CheckedContinuation<ScrapeBatch?, Never>?) in
      switch state {
      case .closed: return (false, nil)
      case .waiting(let continuation):
        state = .empty
        return (true, continuation)
      case .empty, .filled:
        state = .filled(batch)
        return (true, nil)
      }
    }
    if let waiting {
      waiting.resume(returning: batch)
      room.signal()
    }
    if !isWanted { room.signal() }
    return isWanted
  }

  /// The next part; nil at the end. One task may ask.
  func next() async -> ScrapeBatch? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (isKnown, batch) = state.withLock { state -> (Bool, ScrapeBatch?) in
          switch state {
          case .closed, .waiting: return (true, nil)
          case .filled(let batch):
            state = .empty
            return (true, batch)
          case .empty:
            state = .waiting(continuation)
            return (false, nil)
          }
        }
        guard isKnown else { return }
        continuation.resume(returning: batch)
        if batch != nil { room.signal() }
      }
    } onCancel: {
      close()
    }
  }

  /// Says that there are no more, once what is in it was taken.
  func finish() {
    room.wait()
    close()
  }

  /// Whether nobody wants more.
  var isClosed: Bool { state.withLock { if case .closed = $0 { true } else { false } } }

  /// Ends it for both sides.
  func close() {
    let (waiting, isNews) = state.withLock { state -> (CheckedContinuation<ScrapeBatch?, Never>?, Bool) in
      defer { state = .closed }
      switch state {
      case .waiting(let continuation): return (continuation, true)
      case .closed: return (nil, false)
      case .empty, .filled: return (nil, true)
      }
    }
    waiting?.resume(returning: nil)
    if isNews { room.signal() }
  }
}
