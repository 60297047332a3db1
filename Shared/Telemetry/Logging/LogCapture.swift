import Synchronization

/// Keeps entries, for tests that ask what was logged.
public final class LogCapture: LogSink {
  private struct Waiter {
    let matches: @Sendable (LogEntry) -> Bool
    let continuation: CheckedContinuation<LogEntry?, Never>
  }

  private struct State {
    var entries: [LogEntry] = []
    var waiters: [Int: Waiter] = [:]
    var nextID = 0
  }

  private let state = Mutex(State())

  public init() {}

  public var entries: [LogEntry] { state.withLock { $0.entries } }

  public func write(_ entry: LogEntry) {
    let due = state.withLock { state in
      state.entries.append(entry)
      let due = state.waiters.filter { $0.value.matches(entry) }
      for id in due.keys { state.waiters.removeValue(forKey: id) }
      return due.values.map(\.continuation)
    }
    for continuation in due { continuation.resume(returning: entry) }
  }

  /// The first entry that matches, kept or still to come; `nil` only when the calling task is cancelled.
  public func first(where matches: @escaping @Sendable (LogEntry) -> Bool) async -> LogEntry? {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // Looks and enrols under one lock, or an entry written in between would be missed.
        let kept: LogEntry?? = state.withLock { state in
          if let entry = state.entries.first(where: matches) { return .some(entry) }
          if Task.isCancelled { return .some(nil) }
          state.waiters[id] = Waiter(matches: matches, continuation: continuation)
          return nil
        }
        if let kept { continuation.resume(returning: kept) }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(returning: nil)
    }
  }
}
