/// A whole request, with its body.
public struct Request: Sendable {
  public let method: Method
  public let target: Target
  public let headers: Headers
  public let body: [UInt8]
  /// The address of whoever is at the other end of the connection, which may be a proxy.
  public let peer: String
  /// What stood in the places of the route's parameters, decoded. May hold any character but controls.
  public let parameters: [String: String]

  public init(
    method: Method = .get, target: Target, headers: Headers = [:], body: [UInt8] = [], peer: String = "",
    parameters: [String: String] = [:]
  ) {
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
