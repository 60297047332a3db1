import CRabbitMQ
import Glibc

extension Wire {
  static func open(_ state: amqp_connection_state_t, _ settings: BrokerSettings) throws(MessagingError) {
    if let tls = settings.tls {
      try openTLS(state, tls, settings)
    } else {
      guard let socket = amqp_tcp_socket_new(state) else {
        throw MessagingError(.unreachable, "out of memory")
      }
      let status = connect(socket, settings)
      guard status == AMQP_STATUS_OK.rawValue else { throw failure(status, "connect", settings) }
    }
    var timeout = timeval(settings.connectTimeout)
    guard amqp_set_handshake_timeout(state, &timeout) == AMQP_STATUS_OK.rawValue,
      amqp_set_rpc_timeout(state, &timeout) == AMQP_STATUS_OK.rawValue
    else { throw MessagingError(.configuration, "the connect timeout cannot be set") }
    bound(amqp_get_sockfd(state))
  }

  /// A peer that vanished is noticed by the kernel, too: the library waits for ever while it writes.
  private static func bound(_ descriptor: Int32) {
    var milliseconds: UInt32 = 10_000
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, socklen_t(MemoryLayout<UInt32>.size))
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, socklen_t(MemoryLayout<Int32>.size))
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// A status of the library.
  static func connect(_ socket: OpaquePointer, _ settings: BrokerSettings) -> Int32 {
    var timeout = timeval(settings.connectTimeout)
    return amqp_socket_open_noblock(socket, settings.host, Int32(settings.port), &timeout)
  }

  /// Announces what the library's own login leaves out: without it a consumer is cancelled in silence and nobody
  /// hears of alarms.
  static func logIn(_ state: amqp_connection_state_t, _ settings: BrokerSettings) throws(MessagingError) {
    var arena = TableArena()
    let capabilities = arena.table([
      ("consumer_cancel_notify", .bool(true)), ("connection.blocked", .bool(true)),
      ("basic.nack", .bool(true)),
      ("publisher_confirms", .bool(true)), ("authentication_failure_close", .bool(true)),
      ("exchange_exchange_bindings", .bool(true)),
    ])
    let properties = arena.table(
      [("product", .string("Hookline")), ("connection_name", .string(settings.connectionName))],
      adding: ("capabilities", capabilities))
    let reply = arena.withTable(properties) { table in
      hookline_amqp_login_plain(
        state, settings.virtualHost, Int32(settings.heartbeat.components.seconds), table, settings.user,
        settings.password)
    }
    if let tls = settings.tls, reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION {
      try checkAcceptance(reply.library_error, tls, settings)
    }
    try check(reply, "log in", settings)
  }
}

extension timeval {
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
  }
}
