import HTTP

/// A request that an `APIServer` got.
public struct APIRequest: Sendable, Equatable {
  public let method: String
  /// Decoded, without the query: `/v1/tracks/abc`.
  public let path: String
  /// Decoded; of parameters that come twice the first.
  public let query: [String: String]
  /// By their names in small letters.
  public let headers: [String: String]
  public let body: [UInt8]

  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The fields of a form in the body.
  public var form: [String: String] { Self.fields(Target("/?" + text)) }

  /// The next one of a connection; nil when the client has gone or speaks no HTTP. `rest` is what was read beyond it.
  init?(from client: TCPSocket, _ rest: inout [UInt8]) {
    var bytes = rest
    while Self.endOfHead(bytes) == nil {
      let more = client.read()
      guard !more.isEmpty else { return nil }
      bytes += more
    }
    guard let end = Self.endOfHead(bytes) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3, let target = Target(String(words[1])) else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    if headers["expect"] != nil { _ = client.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
    while bytes.count < end + 4 + length {
      let more = client.read()
      guard !more.isEmpty else { return nil }
      bytes += more
    }
    rest = Array(bytes[(end + 4 + length)...])
    method = String(words[0])
    path = "/" + target.segments.joined(separator: "/")
    query = Self.fields(target)
    self.headers = headers
    body = Array(bytes[(end + 4)..<(end + 4 + length)])
  }

  private static func fields(_ target: Target?) -> [String: String] {
    Dictionary((target?.query ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    let end = Array("\r\n\r\n".utf8)
    guard bytes.count >= end.count else { return nil }
    return (0...(bytes.count - end.count)).first { bytes[$0..<($0 + end.count)].elementsEqual(end) }
  }
}

/// What an `APIServer` says.
public struct APIAnswer: Sendable, Equatable {
  public var status: Int
  public var headers: [String: String]
  public var body: [UInt8]

  public init(_ status: Int = 200, _ headers: [String: String] = [:], _ body: String = "") {
    self.status = status
    self.headers = headers
    self.body = Array(body.utf8)
  }

  public static func json(_ text: String, status: Int = 200) -> APIAnswer {
    APIAnswer(status, ["Content-Type": "application/json"], text)
  }

  /// As it goes over the wire, with the length of the body.
  var bytes: [UInt8] {
    let fields = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let lines = ["HTTP/1.1 \(status) Answer"] + fields + ["Content-Length: \(body.count)", "", ""]
    return Array(lines.joined(separator: "\r\n").utf8) + body
  }
}
