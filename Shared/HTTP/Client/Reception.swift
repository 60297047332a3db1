/// What has come of a response so far, and the limits that hold for it.
struct Reception {
  private let title: String
  private let headerLimit: Int
  private let bodyLimit: Int
  private let sink: (any BodySink)?
  /// Whether the length that a head announces is that of a body which is to come.
  private let hasBody: Bool
  private let followsRedirects: Bool
  private(set) var headers = Headers()
  private(set) var body: [UInt8] = []
  /// Why we broke it off ourselves.
  private(set) var refusal: HTTPError?
  private var status = 0
  private var headerByteCount = 0
  private var bodyByteCount = 0
  /// Whether the head of the response has come to its end.
  private(set) var isHeadOver = false
  private var hasBegun = false

  private static let reservation = 64 << 10

  init(_ call: Call, _ settings: ClientSettings) {
    title = call.title
    headerLimit = settings.headerLimit
    bodyLimit = call.request.bodyLimit ?? settings.bodyLimit
    sink = call.request.sink
    hasBody = call.request.method != .head
    followsRedirects = call.request.redirectLimit > 0
  }

  /// Takes a line of the head, with its end; false breaks the transfer off.
  mutating func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
    headerByteCount += line.count
    guard headerByteCount <= headerLimit else { return refuse("header", headerLimit) }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // Another status line: what came before was provisional, or a redirect that is followed.
      headers = Headers()
      isHeadOver = false
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
      return true
    }
    // What comes behind the body are trailers, which nobody here asks for.
    guard !isHeadOver else { return true }
    if line.allSatisfy({ $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) { return endHead() }
    guard let colon = text.firstIndex(of: ":") else { return true }
    let name = String(text[..<colon])
    let value = text[text.index(after: colon)...].drop { $0.isWhitespace }
    if name.isToken { headers.add(name, String(value.reversed().drop { $0.isWhitespace }.reversed())) }
    return true
  }

  /// Tells the sink, and refuses by the length that is announced, before anything of the body has come.
  private mutating func endHead() -> Bool {
    isHeadOver = true
    guard status >= 200, !(followsRedirects && 300..<400 ~= status) else { return true }
    guard begin() else { return false }
    guard hasBody else { return true }
    guard let length = headers["Content-Length"].flatMap({ Int($0) }), length > 0 else { return true }
    guard length <= bodyLimit else { return refuse("body", bodyLimit) }
    // What is announced may not come, so not all of it.
    if sink == nil { body.reserveCapacity(min(length, Self.reservation)) }
    return true
  }

  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bodyByteCount + bytes.count <= bodyLimit else { return refuse("body", bodyLimit) }
    bodyByteCount += bytes.count
    guard let sink else {
      body.append(contentsOf: bytes)
      return true
    }
    return begin() && (sink.take(bytes) || stop())
  }

  /// Tells the sink of the head, unless it knows.
  mutating func begin() -> Bool {
    guard let sink, !hasBegun else { return true }
    guard 200...599 ~= status else { return false }
    hasBegun = true
    return sink.begin(Status(rawValue: status), headers) || stop()
  }

  private mutating func stop() -> Bool {
    refusal = HTTPError(code: .stopped, message: "\(title): what takes the body wants no more of it")
    return false
  }

  private mutating func refuse(_ part: String, _ limit: Int) -> Bool {
    refusal = HTTPError(
      code: .tooLarge, message: "\(title): the \(part) of the response has more than \(limit) bytes")
    return false
  }
}
