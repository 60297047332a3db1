/// The limits of a server. Every one of them is there because a client may be slow, broken or hostile.
public struct ServerSettings: Sendable {
  /// Bytes of the header of a request, and 64 more for each of its lines, cookies and parts of its query; cookies count twice. A
  /// longer one is answered 431, or 414.
  public var headerLimit = 28 * 1024
  /// Bytes that the header of an answer may have. With the room for a request's they are set aside for each connection.
  static let answerRoom = 4 * 1024
  /// Bytes of path and query; longer ones are answered 414.
  public var targetLimit = 8 * 1024
  /// Bytes of a body, unless its route says otherwise; longer ones are answered 413.
  public var bodyLimit = 1024 * 1024
  /// Open connections; further ones wait in the backlog of the system.
  public var connectionLimit = 1_024
  /// Open connections of one address; further ones are closed. Behind a proxy there is only one address.
  public var connectionLimitPerAddress: Int?
  /// Threads that read and write. One is enough for tens of thousands of requests a second: handlers run elsewhere.
  public var eventThreadCount = 1
  /// From the end of one answer, or from connecting, to the end of the next header. It counts from the first
  /// moment and not from the last byte, so trickling bytes gains nothing.
  public var idleTimeout = Duration.seconds(60)
  /// For a whole body to arrive, unless its route says otherwise.
  public var bodyTimeout = Duration.seconds(30)
  /// While a body arrives, at least so many bytes of it have to come in each stretch of this length: who brings a byte now
  /// and then would hold a place as long as a big body may take.
  public var bodyWindow = Duration.seconds(10)
  public var leastBodyByteCount = 8 * 1024
  /// For a handler, unless its route says otherwise; one that takes longer is cancelled and answered 503.
  public var handlerTimeout = Duration.seconds(30)
  /// For an answer to be taken, or for one piece of a stream.
  public var sendTimeout = Duration.seconds(60)
  /// For what runs to finish, once a drain was asked for.
  public var drainTimeout = Duration.seconds(20)

  /// Where bodies of routes that take files go.
  public var uploadFolder = "/var/tmp"
  /// Files that are there at once; who brings one more is told to come again. One who is known has at most half of them.
  public var uploadLimit = 8

  /// Nil where answers are never packed.
  public var packing: Packing? = Packing()
  /// Nil where no page of another origin may read answers.
  public var crossOrigin: CrossOrigin?
  /// Proxies whose `X-Forwarded-For` is believed.
  public var trustedProxies: [AddressRange] = []
  /// What every answer says that does not say otherwise. These are for answers that are no pages.
  public var standardHeaders: Headers = [
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  ]

  public init() {}

  /// How often the timeouts are looked after: fine enough for the shortest, and rarely enough to cost nothing.
  var tick: Duration {
    let shortest = min(idleTimeout, bodyTimeout, bodyWindow, handlerTimeout, sendTimeout)
    return max(.milliseconds(10), min(.milliseconds(250), shortest / 4))
  }
}
