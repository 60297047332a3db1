import CMicroHTTPD
import Glibc
import Synchronization
import Telemetry

/// One request and its answer, from the request line to the last byte sent.
///
/// libmicrohttpd calls on its event thread: at the end of the header, for each piece of the body, and at its
/// end, where the connection is suspended and a task runs the handler. The answer is stored and the connection
/// resumed, and the event thread, called once more, sends it. So nothing but `resume` happens on other threads.
final class Exchange: Sendable {
  enum Stage {
    case header
    /// The connection is suspended until it is known whether the body is wanted.
    case admitting(Admission.Accepted)
    /// It is wanted; the event thread does not know yet.
    case admitted(Admission.Accepted)
    /// It is not, and this is why; the event thread does not know yet.
    case turnedAway(Response)
    case body(Admission.Accepted)
    /// The connection is suspended; the task stands here as soon as it has been made.
    case handling(Task<Void, Never>?)
    case answered(Response)
    case sending
  }

  struct State {
    var stage = Stage.header
    var body: [UInt8] = []
    var file: UploadedFile?
    var asking: Task<Void, Never>?
    var pass: (any Sendable)?
    var stream: (pipe: StreamPipe, task: Task<Void, Never>)?
    /// libmicrohttpd takes chunks that are framed in strange ways, of which another program may think otherwise: what seems to
    /// come after such a body is not asked.
    var isLast = false
    /// The server stops: nothing may wait from now on.
    var isAborted = false
    var method = Method(rawValue: "")
    var route = Measurements.noRoute
    var id = ""
    var client: String?
    var origin: String?
    var began = ContinuousClock.now
    var status: Status?
    var byteCount = 0
    var account: String?
  }

  let target: String
  let handle: ConnectionHandle
  let connection: Connection
  let context: ServerContext
  let state = Mutex(State())

  init(target: String, handle: ConnectionHandle, connection: Connection, context: ServerContext) {
    self.target = target
    self.handle = handle
    self.connection = connection
    self.context = context
  }

  // MARK: On the event thread

  /// At the end of the request line. One that leaves no room for a header is answered at once: libmicrohttpd, which notes each
  /// part of a query, would close the connection without a word.
  func begin() {
    guard RawHeader.room(forTarget: target) > context.settings.headerLimit else { return }
    state.withLock { state in
      state.stage = .sending
      // Which it is nobody has told yet.
      state.method = Method(rawValue: "-")
      state.id = RequestID.make()
    }
    refuseRest(Problem(.uriTooLong).response)
  }

  /// One call of libmicrohttpd, without and with a piece of the body. Returns whether the connection may live.
  func proceed(_ line: RawHeader.RequestLine, piece: UnsafeRawBufferPointer) -> Bool {
    let stage = state.withLock { $0.stage }
    switch stage {
    case .header:
      let header = RawHeader(handle.pointer, line: line)
      let method = String(cString: line.method)
      return admit(
        Admission(method: method, target: target, header: header, peer: connection.peer, context: context),
        fits: header.room(target: target) <= context.settings.headerLimit)
    case .body(let accepted): return piece.isEmpty ? start(accepted) : take(piece, accepted)
    case .answered(let response): return send(response, isLast: state.withLock { $0.isLast })
    // A connection that was suspended at the end of its header is called there once more.
    case .admitted(let accepted):
      enter(.body(accepted))
      return true
    case .turnedAway(let response): return send(response, closes: true)
    // Only a stopping server calls at these; it closes every connection.
    case .admitting, .handling, .sending: return false
    }
  }

  private func admit(_ admission: Admission, fits: Bool) -> Bool {
    state.withLock { state in
      state.method = admission.method
      state.route = admission.route
      state.id = admission.id ?? RequestID.make()
      state.client = admission.client
      state.origin = admission.origin
      state.began = .now
    }
    guard fits else {
      if case .refused(let response) = admission.outcome {
        refuseRest(response)
      } else {
        refuseRest(.longHeader)
      }
      return false
    }
    switch admission.outcome {
    case .refused(let response):
      // What is wrong with a header alone is said when nothing more comes.
      let isExpected = response.status == .contentTooLarge
      return send(response, closes: isExpected, isLast: true)
    // Answering before a body is taken leaves it in the connection, which is then of no further use.
    case .answered(let response, let framing) where framing.hasBody: return send(response, closes: true)
    case .answered(let response, _): enter(.answered(response))
    case .accepted(let accepted):
      if accepted.expectedByteCount == nil { state.withLock { $0.isLast = true } }
      if let admits = accepted.route.options.admits { return ask(accepted, admits) }
      connection.headerEnded(bodyLimit: accepted.route.options.bodyTimeout ?? context.settings.bodyTimeout)
      guard accepted.route.options.takesFile else {
        state.withLock { $0.body.reserveCapacity(accepted.expectedByteCount ?? 0) }
        break
      }
      switch openFile(of: nil) {
      case .success(let file): state.withLock { $0.file = file }
      case .failure(let refusal): return send(refusal.response, closes: true)
      }
    }
    if case .accepted(let accepted) = admission.outcome { enter(.body(accepted)) }
    return true
  }

  /// Why a file cannot be taken.
  struct NoFile: Error {
    let response: Response
  }

  func openFile(of owner: String?) -> Result<UploadedFile, NoFile> {
    let slots = context.uploads
    switch slots.enter(owner) {
    case .entered: break
    case .full: return .failure(NoFile(response: .tooManyUploads))
    case .hasEnough: return .failure(NoFile(response: .tooManyOwnUploads))
    }
    guard let file = UploadedFile(in: context.settings.uploadFolder, release: { slots.leave(owner) }) else {
      let reason = String(cString: strerror(errno))
      slots.leave(owner)
      context.logger.error(
        "no file for an upload", ["folder": .string(context.settings.uploadFolder), "error": .string(reason)])
      return .failure(NoFile(response: .noRoom))
    }
    return .success(file)
  }

  private func take(_ piece: UnsafeRawBufferPointer, _ accepted: Admission.Accepted) -> Bool {
    connection.received(piece.count)
    let refusal: Response? = state.withLock { state in
      let count = state.file?.byteCount ?? state.body.count
      guard count + piece.count <= accepted.bodyLimit else { return .tooLarge(accepted.bodyLimit) }
      guard let file = state.file else {
        state.body.append(contentsOf: piece)
        return nil
      }
      let code = file.append(piece)
      guard code != 0 else { return nil }
      context.logger.error("an upload cannot be kept", ["error": .string(String(cString: strerror(code)))])
      return .noRoom
    }
    if let refusal { refuseRest(refusal) }
    return refusal == nil
  }

  /// Only a body whose length shows late, or that finds no room, gets here, and a header that leaves libmicrohttpd no room for
  /// that of an answer. It takes no answer in the middle of a body either, so this one is written past it; the connection is
  /// closed right after.
  private func refuseRest(_ response: Response) {
    guard case .bytes(let body) = response.body else { return }
    var response = response
    complete(&response.headers)
    var text = "HTTP/1.1 \(response.status.rawValue) \(response.status.title)\r\nConnection: close\r\n"
    for field in response.headers { text += "\(field.name): \(field.value)\r\n" }
    let shown = state.withLock { $0.method } == .head ? [] : body
    let bytes = Array((text + "Content-Length: \(body.count)\r\n\r\n").utf8) + shown
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    // A client that has no room for these few bytes does not read at all.
    _ = Glibc.send(connection.descriptor, bytes, bytes.count, flags)
    shutdown(connection.descriptor, Int32(SHUT_WR))
    connection.cutShort()
    state.withLock { state in
      state.status = response.status
      state.byteCount = shown.count
      state.file = nil
    }
  }

  private func start(_ accepted: Admission.Accepted) -> Bool {
    handle.suspend()
    let limit = accepted.route.options.deadline ?? context.settings.handlerTimeout
    connection.handlerStarted(limit: limit)
    let request: Request? = state.withLock { state in
      state.stage = .handling(nil)
      defer {
        state.body = []
        state.file = nil
      }
      guard !state.isAborted else { return nil }
      return Request(
        method: accepted.method, target: accepted.target, headers: accepted.headers, body: state.body,
        peer: connection.peer, parameters: accepted.parameters, id: state.id, client: state.client,
        upload: state.file, pass: state.pass)
    }
    guard let request else {
      answer(.stopping)
      return true
    }
    let packing = context.settings.packing
    let task = Task {
      let response = await accepted.route.handler(request)
      answer(packing?.apply(to: response, for: request) ?? response)
    }
    state.withLock { state in
      if case .handling = state.stage { state.stage = .handling(task) }
    }
    return true
  }

  // MARK: On any thread

  /// Gives the answer, if none was given yet, and has the event thread send it.
  @discardableResult
  private func answer(_ response: Response) -> Bool {
    let isFirst = state.withLock { state in
      guard case .handling = state.stage else { return false }
      state.stage = .answered(response)
      return true
    }
    if isFirst { handle.resume() }
    return isFirst
  }

  /// The handler has used up its time. It is cancelled, but whether it ends is its own affair.
  func expire() {
    if turnAway(.overdue) { return }
    let task: Task<Void, Never>? = state.withLock { state in
      guard case .handling(let task) = state.stage else { return nil }
      return task
    }
    guard answer(.overdue) else { return }
    task?.cancel()
    context.logger.warning("a handler took too long", ["route": .string(state.withLock { $0.route })])
  }

  /// The server drains: a stream that has no end of its own ends here.
  func endStream() {
    guard let pipe = state.withLock({ $0.stream?.pipe }), pipe.heartbeat != nil else { return }
    pipe.finish()
  }

  /// The server stops: whatever waits is ended.
  func abort() {
    let stream = state.withLock { state in
      state.isAborted = true
      return state.stream
    }
    stream?.pipe.abort()
    turnAway(.stopping)
    answer(.stopping)
  }

  func enter(_ stage: Stage) { state.withLock { $0.stage = stage } }
}

extension Response {
  static let overdue = Problem(
    .serviceUnavailable, detail: "This took too long and was given up."
  ).response

  static let stopping = Problem(.serviceUnavailable, detail: "The server is stopping.").response
}
