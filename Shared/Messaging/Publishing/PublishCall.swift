import Synchronization

/// One caller that waits for the outcome of its message.
///
/// The outcome and the caller's cancellation may come at once, and before it waits: whoever is first counts.
final class PublishCall: Sendable {
  private enum State {
    case idle
    case waiting(UnsafeContinuation<Void, any Error>)
    case over(Result<Void, any Error>)
  }

  private let state = Mutex(State.idle)

  /// Whether the caller has its answer, or has left.
  var isOver: Bool {
    state.withLock { state in
      if case .over = state { true } else { false }
    }
  }

  /// Waits for the outcome; `left` is called when the caller is cancelled before it has one.
  func outcome(left: @escaping @Sendable () -> Void) async throws {
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        let early = state.withLock { state -> Result<Void, any Error>? in
          if case .over(let result) = state { return result }
          state = .waiting(continuation)
          return nil
        }
        if let early { continuation.resume(with: early) }
      }
    } onCancel: {
      end(.failure(CancellationError()))
      left()
    }
  }

  func end(_ result: Result<Void, any Error>) {
    let continuation = state.withLock { state -> UnsafeContinuation<Void, any Error>? in
      switch state {
      case .idle:
        state = .over(result)
        return nil
      case .waiting(let continuation):
        state = .over(result)
        return continuation
      case .over: return nil
      }
    }
    continuation?.resume(with: result)
  }

  func end(_ outcome: PublishOutcome) {
    switch outcome {
    case .confirmed: end(.success(()))
    case .failed(let error): end(.failure(error))
    }
  }
}
