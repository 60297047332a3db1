import CMicroHTTPD
import Dispatch
import Glibc

/// The running libmicrohttpd: one event thread or several, each with connections of its own, that call the functions below.
///
/// Sendable although it holds a pointer: the functions used here may be called from any thread, and `stop` is
/// called once, by the last user.
struct Daemon: @unchecked Sendable {
  private let pointer: OpaquePointer
  private let listener: Listener
  private let context: Unmanaged<ServerContext>

  /// `nil` when there is no memory or no thread left.
  init?(_ listener: Listener, _ context: ServerContext) {
    let settings = context.settings
    // Released by `stop`, when nothing calls any more.
    let retained = Unmanaged.passRetained(context)
    let started = hookline_mhd_start(
      listener.descriptor, UInt32(settings.connectionLimit), UInt32(settings.connectionLimitPerAddress ?? 0),
      settings.headerLimit + ServerSettings.answerRoom, UInt32(settings.eventThreadCount), access, targetRead,
      requestEnded,
      connectionChanged, retained.toOpaque())
    guard let started else {
      retained.release()
      return nil
    }
    pointer = started
    self.listener = listener
    self.context = retained
  }

  /// Accepts no more connections. The descriptor stays open, since the event thread may be about to use it.
  func stopAccepting() {
    MHD_quiesce_daemon(pointer)
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
  }

  /// Closes all connections, of which none may be suspended, and ends the event threads. After `stopAccepting`.
  func stop() async {
    // Waits for the event thread, so it must not stand on a thread of the pool.
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        MHD_stop_daemon(pointer)
        close(listener.descriptor)
        context.release()
        continuation.resume()
      }
    }
  }
}

// The callbacks. Each pointer that libmicrohttpd keeps for us is one reference: of the connection from start to
// close, of the exchange from its request line to its end.

private let connectionChanged: MHD_NotifyConnectionCallback = { context, pointer, slot, change in
  guard let context, let pointer, let slot else { return }
  let server = Unmanaged<ServerContext>.fromOpaque(context).takeUnretainedValue()
  switch change {
  case .CONNECTION_NOTIFY_STARTED:
    let connection = Connection(descriptor: hookline_mhd_socket(pointer), peer: peer(of: pointer))
    slot.pointee = Unmanaged.passRetained(connection).toOpaque()
    server.connections.insert(connection)
  case .CONNECTION_NOTIFY_CLOSED:
    guard let kept = slot.pointee else { return }
    slot.pointee = nil
    let connection = Unmanaged<Connection>.fromOpaque(kept).takeRetainedValue()
    server.connections.remove(connection)
    // What is too long for a header is answered by the library itself, which does not say so.
    if connection.isCutShort || Lingering.holdsBytes(connection.descriptor) {
      server.lingering.keep(connection.descriptor, of: connection.peer)
    }
  @unknown default: return
  }
}

private let targetRead: hookline_mhd_target_callback = { server, target, pointer in
  guard let server, let pointer, let kept = hookline_mhd_connection_context(pointer) else { return nil }
  let connection = Unmanaged<Connection>.fromOpaque(kept).takeUnretainedValue()
  let context = Unmanaged<ServerContext>.fromOpaque(server).takeUnretainedValue()
  // Bytes that are not UTF-8 are repaired here, and refused with everything else above ASCII.
  let exchange = Exchange(
    target: target.map { String(cString: $0) } ?? "", handle: ConnectionHandle(pointer: pointer),
    connection: connection, context: context)
  connection.begin(exchange)
  exchange.begin()
  // Either a stopping server finds the exchange in its connection, or the exchange finds the server stopping.
  if context.connections.isStopping { exchange.abort() }
  return Unmanaged.passRetained(exchange).toOpaque()
}

private let access: MHD_AccessHandlerCallback = { _, _, path, method, version, piece, count, slot in
  guard let kept = slot?.pointee, let path, let method, let version, let count else { return .NO }
  let exchange = Unmanaged<Exchange>.fromOpaque(kept).takeUnretainedValue()
  let bytes = UnsafeRawBufferPointer(start: piece, count: piece == nil ? 0 : count.pointee)
  count.pointee = 0
  let line = RawHeader.RequestLine(method: method, path: path, version: version)
  return exchange.proceed(line, piece: bytes) ? .YES : .NO
}

private let requestEnded: MHD_RequestCompletedCallback = { _, _, slot, _ in
  guard let kept = slot?.pointee else { return }
  slot?.pointee = nil
  Unmanaged<Exchange>.fromOpaque(kept).takeRetainedValue().end()
}

private func peer(of connection: OpaquePointer) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { text in
    guard let start = text.baseAddress else { return "" }
    hookline_mhd_peer(connection, start, socklen_t(text.count))
    return String(cString: start)
  }
}
