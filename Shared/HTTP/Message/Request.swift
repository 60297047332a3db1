/// A whole request, with its body.
public struct Request: Sendable {
  /// What it is called in the answer and in logs: the client's own name for it, if that is sane, else a new one.
  public let id: String
  public let method: Method
  public let target: Target
  public let headers: Headers
  public let body: [UInt8]
  /// The address of whoever is at the other end of the connection, which may be a proxy.
  public let peer: String
  /// The address of whoever asked: the peer, or whom trusted proxies name.
  public let client: String
  /// The body of a route that takes files; `body` is then empty.
  public let upload: UploadedFile?
  /// What was found out before the body was taken, where that was asked for.
  public let pass: (any Sendable)?
  /// What stood in the places of the route's parameters, decoded. May hold any character but controls.
  public internal(set) var parameters: [String: String]

  public init(
    method: Method = .get, target: Target, headers: Headers = [:], body: [UInt8] = [], peer: String = "",
    parameters: [String: String] = [:], id: String = "", client: String? = nil, upload: UploadedFile? = nil,
    pass: (any Sendable)? = nil
  ) {
    self.pass = pass
    self.id = id
    self.client = client ?? peer
    self.upload = upload
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.peer = peer
    self.parameters = parameters
  }

  /// The first value of a parameter of the query.
  public func query(_ name: String) -> String? { target.query.first { $0.name == name }?.value }
}
