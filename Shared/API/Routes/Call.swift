public import Documents
public import HTTP

/// A request that was found to be right, as a handler gets it.
public struct Call: Sendable {
  public enum Body: Sendable, Equatable {
    case none
    case json(JSONValue)
    /// Not JSON: its media type and its bytes.
    case bytes(String, [UInt8])
  }

  public let request: Request
  public let caller: Caller
  /// Of this request, for logs, audits and whoever asks what became of it.
  public let requestID: String
  public let body: Body
  /// The file that was brought, where one is taken.
  public let file: UploadedFile?
  /// Further ones, by the fields of the form that held them.
  public let otherFiles: [String: UploadedFile]
  private let values: [String: JSONValue]

  public init(
    request: Request, caller: Caller, requestID: String, body: Body = .none, file: UploadedFile? = nil,
    otherFiles: [String: UploadedFile] = [:], values: [String: JSONValue] = [:]
  ) {
    self.file = file
    self.otherFiles = otherFiles
    self.request = request
    self.caller = caller
    self.requestID = requestID
    self.body = body
    self.values = values
  }

  /// What a parameter says, as a value of its schema.
  public subscript(name: String) -> JSONValue? { values[name] }

  public func text(_ name: String) -> String? { values[name]?.stringValue }
  public func number(_ name: String) -> Int? { values[name]?.intValue }
  public func flag(_ name: String) -> Bool { values[name]?.boolValue ?? false }
  public func texts(_ name: String) -> [String] { values[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// A member of the body, where that is an object of JSON.
  public func member(_ name: String) -> JSONValue? {
    guard case .json(let value) = body else { return nil }
    return value[name].flatMap { $0.isNull ? nil : $0 }
  }
}

/// What a handler answers.
public struct Answer: Sendable {
  public enum Body: Sendable {
    case none
    case json(JSONValue)
    case bytes(String, [UInt8])
    /// A whole response, such as a stream.
    case response(Response)
  }

  public var status: Status
  public var headers: Headers
  public var body: Body

  public init(_ status: Status = .ok, headers: Headers = [:], body: Body = .none) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public static func json(
    _ value: JSONValue, status: Status = .ok, headers: Headers = [:]
  ) -> Answer { Answer(status, headers: headers, body: .json(value)) }

  public static func response(_ response: Response) -> Answer {
    Answer(response.status, body: .response(response))
  }

  /// As it goes out.
  var response: Response {
    var response: Response
    switch body {
    case .none: response = Response(status)
    case .json(let value):
      response = Response(status, headers: ["Content-Type": MediaType.json], body: value.bytes)
    case .bytes(let type, let bytes):
      response = Response(status, headers: ["Content-Type": type], body: bytes)
    case .response(let whole): response = whole
    }
    for field in headers { response.headers[field.name] = field.value }
    return response
  }
}
