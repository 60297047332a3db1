import Synchronization

/// An HTTP server on loopback that answers as it is told and keeps the request lines; one request for each connection.
public final class RecordingServer: Sendable {
  public struct Answer: Sendable {
    public var status: Int
    public var body: String

    public init(status: Int = 200, body: String) {
      self.status = status
      self.body = body
    }
  }

  private struct State {
    var acceptedCount = 0
    var requests: [String] = []
    var answer: Answer
    var onRequest: @Sendable (Int) -> Void = { _ in }
  }

  public let port: UInt16
  private let listener: TCPSocket
  private let state: Mutex<State>

  public init(_ answer: Answer) throws {
    let (listener, port) = try TCPSocket.listening()
    self.listener = listener
    self.port = port
    state = Mutex(State(answer: answer))
    Thread.start { [state = Held(self)] in
      while let client = try? listener.accepted() {
        state.server?.state.withLock { $0.acceptedCount += 1 }
        Thread.start { state.server?.serve(client) }
      }
    }
  }

  deinit { listener.shut() }

  /// As in `GET /path HTTP/1.1`.
  public var requests: [String] { state.withLock { $0.requests } }

  /// How many clients have connected, whether or not they asked for anything.
  public var acceptedCount: Int { state.withLock { $0.acceptedCount } }

  public func answer(_ answer: Answer) { state.withLock { $0.answer = answer } }

  /// Hears how many requests there have been, before the answer.
  public func onRequest(_ body: @escaping @Sendable (Int) -> Void) { state.withLock { $0.onRequest = body } }

  private func serve(_ client: TCPSocket) {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
      let more = client.read()
      guard !more.isEmpty else { return }
      bytes += more
    }
    let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    let (answer, count, hear) = state.withLock { state in
      state.requests.append(line)
      return (state.answer, state.requests.count, state.onRequest)
    }
    hear(count)
    let head = [
      "HTTP/1.1 \(answer.status) Answer", "Content-Type: application/json",
      "Content-Length: \(answer.body.utf8.count)", "Connection: close", "", "",
    ]
    _ = client.write(Array((head.joined(separator: "\r\n") + answer.body).utf8))
    client.shut()
  }

  /// The thread that accepts must not keep the server.
  private final class Held: Sendable {
    private let reference: Mutex<Weak>

    struct Weak {
      weak var server: RecordingServer?
    }

    init(_ server: RecordingServer) { reference = Mutex(Weak(server: server)) }
    var server: RecordingServer? { reference.withLock { $0.server } }
  }
}
