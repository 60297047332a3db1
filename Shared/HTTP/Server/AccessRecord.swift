/// One request and what became of it, for an access log.
public struct AccessRecord: Sendable {
  public let id: String
  public let method: Method
  /// The pattern of the route, or `none`.
  public let route: String
  /// Path and query as they were sent.
  public let target: String
  /// Who asked, as far as trusted proxies tell.
  public let client: String
  /// Nil where the connection ended before there was an answer.
  public let status: Status?
  /// Of the body, as it was sent; of a stream, as far as it was.
  public let byteCount: Int
  /// From the end of the header to the end of the answer.
  public let duration: Duration
  /// As whom the handler has known the client: `Response.account`.
  public let account: String?
}
