/// Which pages of other origins may read answers (CORS). A server without one lets none.
///
/// Never with credentials of the browser: whoever asks brings a key in `Authorization`.
public struct CrossOrigin: Sendable {
  /// As browsers send them: `https://app.example:8443`. No `*`, and nothing behind the port.
  public let origins: Set<String>
  /// What pages may send beyond the few fields that they always may.
  public var requestHeaders = [
    "Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "X-Request-Id",
  ]
  /// What pages may see beyond the few fields that they always may.
  public var exposedHeaders = [
    "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id",
  ]
  /// How long browsers remember what they were told.
  public var maxAge = Duration.seconds(600)

  public init(origins: some Sequence<String>) throws(HTTPError) {
    self.origins = Set(origins)
    for origin in self.origins where !Self.isOrigin(origin) {
      throw HTTPError(
        code: .invalidAddress,
        message: "\"\(origin)\" is no origin: write https://host or https://host:port, in small letters")
    }
  }

  private static func isOrigin(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
    let rest = text.dropFirst(scheme.count)
    return !rest.isEmpty
      && rest.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: ".-:[]_".utf8.contains(byte)
        }
      }
  }

  /// What every answer gets that has a request's `Origin`.
  func mark(_ headers: inout Headers, for origin: String?) {
    headers.vary("Origin")
    guard let origin, origins.contains(origin) else { return }
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Expose-Headers"] = exposedHeaders.joined(separator: ", ")
  }

  /// The answer to a browser that asks whether a page may send a request; nil for what is no such question.
  func preflight(_ method: Method, _ headers: Headers, allowed: [Method]) -> Response? {
    guard method == .options, let origin = headers["Origin"], headers["Access-Control-Request-Method"] != nil
    else { return nil }
    guard origins.contains(origin) else {
      return Problem(.forbidden, detail: "Pages of this origin may not use this server.").response
    }
    return Response(
      .noContent,
      headers: [
        "Access-Control-Allow-Methods": allowed.map(\.rawValue).joined(separator: ", "),
        "Access-Control-Allow-Headers": requestHeaders.joined(separator: ", "),
        "Access-Control-Max-Age": "\(maxAge.components.seconds)",
        "Vary": "Access-Control-Request-Method, Access-Control-Request-Headers",
      ])
  }
}
