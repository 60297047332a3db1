import Messaging
import Synchronization

/// A publisher of a `MemoryBroker`.
final class MemoryPublisher: MessagePublisher {
  private struct Caller {
    let message: Message
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var callers: [Int: Caller] = [:]
    /// Those that wait for fewer to be under way.
    var line: [Int] = []
    var underWay: Set<Int> = []
    /// What ended before it had begun to wait.
    var endedEarly: [Int: any Error] = [:]
    var nextTicket = 0
    var isShut = false
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  private let broker: MemoryBroker
  private let settings: PublisherSettings
  private let state = Mutex(State())

  init(_ broker: MemoryBroker, _ settings: PublisherSettings) {
    self.broker = broker
    self.settings = settings
  }

  func publish(_ message: Message, timeout: Duration?) async throws {
    guard message.body.count <= settings.bodyLimit else {
      throw MessagingError(
        .tooLarge, "a body of \(message.body.count) bytes; \(settings.bodyLimit) is the most")
    }
    try message.validate()
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    var message = message
    message.properties.messageID = message.properties.messageID ?? "memory-\(ticket)"
    let clock = Task { [weak self] in
      try await Task.sleep(for: timeout ?? self?.settings.timeout ?? .zero)
      self?.end(ticket, MessagingError(.timeout, "not confirmed in time"))
    }
    defer {
      clock.cancel()
      state.withLock { $0.endedEarly[ticket] = nil }
    }
    try await wait(message, ticket)
  }

  /// The broker is never away for longer than a call.
  var outage: Duration? { nil }

  func close() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        state.isShut = true
        guard !state.callers.isEmpty else { return true }
        state.closers.append(continuation)
        return false
      }
      if isIdle { continuation.resume() }
    }
  }

  private func wait(_ message: Message, _ ticket: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let refusal: (any Error)? = state.withLock { state in
          if state.isShut { return MessagingError(.closed, "the publisher was closed") }
          if let failure = state.endedEarly[ticket] { return failure }
          state.callers[ticket] = Caller(message: message, continuation: continuation)
          state.line.append(ticket)
          return nil
        }
        if let refusal { continuation.resume(throwing: refusal) } else { send() }
      }
    } onCancel: {
      end(ticket, CancellationError())
    }
  }

  /// Hands over as many as may be under way.
  private func send() {
    while let (ticket, message) = takeNext() {
      broker.accept(message) { [weak self] failure in
        self?.state.withLock { _ = $0.underWay.remove(ticket) }
        self?.end(ticket, failure)
        self?.send()
      }
    }
  }

  private func takeNext() -> (Int, Message)? {
    state.withLock { state in
      while state.underWay.count < settings.inFlightLimit, !state.line.isEmpty {
        let ticket = state.line.removeFirst()
        guard let caller = state.callers[ticket] else { continue }
        state.underWay.insert(ticket)
        return (ticket, caller.message)
      }
      return nil
    }
  }

  /// Tells a caller what became of its message; the first time counts.
  private func end(_ ticket: Int, _ failure: (any Error)?) {
    let (caller, closers) = state.withLock { state in
      let caller = state.callers.removeValue(forKey: ticket)
      if caller == nil, let failure { state.endedEarly[ticket] = failure }
      guard state.callers.isEmpty else { return (caller, [CheckedContinuation<Void, Never>]()) }
      defer { state.closers = [] }
      return (caller, state.closers)
    }
    if let failure { caller?.continuation.resume(throwing: failure) } else { caller?.continuation.resume() }
    for closer in closers { closer.resume() }
  }
}
