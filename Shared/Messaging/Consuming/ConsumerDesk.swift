import Synchronization

/// Where handlers leave their settlements and the link's thread takes them.
final class ConsumerDesk: Sendable {
  struct Settled: Sendable {
    /// Counts the connections; tags of another one mean other messages.
    let epoch: Int
    let tag: UInt64
    let settlement: Delivery.Settlement
  }

  private struct State {
    var settled: [Settled] = []
    var isPaused = false
    var wake: @Sendable () -> Void = {}
  }

  /// So many settlements are worth a wake-up of their own.
  private let batch: Int
  private let state = Mutex(State())

  init(batch: Int) { self.batch = batch }

  var wake: @Sendable () -> Void {
    get { state.withLock { $0.wake } }
    set { state.withLock { $0.wake = newValue } }
  }

  var isPaused: Bool { state.withLock { $0.isPaused } }

  func setPaused(_ isPaused: Bool) {
    state.withLock { $0.isPaused = isPaused }
    wake()
  }

  func settle(_ settled: Settled) {
    let wake = state.withLock { state in
      state.settled.append(settled)
      let isDue = state.settled.count == 1 || state.settled.count == batch
      return isDue ? state.wake : nil
    }
    wake?()
  }

  var settledCount: Int { state.withLock { $0.settled.count } }

  func takeSettled() -> [Settled] {
    state.withLock { state in
      guard !state.settled.isEmpty else { return [] }
      defer { state.settled.removeAll(keepingCapacity: true) }
      return state.settled
    }
  }
}
