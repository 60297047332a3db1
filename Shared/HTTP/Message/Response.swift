/// An answer to a request.
public struct Response: Sendable {
  public enum Body: Sendable {
    case bytes([UInt8])
    case stream(Stream)
  }

  /// Writes chunks until it returns or throws; made with `Response.stream(_:)`.
  public struct Stream: Sendable {
    let produce: @Sendable (StreamPipe) async throws -> Void
  }

  public var status: Status
  public var headers: Headers
  public var body: Body

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
  /// something now and then. When the sequence throws, the connection is cut, since the status is out already.
  public static func stream<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, status: Status = .ok, headers: Headers
  ) -> Response where Chunks.Element == [UInt8] {
    var response = Response(status, headers: headers)
    response.body = .stream(
      Stream { pipe in
        for try await chunk in chunks {
          guard await pipe.write(chunk) else { return }
        }
      })
    return response
  }
}
