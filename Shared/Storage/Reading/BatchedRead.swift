import Synchronization

/// Joins reads that wait at the same time into one: while one is under way others gather, and go together as the next.
///
/// Nobody ever waits for company. A read that finds nothing under way begins at once, and one that is asked for is never
/// answered by a read that had begun before: what was committed when it was asked for, it sees.
public final class BatchedRead<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// Reads these, each of them named once; what is not there is left out of the answer.
  public typealias Read = @Sendable ([Key]) async throws -> [Key: Value]

  private struct State {
    var waiting: [(key: Key, continuation: CheckedContinuation<Value?, any Error>)] = []
    var running = 0
  }

  private let limit: Int
  private let concurrency: Int
  private let waitingLimit: Int
  private let read: Read
  private let state = Mutex(State())

  /// At most `limit` keys go together, in at most `concurrency` reads at a time; who comes when so many wait already is
  /// refused at once.
  public init(limit: Int = 64, concurrency: Int = 1, waitingLimit: Int = 10_000, _ read: @escaping Read) {
    precondition(limit > 0 && concurrency > 0 && waitingLimit > 0, "a read takes at least one key")
    self.limit = limit
    self.concurrency = concurrency
    self.waitingLimit = waitingLimit
    self.read = read
  }

  /// The value of one key; nil when there is none. A failure is that of all that went together. Being cancelled does not
  /// end the wait, which others share: the read's own bound does.
  public func value(for key: Key) async throws -> Value? {
    try await withCheckedThrowingContinuation { continuation in
      let (isRefused, begins) = state.withLock { state in
        guard state.waiting.count < waitingLimit else { return (true, false) }
        state.waiting.append((key, continuation))
        guard state.running < concurrency else { return (false, false) }
        state.running += 1
        return (false, true)
      }
      if isRefused {
        continuation.resume(throwing: StorageError(.poolExhausted, "\(waitingLimit) reads wait already"))
      }
      // In a task of its own: the read is for others too, whatever becomes of this caller.
      if begins { Task { await work() } }
    }
  }

  /// Reads until nobody waits.
  private func work() async {
    while let turn = next() {
      let result: Result<[Key: Value], any Error>
      do {
        result = .success(try await read(Array(Set(turn.map(\.key)))))
      } catch {
        result = .failure(error)
      }
      for (key, continuation) in turn { continuation.resume(with: result.map { $0[key] }) }
    }
  }

  private func next() -> [(key: Key, continuation: CheckedContinuation<Value?, any Error>)]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil
      }
      let turn = Array(state.waiting.prefix(limit))
      state.waiting.removeFirst(turn.count)
      return turn
    }
  }
}
