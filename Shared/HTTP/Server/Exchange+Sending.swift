import CMicroHTTPD
import Synchronization
import Telemetry

/// How an answer goes out; all on the event thread.
extension Exchange {
  /// `closes` where the client may still be sending; `isLast` where it has said all, and is to say more on another connection.
  func send(_ response: Response, closes: Bool = false, isLast: Bool = false) -> Bool {
    var response = response
    complete(&response.headers)
    var pipe: StreamPipe?
    if case .stream(let stream) = response.body {
      pipe = StreamPipe(handle: handle, connection: connection, heartbeat: stream.heartbeat)
    }
    guard let made = make(response, pipe) else { return false }
    // The connection holds a reference of its own until the answer is sent.
    defer { MHD_destroy_response(made) }
    for field in response.headers { MHD_add_response_header(made, field.name, field.value) }
    if closes { connection.cutShort() }
    if closes || isLast || context.connections.isDraining {
      MHD_add_response_header(made, "Connection", "close")
    }
    state.withLock { state in
      state.stage = .sending
      state.status = response.status
      state.account = response.account
      if case .bytes(let bytes) = response.body, state.method != .head { state.byteCount = bytes.count }
    }
    connection.sent()
    guard MHD_queue_response(handle.pointer, UInt32(response.status.rawValue), made) == .YES else {
      return false
    }
    if let pipe, case .stream(let stream) = response.body { feed(pipe, from: stream) }
    return true
  }

  /// What every answer says.
  func complete(_ headers: inout Headers) {
    let (id, origin) = state.withLock { ($0.id, $0.origin) }
    if headers["X-Request-Id"] == nil { headers.add(checked: "X-Request-Id", id) }
    for field in context.settings.standardHeaders where headers[field.name] == nil {
      headers.add(checked: field.name, field.value)
    }
    context.settings.crossOrigin?.mark(&headers, for: origin)
  }

  private func make(_ response: Response, _ pipe: StreamPipe?) -> OpaquePointer? {
    if case .bytes(let bytes) = response.body {
      return bytes.withUnsafeBytes { hookline_mhd_response($0.baseAddress, $0.count) }
    }
    guard let pipe else { return nil }
    // Released by the last argument, when the response is freed.
    let retained = Unmanaged.passRetained(pipe)
    let response = hookline_mhd_stream_response(
      // What libmicrohttpd sets aside for each stream, and uses only for clients of HTTP/1.0.
      1_024,
      { context, _, buffer, count in
        guard let context else { return hookline_mhd_end_with_error() }
        let pipe = Unmanaged<StreamPipe>.fromOpaque(context).takeUnretainedValue()
        return pipe.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count))
      },
      retained.toOpaque(),
      { context in
        if let context { Unmanaged<StreamPipe>.fromOpaque(context).release() }
      })
    if response == nil { retained.release() }
    return response
  }

  private func feed(_ pipe: StreamPipe, from stream: Response.Stream) {
    connection.streamBegins(patience: stream.patience)
    let logger = context.logger
    let task = Task {
      do {
        try await stream.produce(pipe)
        pipe.finish()
      } catch {
        pipe.abort()
        if !(error is CancellationError) { logger.warning("a stream broke off", ["error": "\(error)"]) }
      }
    }
    let isAborted = state.withLock { state in
      state.stream = (pipe, task)
      return state.isAborted
    }
    if isAborted { pipe.abort() }
    // Either the drain finds the stream in its exchange, or the stream finds the server draining.
    if context.connections.isDraining { endStream() }
  }

  /// The answer is out, or the connection has ended before that.
  func end() {
    let state = state.withLock { $0 }
    state.stream?.pipe.abort()
    state.stream?.task.cancel()
    connection.end()
    let duration = ContinuousClock.now - state.began
    if let status = state.status {
      context.measurements.record(
        route: state.route, method: state.method, status: status.rawValue, duration: duration)
    }
    // A connection that ends before its header has arrived has asked for nothing.
    guard let onAnswer = context.onAnswer, !state.method.rawValue.isEmpty else { return }
    onAnswer(
      AccessRecord(
        id: state.id, method: state.method, route: state.route, target: target,
        client: state.client ?? connection.peer, status: state.status,
        byteCount: state.stream?.pipe.byteCount ?? state.byteCount, duration: duration, account: state.account
      ))
  }
}
