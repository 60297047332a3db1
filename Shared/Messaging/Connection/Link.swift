import Glibc
import Lifecycle
import Synchronization
import Telemetry

/// What a link is for. Everything but `hasWork` is called on the link's thread only.
protocol LinkRole: AnyObject, Sendable {
  /// Makes a fresh connection or channel ready; called again after each loss.
  func opened(_ wire: Wire) throws(MessagingError)
  func take(_ event: WireEvent, _ wire: Wire) throws(MessagingError)
  /// Sends what is to be sent; returns when it wants to be called again though nothing has happened.
  func work(_ wire: Wire) throws(MessagingError) -> ContinuousClock.Instant?
  /// The connection or its channel is gone, or could not be opened.
  func lost(_ error: MessagingError)
  /// While there is no connection: takes out what is overdue. Returns when it wants to be called again.
  func idle(because error: MessagingError) -> ContinuousClock.Instant?
  /// Whether nothing is left to be done, so that a link that closes may go.
  var isDone: Bool { get }
  /// Whether the role is to go on with another channel, though this one is open.
  var wantsFreshChannel: Bool { get }
  /// How long a channel must have been of use for another to follow at once when the broker closes it.
  var shortestChannel: Duration { get }
  /// The last call.
  func closed()
}

/// A connection to the broker on a thread of its own, opened again whenever it is lost, until it is closed.
///
/// Handlers never run here: the thread reads, writes and keeps the heartbeat, whatever they do.
final class Link: Sendable {
  private enum Stage: Int {
    case open, closing, closed
  }

  private struct State {
    var stage = Stage.open
    var isSleeping = false
    var wantsTurn = false
    /// When the connection was lost, or first sought.
    var lostAt: ContinuousClock.Instant? = .now
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  private let settings: BrokerSettings
  private let role: any LinkRole
  private let logger: Logger
  private let watchdog = Watchdog()
  private let pipe = WakePipe()
  private let state = Mutex(State())

  private static let reconnect = Backoff(base: .milliseconds(500), cap: .seconds(30))
  /// A connection that held this long was a good one: the next loss begins a new count.
  private static let health = Duration.seconds(60)

  init(_ settings: BrokerSettings, role: any LinkRole, logger: Logger) {
    self.settings = settings
    self.role = role
    self.logger = logger
  }

  func start() {
    let thread = Thread()
    Task { await thread.live(self) }
  }

  private actor Thread {
    private let executor = BlockingExecutor(label: "amqp")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Blocks its thread for as long as the link lives.
    func live(_ link: Link) { link.live() }
  }

  /// Asks for a turn of the loop; called by whoever has given the role something to do.
  func wake() {
    let isAsleep = state.withLock { state in
      state.wantsTurn = true
      defer { state.isSleeping = false }
      return state.isSleeping
    }
    if isAsleep { pipe.raise() }
  }

  /// Lets the role finish what it has and ends the thread.
  func close() async {
    await withCheckedContinuation { continuation in
      let isClosed = state.withLock { state in
        guard state.stage != .closed else { return true }
        state.stage = .closing
        state.closers.append(continuation)
        return false
      }
      if isClosed { continuation.resume() } else { wake() }
    }
  }

  // MARK: The thread

  /// What went wrong since the link last worked.
  private struct Outage {
    var failures = 0
    var since: ContinuousClock.Instant?
    var code: MessagingError.Code?
  }

  private func live() {
    var outage = Outage()
    while true {
      let start = ContinuousClock.now
      do throws(MessagingError) {
        let wire = try Wire(settings, watchdog: watchdog)
        try role.opened(wire)
        noteOpening(&outage)
        try serve(wire)
        break
      } catch {
        outage.failures = ContinuousClock.now - start > Self.health ? 1 : outage.failures + 1
        note(error, &outage)
        state.withLock { $0.lostAt = $0.lostAt ?? .now }
        role.lost(error)
        if !wait(Self.reconnect.delay(afterFailure: outage.failures), because: error) { break }
      }
    }
    role.closed()
    let closers = state.withLock { state in
      state.stage = .closed
      defer { state.closers = [] }
      return state.closers
    }
    for closer in closers { closer.resume() }
  }

  /// For how long there has been no connection; `nil` while there is one.
  var outage: Duration? { state.withLock { state in state.lostAt.map { .now - $0 } } }

  private func noteOpening(_ outage: inout Outage) {
    state.withLock { $0.lostAt = nil }
    if let since = outage.since {
      logger.notice(
        "broker connection restored", ["broker": "\(settings)", "after": "\(ContinuousClock.now - since)"])
    }
    outage.since = nil
  }

  /// Loud once for each kind of trouble, or a broker that is away would fill the log.
  private func note(_ error: MessagingError, _ outage: inout Outage) {
    if outage.since == nil || outage.code != error.code {
      logger.warning("no broker connection", ["broker": "\(settings)", "error": "\(error)"])
    } else {
      logger.debug("still no broker connection", ["broker": "\(settings)", "error": "\(error)"])
    }
    outage.since = outage.since ?? .now
    outage.code = error.code
  }

  /// Turns the loop until the link is closed and the role is done.
  private func serve(_ wire: Wire) throws(MessagingError) {
    var channelStart = ContinuousClock.now
    while true {
      watchdog.stamp()
      var count = 0
      // Bounded, so that a broker that never stops talking does not keep acks and publishes from leaving.
      while count < 512, let event = try wire.nextEvent() {
        try handle(event, wire, &channelStart)
        count += 1
      }
      // Looked at before the work: what was handed over before the link was told to close is then done by it.
      let isClosing = state.withLock { $0.stage == .closing }
      let due = try role.work(wire)
      if isClosing, role.isDone { return wire.sayGoodbye() }
      if role.wantsFreshChannel {
        logger.debug("taking a fresh channel", ["broker": "\(settings)"])
        role.lost(MessagingError(.unreachable, "a fresh channel was asked for"))
        try wire.replaceChannel()
        try begin(wire, &channelStart)
      } else if count < 512 {
        sleep(on: wire.descriptor, until: due)
      }
    }
  }

  private func handle(
    _ event: WireEvent, _ wire: Wire, _ channelStart: inout ContinuousClock.Instant
  ) throws(MessagingError) {
    switch event {
    case .connectionClosed(let code, let reason): throw Wire.refusal(code, reason, "go on", settings)
    case .channelClosed(let code, let reason):
      let error = Wire.refusal(code, reason, "go on", settings)
      guard Self.isRefusal(error), ContinuousClock.now - channelStart >= role.shortestChannel else {
        throw error
      }
      // The broker is well and minds one message; the others need not wait.
      logger.warning("the broker closed a channel", ["broker": "\(settings)", "error": "\(error)"])
      role.lost(error)
      try wire.replaceClosedChannel()
      try begin(wire, &channelStart)
    default: try role.take(event, wire)
    }
  }

  private func begin(
    _ wire: Wire, _ channelStart: inout ContinuousClock.Instant
  ) throws(MessagingError) {
    try role.opened(wire)
    channelStart = .now
  }

  private static func isRefusal(_ error: MessagingError) -> Bool {
    switch error.code {
    case .permission, .topology, .tooLarge: true
    default: false
    }
  }

  /// Sleeps until the broker speaks, somebody wakes the link, or it is time.
  private func sleep(on descriptor: Int32, until due: ContinuousClock.Instant?) {
    let mustTurn = state.withLock { state in
      defer { state.wantsTurn = false }
      state.isSleeping = !state.wantsTurn
      return state.wantsTurn
    }
    if mustTurn { return }
    var ends = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    // A turn each second keeps the heartbeat and the library's own clocks fresh.
    let limit = due.map { min(.seconds(1), max(.zero, $0 - .now)) } ?? .seconds(1)
    _ = poll(&ends, 2, Int32(limit / .milliseconds(1)) + 1)
    state.withLock { state in
      state.isSleeping = false
      state.wantsTurn = false
    }
    pipe.lower()
  }

  /// Waits before the next attempt; false when the link is to close and the role has nothing left to wait for.
  private func wait(_ delay: Duration, because error: MessagingError) -> Bool {
    let end = ContinuousClock.now + delay
    while ContinuousClock.now < end {
      let due = role.idle(because: error)
      if state.withLock({ $0.stage == .closing }), role.isDone { return false }
      sleep(on: -1, until: min(end, due ?? end))
    }
    return true
  }
}
