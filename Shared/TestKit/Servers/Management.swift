import Crypto
import Messaging

/// The HTTP interface of a RabbitMQ for its operators.
public struct Management: Sendable {
  public struct Answer: Sendable {
    public let status: Int
    public let body: String
    public var isSuccess: Bool { (200..<300).contains(status) }
  }

  private let port: UInt16
  private let authorization: String

  /// From `http://user:password@127.0.0.1:port`; only loopback is spoken to.
  public init(url: String) throws {
    // The URL of the broker has the same parts.
    let parts = try BrokerSettings(url: "amqp" + url.dropFirst("http".count))
    port = parts.port
    let login = Base64URL.encode(Array("\(parts.user):\(parts.password)".utf8))
    let standard = String(login.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    authorization = standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
  }

  /// Asks and throws when the answer is not a success.
  @discardableResult
  public func call(_ method: String, _ path: [String], body: String = "") async throws -> String {
    let answer = try await ask(method, path, body: body)
    guard answer.isSuccess else {
      throw SocketError("\(method) \(path)", reason: "\(answer.status) \(answer.body)")
    }
    return answer.body
  }

  /// Asks; the parts of the path are escaped here.
  public func ask(_ method: String, _ path: [String], body: String = "") async throws -> Answer {
    let target = path.map(Self.escaped).joined(separator: "/")
    let lines = [
      "\(method) /api/\(target) HTTP/1.1", "Host: 127.0.0.1", "Authorization: Basic \(authorization)",
      "Content-Type: application/json", "Content-Length: \(body.utf8.count)", "Connection: close", "", body,
    ]
    let request = Array(lines.joined(separator: "\r\n").utf8)
    return try await withCheckedThrowingContinuation { continuation in
      Thread.start { [port] in continuation.resume(with: Result { try Self.exchange(request, port) }) }
    }
  }

  private static func exchange(_ request: [UInt8], _ port: UInt16) throws -> Answer {
    let socket = try TCPSocket.connected(to: port)
    guard socket.write(request) else { throw SocketError("send") }
    var bytes: [UInt8] = []
    while case let piece = socket.read(), !piece.isEmpty { bytes += piece }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let status = Int(text.dropFirst("HTTP/1.1 ".count).prefix(3)),
      let end = text.firstRange(of: "\r\n\r\n")
    else { throw SocketError("management", reason: "no answer") }
    return Answer(status: status, body: String(text[end.upperBound...]))
  }

  private static func escaped(_ part: String) -> String {
    part.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.properties.isAlphabetic && byte < 128 || (48...57).contains(byte) || byte == 45 || byte == 46
      return isPlain ? String(scalar) : "%" + Hex.encode([byte])
    }.joined()
  }
}
