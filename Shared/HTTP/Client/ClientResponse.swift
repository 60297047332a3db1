/// What a server answered, whole.
public struct ClientResponse: Sendable, Equatable {
  public let status: Status
  public let headers: Headers
  public let body: [UInt8]

  public init(status: Status, headers: Headers, body: [UInt8]) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  /// The body as text; what is not UTF-8 in it is replaced.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The type of the body in lower case, without parameters: `application/json`.
  public var mediaType: String? {
    headers["Content-Type"].map { value in
      value.prefix { $0 != ";" }.lowercased().split(separator: " ").first.map(String.init) ?? ""
    }
  }
}
