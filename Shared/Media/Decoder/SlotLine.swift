import Synchronization

/// Who waits for a slot: the first who came gets the next one that is free.
final class SlotLine: Sendable {
  private struct State {
    /// The last used at the end: what is warm is used again. Empty while anyone waits.
    var free: [Int]
    var waiting: [(id: Int, continuation: CheckedContinuation<Int, any Error>)] = []
    /// Who gave up before standing in line.
    var gone: Set<Int> = []
    var nextID = 0
    var isClosed = false
  }

  static let closed = MediaError(.noDecoder, "the decoder was closed")

  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(free: Array((0..<count).reversed()))) }

  var isClosed: Bool { state.withLock(\.isClosed) }
  var waitingCount: Int { state.withLock(\.waiting.count) }

  func enter() async throws -> Int {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    defer { state.withLock { _ = $0.gone.remove(id) } }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { enroll(id, $0) }
    } onCancel: {
      giveUp(id)
    }
  }

  func leave(_ slot: Int) {
    let next = state.withLock { state -> CheckedContinuation<Int, any Error>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst().continuation }
      state.free.append(slot)
      return nil
    }
    next?.resume(returning: slot)
  }

  /// Sends away who waits and who comes.
  func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for (_, continuation) in waiting { continuation.resume(throwing: Self.closed) }
  }

  private func enroll(_ id: Int, _ continuation: CheckedContinuation<Int, any Error>) {
    let outcome = state.withLock { state -> Result<Int, any Error>? in
      if state.isClosed { return .failure(Self.closed) }
      if state.gone.contains(id) { return .failure(CancellationError()) }
      if let slot = state.free.popLast() { return .success(slot) }
      state.waiting.append((id, continuation))
      return nil
    }
    if let outcome { continuation.resume(with: outcome) }
  }

  private func giveUp(_ id: Int) {
    let continuation = state.withLock { state -> CheckedContinuation<Int, any Error>? in
      guard let place = state.waiting.firstIndex(where: { $0.id == id }) else {
        state.gone.insert(id)
        return nil
      }
      return state.waiting.remove(at: place).continuation
    }
    continuation?.resume(throwing: CancellationError())
  }
}
