import Synchronization

/// An HTTP server on loopback whose every byte is the test's: it hands over each request and sends what it is told.
public final class PlayedServer: Sendable {
  /// What goes back, piece by piece, and what comes of the connection then.
  public struct Answer: Sendable {
    public enum Ending: Sendable {
      /// Waits for the next request.
      case next
      case close
      case reset
      /// Says no more until the client goes.
      case silence
      /// Sends this again and again until the client goes.
      case endless([UInt8])
    }

    public var pieces: [[UInt8]]
    public var pause: Duration
    public var ending: Ending

    public init(_ bytes: [UInt8], pause: Duration = .zero, then ending: Ending = .next) {
      self.init(pieces: [bytes], pause: pause, then: ending)
    }

    public init(pieces: [[UInt8]], pause: Duration = .zero, then ending: Ending = .next) {
      self.pieces = pieces
      self.pause = pause
      self.ending = ending
    }

    /// A whole answer with its length.
    public static func of(
      _ status: Int = 200, _ fields: [String] = [], _ body: [UInt8] = [], then ending: Ending = .next
    ) -> Answer {
      let lines = ["HTTP/1.1 \(status) Played"] + fields + ["Content-Length: \(body.count)", "", ""]
      return Answer(Array(lines.joined(separator: "\r\n").utf8) + body, then: ending)
    }

    /// An answer whose head is as given, however wrong it is.
    public static func raw(_ head: String, _ body: [UInt8] = [], then ending: Ending = .close) -> Answer {
      Answer(Array(head.utf8) + body, then: ending)
    }
  }

  private struct State {
    var requests: [String] = []
    var openCount = 0
  }

  public let port: UInt16
  private let listener: TCPSocket
  private let play: @Sendable (_ request: String, _ number: Int) -> Answer
  private let state = Mutex(State())

  /// `play` is told the head of a request and its number, from 1.
  public init(_ play: @escaping @Sendable (_ request: String, _ number: Int) -> Answer) throws {
    let (listener, port) = try TCPSocket.listening()
    self.listener = listener
    self.port = port
    self.play = play
    // The thread that accepts must not keep the server.
    Thread.start { [weak self] in
      while let client = try? listener.accepted() {
        guard let self else { return }
        Thread.start { self.serve(client) }
      }
    }
  }

  deinit { listener.shut() }

  /// The heads of all requests so far.
  public var requests: [String] { state.withLock { $0.requests } }

  /// How many clients are connected.
  public var openCount: Int { state.withLock { $0.openCount } }

  private func serve(_ client: TCPSocket) {
    state.withLock { $0.openCount += 1 }
    defer { state.withLock { $0.openCount -= 1 } }
    while let request = Self.head(of: client) {
      let number = state.withLock { state in
        state.requests.append(request)
        return state.requests.count
      }
      guard send(play(request, number), to: client) else { return }
    }
  }

  /// Whether the connection goes on.
  private func send(_ answer: Answer, to client: TCPSocket) -> Bool {
    for piece in answer.pieces {
      guard client.write(piece) else { return false }
      Thread.pause(for: answer.pause)
    }
    switch answer.ending {
    case .next: return true
    case .close: client.shut()
    case .reset: client.reset()
    case .silence: while !client.read().isEmpty {}
    case .endless(let bytes):
      while client.write(bytes) { Thread.pause(for: answer.pause) }
    }
    return false
  }

  /// `nil` when the client has gone.
  private static func head(of client: TCPSocket) -> String? {
    var bytes: [UInt8] = []
    while true {
      let more = client.read()
      guard !more.isEmpty else { return nil }
      bytes += more
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains("\r\n\r\n") { return text }
    }
  }
}
