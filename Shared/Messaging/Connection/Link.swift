import Glibc
import Lifecycle
import Synchronization
import Telemetry

/// What a link is for. Everything but `hasWork` is called on the link's thread only.
protocol LinkRole: AnyObject, Sendable {
  /// Makes a fresh connection ready; called again after each loss.
  func opened(_ wire: Wire) throws(MessagingError)
  func take(_ event: WireEvent, _ wire: Wire) throws(MessagingError)
  /// Sends what is to be sent; returns when it wants to be called again though nothing has happened.
  func work(_ wire: Wire) throws(MessagingError) -> ContinuousClock.Instant?
  /// The connection is gone, or could not be opened. Returns when it wants `idle` to be called.
  func lost(_ error: MessagingError)
  /// While there is no connection: takes out what is overdue.
  func idle(because error: MessagingError) -> ContinuousClock.Instant?
  /// Whether nothing is left to be done, so that a link that closes may go.
  var isDone: Bool { get }
  /// Whether the role is to go on with another connection, though this one is well.
  var wantsFreshConnection: Bool { get }
  /// The last call.
  func closed()
}

/// A connection to the broker on a thread of its own, opened again whenever it is lost, until it is closed.
///
/// Handlers never run here: the thread reads, writes and keeps the heartbeat, whatever they do.
final class Link: Sendable {
  private enum End {
    case closed, fresh
  }

  private enum Stage: Int {
    case open, closing, closed
  }

  private struct State {
    var stage = Stage.open
    var isSleeping = false
    var wantsTurn = false
    var wantsReopening = false
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

  /// Drops the connection and opens a fresh one.
  func reopen() {
    state.withLock { $0.wantsReopening = true }
    wake()
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

  private func live() {
    var failures = 0
    var lostAt: ContinuousClock.Instant?
    while true {
      let start = ContinuousClock.now
      var isOpen = false
      do throws(MessagingError) {
        let wire = try Wire(settings, watchdog: watchdog)
        try role.opened(wire)
        isOpen = true
        if let since = lostAt {
          logger.notice(
            "broker connection restored",
            ["broker": "\(settings)", "after": "\(ContinuousClock.now - since)"])
        }
        lostAt = nil
        if try serve(wire) == .closed { break }
        role.lost(MessagingError(.unreachable, "a fresh connection was asked for"))
      } catch {
        if isOpen, Self.isRefusal(error) {
          // The broker is well and minds one message; the others need not wait.
          logger.warning("the broker refused a message", ["broker": "\(settings)", "error": "\(error)"])
          role.lost(error)
          continue
        }
        failures = ContinuousClock.now - start > Self.health ? 1 : failures + 1
        if lostAt == nil || failures == 1 {
          logger.warning("no broker connection", ["broker": "\(settings)", "error": "\(error)"])
        } else {
          logger.debug("still no broker connection", ["broker": "\(settings)", "error": "\(error)"])
        }
        lostAt = lostAt ?? .now
        role.lost(error)
        if !wait(Self.reconnect.delay(afterFailure: failures), because: error) { break }
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

  private static func isRefusal(_ error: MessagingError) -> Bool {
    switch error.code {
    case .permission, .topology, .tooLarge: true
    default: false
    }
  }

  /// Turns the loop until the link is closed and the role is done.
  private func serve(_ wire: Wire) throws(MessagingError) -> End {
    while true {
      watchdog.stamp()
      var count = 0
      // Bounded, so that a broker that never stops talking does not keep acks and publishes from leaving.
      while count < 512, let event = try wire.nextEvent() {
        try handle(event, wire)
        count += 1
      }
      // Looked at before the work: what was handed over before the link was told to close is then done by it.
      let (isClosing, isReopening) = state.withLock { state in
        defer { state.wantsReopening = false }
        return (state.stage == .closing, state.wantsReopening)
      }
      let due = try role.work(wire)
      if isClosing, role.isDone {
        wire.sayGoodbye()
        return .closed
      }
      if isReopening || role.wantsFreshConnection {
        wire.sayGoodbye()
        return .fresh
      }
      if count < 512 { sleep(on: wire.descriptor, until: due) }
    }
  }

  private func handle(_ event: WireEvent, _ wire: Wire) throws(MessagingError) {
    switch event {
    case .channelClosed(let code, let reason), .connectionClosed(let code, let reason):
      throw Wire.refusal(code, reason, "go on", settings)
    default: try role.take(event, wire)
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
