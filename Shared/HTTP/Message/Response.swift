/// An answer to a request.
public struct Response: Sendable {
  public enum Body: Sendable {
    case bytes([UInt8])
    case stream(Stream)
  }

  /// Writes chunks until it returns or throws; made with `Response.stream(_:)`.
  public struct Stream: Sendable {
    var heartbeat: Heartbeat?
    /// How long all of it may take.
    var patience: Duration?
    let produce: @Sendable (StreamPipe) async throws -> Void
  }

  /// What a stream sends when it has had nothing to send for a while, so that both sides learn whether the other is still
  /// there. The server sees to it for all streams together.
  public struct Heartbeat: Sendable {
    public var bytes: [UInt8]
    public var interval: Duration

    public init(_ bytes: [UInt8], every interval: Duration) {
      (self.bytes, self.interval) = (bytes, interval)
    }

    /// A comment of server-sent events.
    public static func comment(every interval: Duration = .seconds(15)) -> Heartbeat {
      Heartbeat(Array(":\n\n".utf8), every: interval)
    }
  }

  public var status: Status
  public var headers: Headers
  public var body: Body
  /// The body packed with gzip, where somebody has kept it; else it is packed for each client that takes it so.
  public var packed: [UInt8]?
  /// As whom the handler has known the client, for the access log: the id of a key, and never the key.
  public var account: String?

  public init(_ status: Status = .ok, headers: Headers = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = .bytes(body)
  }

  public static func text(_ text: String, status: Status = .ok) -> Response {
    Response(status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
  }

  /// A response from JSON that was written elsewhere.
  public static func json(_ text: String, status: Status = .ok) -> Response {
    Response(status, headers: ["Content-Type": "application/json"], body: Array(text.utf8))
  }

  /// A response whose chunks are asked for as fast as the client takes them.
  ///
  /// The sequence is read in a task of its own, which is cancelled when the client is seen to have gone: at
  /// the latest by the second write after that. A stream that may be silent for long should therefore send
  /// something now and then, or have a heartbeat. When the sequence throws, the connection is cut, since the status is out already.
  ///
  /// A stream with a heartbeat is one that has no end of its own. It is ended in good order when the server drains, for its
  /// clients to go elsewhere.
  ///
  /// `patience` is how long the client may take for all of it, however it goes on; the connection is cut then.
  public static func stream<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, status: Status = .ok, headers: Headers, heartbeat: Heartbeat? = nil,
    patience: Duration? = nil
  ) -> Response where Chunks.Element == [UInt8] {
    var response = Response(status, headers: headers)
    response.body = .stream(
      Stream(heartbeat: heartbeat, patience: patience) { pipe in
        for try await chunk in chunks {
          guard await pipe.write(chunk) else { return }
        }
      })
    return response
  }

  /// Server-sent events, as they come, with a heartbeat.
  public static func events<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, heartbeat: Heartbeat = .comment()
  ) -> Response where Chunks.Element == [UInt8] {
    // The last is for nginx, which would otherwise collect them.
    let headers: Headers = [
      "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no",
    ]
    return stream(chunks, headers: headers, heartbeat: heartbeat)
  }
}
