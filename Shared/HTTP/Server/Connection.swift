import Synchronization

/// One connection of a client, and how long it has been at what it does.
final class Connection: Sendable {
  private enum Phase {
    /// For a header: the first, or the next on a connection that is kept.
    case awaiting
    /// A body, of which so many bytes came since a moment.
    case receiving(limit: Duration, Pace)
    case handling(limit: Duration)
    case sending
    /// A stream that has nothing to send, which may take any time.
    case silent(StreamPipe)
  }

  private struct Pace {
    var since: ContinuousClock.Instant
    var byteCount = 0
  }

  private struct State {
    var phase = Phase.awaiting
    var since = ContinuousClock.now
    var exchange: Exchange?
    /// When the stream that is being sent has to be over.
    var end: ContinuousClock.Instant?
    var isCutShort = false
  }

  /// What became of a connection that has used up its time.
  enum Verdict {
    case fine
    case closes
    case gives503(Exchange)
    /// A stream has been silent for long enough.
    case beats(StreamPipe)
    /// A stream has nothing to send, and its time is over.
    case breaks(StreamPipe)
  }

  let descriptor: Int32
  let peer: String
  private let state = Mutex(State())

  init(descriptor: Int32, peer: String) {
    self.descriptor = descriptor
    self.peer = peer
  }

  /// The request that is under way.
  var exchange: Exchange? { state.withLock { $0.exchange } }

  /// Whether nobody waits for an answer: a header that has begun is no request yet.
  var isIdle: Bool {
    state.withLock { state in
      if case .awaiting = state.phase { true } else { false }
    }
  }

  /// Whether it ends before the client has said all that it had to say.
  var isCutShort: Bool { state.withLock { $0.isCutShort } }
  func cutShort() { state.withLock { $0.isCutShort = true } }

  func begin(_ exchange: Exchange) { state.withLock { $0.exchange = exchange } }
  func headerEnded(bodyLimit: Duration) { enter(.receiving(limit: bodyLimit, Pace(since: .now))) }
  func handlerStarted(limit: Duration) { enter(.handling(limit: limit)) }
  func sent() { enter(.sending) }
  func streamBegins(patience: Duration?) { state.withLock { $0.end = patience.map { .now + $0 } } }
  func streamRanDry(_ pipe: StreamPipe) { enter(.silent(pipe)) }

  /// Some of the body has come.
  func received(_ byteCount: Int) {
    state.withLock { state in
      guard case .receiving(let limit, var pace) = state.phase else { return }
      pace.byteCount += byteCount
      state.phase = .receiving(limit: limit, pace)
    }
  }

  func end() {
    enter(.awaiting)
    state.withLock { state in
      state.exchange = nil
      state.end = nil
    }
  }

  private func enter(_ phase: Phase) {
    state.withLock { state in
      state.phase = phase
      state.since = .now
    }
  }

  func verdict(at now: ContinuousClock.Instant, _ settings: ServerSettings) -> Verdict {
    state.withLock { state in
      if let end = state.end, now > end {
        if case .silent(let pipe) = state.phase { return .breaks(pipe) }
        return .closes
      }
      let elapsed = now - state.since
      switch state.phase {
      case .awaiting: return elapsed > settings.idleTimeout ? .closes : .fine
      case .receiving(let limit, let pace):
        guard elapsed <= limit else { return .closes }
        guard now - pace.since >= settings.bodyWindow else { return .fine }
        state.phase = .receiving(limit: limit, Pace(since: now))
        return pace.byteCount < settings.leastBodyByteCount ? .closes : .fine
      case .sending: return elapsed > settings.sendTimeout ? .closes : .fine
      case .silent(let pipe):
        guard let heartbeat = pipe.heartbeat else { return .fine }
        return elapsed >= heartbeat.interval ? .beats(pipe) : .fine
      case .handling(let limit):
        guard elapsed > limit, let exchange = state.exchange else { return .fine }
        return .gives503(exchange)
      }
    }
  }
}
