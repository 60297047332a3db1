import Documents
public import HTTP

/// Why a request is not carried out, as RFC 9457 tells it. What a handler throws so is answered so.
public struct Refusal: Error, Sendable, Equatable {
  public let status: Status
  /// Names the kind of problem for programs and does not change, such as `validation`; nil for what its status says.
  public let kind: String?
  /// For people. Never the text of an error from inside.
  public let detail: String
  public var faults: [Fault]
  public var headers: Headers

  public init(
    _ status: Status, _ kind: String? = nil, _ detail: String, faults: [Fault] = [], headers: Headers = [:]
  ) {
    self.status = status
    self.kind = kind
    self.detail = detail
    self.faults = faults
    self.headers = headers
  }

  /// A request that is well-formed and asks for what is not possible.
  public static func invalid(_ faults: [Fault]) -> Refusal {
    let told = Array(faults.prefix(Fault.limit))
    let count = faults.count == 1 ? "One thing is" : "\(faults.count) things are"
    return Refusal(
      .unprocessableContent, "validation", "\(count) wrong with this request; \"errors\" says what.",
      faults: told)
  }

  public static func notFound(_ detail: String) -> Refusal { Refusal(.notFound, "not-found", detail) }

  /// The problem with the id of its request.
  func document(requestID: String) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", .string(kind.map { "urn:hookline:problem:\($0)" } ?? "about:blank")),
      ("title", .string(status.title)), ("status", .int(status.rawValue)), ("detail", .string(detail)),
      ("instance", .string("urn:hookline:request:\(requestID)")),
    ]
    if !faults.isEmpty { members.append(("errors", .array(faults.map(\.document)))) }
    return .object(members)
  }

  func response(requestID: String) -> Response {
    var response = Response(
      status, headers: headers, body: document(requestID: requestID).bytes)
    response.headers["Content-Type"] = "application/problem+json"
    response.headers["Cache-Control"] = "no-store"
    return response
  }
}
