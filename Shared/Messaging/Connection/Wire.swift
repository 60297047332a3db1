import CRabbitMQ
import Glibc

/// One open connection of librabbitmq and its one channel, used by one thread.
///
/// Reading never waits: the owner polls the socket. Calls that the broker answers are bounded by the connect
/// timeout. Whatever throws leaves the connection useless; the owner drops it and opens another.
final class Wire {
  static let channel: amqp_channel_t = 1

  let state: amqp_connection_state_t
  let brokerVersion: String
  let settings: BrokerSettings
  private let watchdog: Watchdog
  private var assembly = Assembly()
  /// What was said of the connection while the channel was replaced.
  private var early: [WireEvent] = []

  /// Connects, logs in and opens the channel. Blocks, at most for the connect timeout each.
  init(_ settings: BrokerSettings, watchdog: Watchdog) throws(MessagingError) {
    guard let state = amqp_new_connection() else { throw MessagingError(.unreachable, "out of memory") }
    self.state = state
    self.settings = settings
    self.watchdog = watchdog
    var version = ""
    do throws(MessagingError) {
      try Self.open(state, settings)
      watchdog.watch(amqp_get_sockfd(state))
      try Self.logIn(state, settings)
      version = try Self.checkedVersion(state, settings)
      try Self.openChannel(state, settings)
    } catch {
      brokerVersion = version
      throw error
    }
    brokerVersion = version
  }

  /// Frees the connection and closes the socket; says nothing to the broker, which may not be there any more.
  deinit {
    // First, or the watchdog could shut down whatever gets the descriptor's number next.
    watchdog.forget()
    amqp_destroy_connection(state)
  }

  /// See `Assembly.bodyLimit`.
  var bodyLimit: Int {
    get { assembly.bodyLimit }
    set { assembly.bodyLimit = newValue }
  }

  var descriptor: Int32 { amqp_get_sockfd(state) }

  // MARK: Reading

  /// The next thing that the broker has said; `nil` when nothing has come. Also keeps the heartbeat.
  func nextEvent() throws(MessagingError) -> WireEvent? {
    if !early.isEmpty { return early.removeFirst() }
    while true {
      var frame = amqp_frame_t()
      var now = timeval()
      let status = amqp_simple_wait_frame_noblock(state, &frame, &now)
      if status == AMQP_STATUS_TIMEOUT.rawValue {
        amqp_maybe_release_buffers(state)
        return nil
      }
      guard status == AMQP_STATUS_OK.rawValue else { throw failure(status, "read") }
      let event = try assembly.take(frame)
      // A large body is hundreds of frames, and the library keeps each until it is told that nobody needs it.
      if Int32(frame.frame_type) == AMQP_FRAME_BODY { amqp_maybe_release_buffers(state) }
      if let event { return event }
    }
  }

  /// Forgets what the library still holds for a channel that has ended. The next one counts from 1 again, and a late
  /// confirm must not pass for that of another message.
  func forgetChannel() throws(MessagingError) {
    assembly = Assembly(bodyLimit: assembly.bodyLimit)
    while amqp_frames_enqueued(state) != 0 {
      var frame = amqp_frame_t()
      var now = timeval()
      let status = amqp_simple_wait_frame_noblock(state, &frame, &now)
      guard status == AMQP_STATUS_OK.rawValue else { throw failure(status, "read") }
      if frame.channel == 0, let event = try assembly.take(frame) { early.append(event) }
    }
  }
}

extension Wire {
  func failure(_ status: Int32, _ task: String) -> MessagingError { Self.failure(status, task, settings) }

  /// The broker's version, from what it said of itself. Older ones lack what quorum queues need.
  static func checkedVersion(
    _ state: amqp_connection_state_t, _ settings: BrokerSettings
  ) throws(MessagingError) -> String {
    guard let table = amqp_get_server_properties(state) else { return "" }
    let entries = UnsafeBufferPointer(start: table.pointee.entries, count: Int(table.pointee.num_entries))
    func text(_ name: String) -> String? {
      entries.first { String($0.key) == name }.flatMap { Message.HeaderValue($0.value).text }
    }
    let version = text("version") ?? ""
    let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard numbers.count == 2, (numbers[0], numbers[1]) >= (3, 10) else {
      let product = text("product") ?? "unknown"
      throw MessagingError(
        .unsupportedBroker,
        "the broker at \(settings) is \(product) \(version); RabbitMQ 3.10 or later is needed")
    }
    return version
  }
}
