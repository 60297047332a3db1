import Synchronization

/// A real HTTP server on loopback that plays the API of a source: a closure answers, and a script of faults comes
/// before it. Keeps every request that it got.
///
/// Each connection has a thread of its own, so that the closure may block.
public final class APIServer: Sendable {
  public typealias Handler = @Sendable (APIRequest) -> APIAnswer

  /// What a request meets instead of the closure's answer, or on top of it.
  public enum Fault: Sendable {
    /// This instead of what the closure would say.
    case answer(APIAnswer)
    /// What the closure says, once the test opens the gate.
    case held(Gate)
    /// No answer at all, until the client goes.
    case silent
    /// The head and half of the body of what the closure says; then the connection ends.
    case cut
    /// The connection ends without an answer.
    case closed
    case reset

    public static func status(
      _ status: Int, _ headers: [String: String] = [:], _ body: String = ""
    ) -> Fault {
      .answer(APIAnswer(status, headers, body))
    }

    /// Whether only the patience of the client ends it.
    public var isSilent: Bool {
      if case .silent = self { true } else { false }
    }

    public static let wrongJSON = Fault.answer(.json("{\"data\": [1, 2,"))
    public static let page = Fault.answer(
      APIAnswer(200, ["Content-Type": "text/html"], "<!doctype html><p>Busy"))
    public static let emptyBody = Fault.answer(.json(""))
  }

  private struct State {
    var requests: [APIRequest] = []
    var faults: [(path: String?, fault: Fault)] = []
    var lasting: (path: String?, fault: Fault)?
    var busyCount = 0
    var peak = 0
    var clients: [ObjectIdentifier: TCPSocket] = [:]
    var acceptedCount = 0
    var isStopped = false
  }

  public let port: UInt16
  private let listener: TCPSocket
  private let handler: Handler
  private let state = Mutex(State())

  public init(_ handler: @escaping Handler) throws {
    let (listener, port) = try TCPSocket.listening()
    self.listener = listener
    self.port = port
    self.handler = handler
    // The thread that accepts must not keep the server.
    Thread.start { [weak self] in
      while let client = try? listener.accepted() {
        guard let self else { return }
        Thread.start { self.serve(client) }
      }
    }
  }

  deinit { listener.shut() }

  /// Without a slash at its end.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// All requests so far, in the order in which they came.
  public var requests: [APIRequest] { state.withLock { $0.requests } }

  /// Those of a path.
  public func requests(to path: String) -> [APIRequest] { requests.filter { $0.path == path } }

  /// How many requests were answered at the same time at most.
  public var peak: Int { state.withLock { $0.peak } }

  public var acceptedCount: Int { state.withLock { $0.acceptedCount } }
  public var openCount: Int { state.withLock { $0.clients.count } }

  /// What the next requests meet, one each; only those to `path`, if one is given. Follows what was scripted before.
  public func meet(_ faults: Fault..., at path: String? = nil) {
    state.withLock { $0.faults += faults.map { (path, $0) } }
  }

  /// What every request meets that has no scripted fault, until it is set to nil.
  /// Only those to `path`, if one is given.
  public func meetAlways(_ fault: Fault?, at path: String? = nil) {
    state.withLock { $0.lasting = fault.map { (path, $0) } }
  }

  /// Takes no connections any more, and ends those that there are.
  public func stop() {
    listener.shut()
    let clients = state.withLock { state in
      state.isStopped = true
      return state.clients.values
    }
    for client in clients { client.shut() }
  }

  private func serve(_ client: TCPSocket) {
    let isStopped = state.withLock { state in
      state.acceptedCount += 1
      state.clients[ObjectIdentifier(client)] = client
      return state.isStopped
    }
    defer { state.withLock { $0.clients[ObjectIdentifier(client)] = nil } }
    var rest: [UInt8] = []
    while !isStopped, let request = APIRequest(from: client, &rest) {
      let fault = note(request)
      let goesOn = answer(request, fault, to: client)
      state.withLock { $0.busyCount -= 1 }
      guard goesOn else { return client.shut() }
    }
  }

  private func note(_ request: APIRequest) -> Fault? {
    state.withLock { state in
      state.requests.append(request)
      state.busyCount += 1
      state.peak = max(state.peak, state.busyCount)
      guard let next = state.faults.firstIndex(where: { $0.path == nil || $0.path == request.path }) else {
        guard let (path, fault) = state.lasting, path == nil || path == request.path else { return nil }
        return fault
      }
      return state.faults.remove(at: next).fault
    }
  }

  /// Whether the connection goes on.
  private func answer(_ request: APIRequest, _ fault: Fault?, to client: TCPSocket) -> Bool {
    switch fault {
    case nil: return client.write(handler(request).bytes)
    case .answer(let answer): return client.write(answer.bytes)
    case .held(let gate):
      gate.waitUntilOpen()
      return client.write(handler(request).bytes)
    case .silent: while !client.read().isEmpty {}
    case .cut:
      let answer = handler(request)
      _ = client.write(Array(answer.bytes.dropLast((answer.body.count + 1) / 2)))
    case .closed: break
    case .reset: client.reset()
    }
    return false
  }
}
