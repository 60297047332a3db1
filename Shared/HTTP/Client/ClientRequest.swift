/// A request to some server.
public struct ClientRequest: Sendable {
  /// For Basic authentication.
  public struct Credentials: Sendable {
    public var user: String
    public var password: String

    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }
  }

  public var method: Method
  /// `http` or `https`, without a user and a password: those are `credentials`.
  public var url: String
  public var headers: Headers
  public var body: [UInt8]?
  /// Where the body comes from, instead of `body`.
  public var source: (any BodySource)?
  public var credentials: Credentials?
  /// How long it may take in all; `nil` for the client's own limit.
  public var timeout: Duration?
  /// How many bytes the body of the response may have; `nil` for the client's own limit.
  public var bodyLimit: Int?
  /// Takes the body instead of the response, whose own is then empty.
  public var sink: (any BodySink)?
  /// How many redirects are followed, for GET and HEAD. Credentials do not follow to another host. None where the
  /// client has an address policy: such a policy is told the host, which a redirect changes unseen.
  public var redirectLimit: Int

  public init(_ method: Method = .get, _ url: String, headers: Headers = [:], body: [UInt8]? = nil) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    redirectLimit = 0
  }

  /// A request whose body is JSON that was written elsewhere.
  public static func json(_ method: Method, _ url: String, body: [UInt8]) -> ClientRequest {
    ClientRequest(method, url, headers: ["Content-Type": "application/json"], body: body)
  }
}

extension ClientRequest.Credentials: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(user):***" }
  /// Keeps `dump` and failed expectations from listing the password.
  public var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
