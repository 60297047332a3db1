import Synchronization

/// One request on its way, between whoever waits for it and the thread that carries it out.
final class Call: Sendable {
  typealias Outcome = Result<ClientResponse, any Error>

  private enum State {
    case idle
    case waiting(CheckedContinuation<ClientResponse, any Error>)
    case over
  }

  let request: ClientRequest
  let target: ClientTarget
  let timeout: Duration
  let deadline: ContinuousClock.Instant
  private let state = Mutex(State.idle)

  init(_ request: ClientRequest, _ settings: ClientSettings) throws(HTTPError) {
    guard request.method.rawValue.isToken else {
      throw HTTPError(code: .invalidRequest, message: "the method of a request cannot be used")
    }
    guard request.redirectLimit == 0 || settings.addressPolicy == nil else {
      throw HTTPError(code: .invalidRequest, message: "redirects are not followed where addresses are judged")
    }
    self.request = request
    target = try ClientTarget(request.url)
    timeout = request.timeout ?? settings.timeout
    deadline = .now + timeout
  }

  /// What it is about, for messages.
  var title: String { "\(request.method) \(target.place)" }

  /// Whether nobody waits for it any more.
  var isOver: Bool {
    state.withLock { state in
      if case .over = state { true } else { false }
    }
  }

  /// False when it was cancelled before; the waiter then has its answer.
  func begin(_ continuation: CheckedContinuation<ClientResponse, any Error>) -> Bool {
    let isCancelled = state.withLock { state in
      if case .over = state { return true }
      state = .waiting(continuation)
      return false
    }
    if isCancelled { continuation.resume(throwing: CancellationError()) }
    return !isCancelled
  }

  /// Answers the waiter; only the first outcome counts.
  func finish(_ outcome: Outcome) {
    let continuation = state.withLock { state -> CheckedContinuation<ClientResponse, any Error>? in
      defer { state = .over }
      guard case .waiting(let continuation) = state else { return nil }
      return continuation
    }
    continuation?.resume(with: outcome)
  }
}
